import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { documentLimitsEnvironment, documentLimitsOf } from '../../gateway/limits/environment.ts';
import { readDocument } from '../../gateway/limits/read-document.ts';
import { bombs } from './bombs.ts';

const limits = documentLimitsOf(documentLimitsEnvironment.parse({}));

test.each(bombs)('%s are refused by the limits', (_what, query) => {
  expect(readDocument(query, { limits, schemaOpen: true })).toMatchObject({
    ok: false,
    problem: { code: expect.stringMatching(/^MAX_/) },
  });
});

test('without the limits a bomb still blocks the planner for over a second', {
  timeout: 120_000,
}, async () => {
  const child = fork(new URL('./unlimited-planner.ts', import.meta.url));
  const exited = once(child, 'exit');
  const [took] = await once(child, 'message');
  await exited;
  process.stdout.write(`bombs without limits, ms: ${JSON.stringify(took)}\n`);
  expect(took).toHaveLength(bombs.length);
  expect(Math.max(...took)).toBeGreaterThan(1_000);
});
