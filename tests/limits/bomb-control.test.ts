import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { z } from 'zod';
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

test('without the limits a plan doubles with each fragment of a bomb', { timeout: 120_000 }, async () => {
  const child = fork(new URL('./unlimited-planner.ts', import.meta.url));
  const exited = once(child, 'exit');
  const [sizes] = await once(child, 'message');
  await exited;
  process.stdout.write(`plans of bombs without limits, characters: ${JSON.stringify(sizes)}\n`);
  const [small, larger, largest] = z.tuple([z.number(), z.number(), z.number()]).parse(sizes);
  expect(larger).toBeGreaterThan(2 * small);
  expect(largest).toBeGreaterThan(3 * larger);
});
