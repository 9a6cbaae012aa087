import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { accessEnvironment, developerHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startMocks } from '../system.ts';

const script = fileURLToPath(new URL('let-go-process.ts', import.meta.url));
const warmUps = 200;
const queries = 200;
const queriesBetween = 10;
let mocks: readonly RunningMock[] = [];

beforeAll(async () => {
  ({ mocks } = await startMocks({ today: '2026-10-15' }));
});
afterAll(async () => {
  await Promise.all(mocks.map((mock) => mock.close()));
});

/** KiB that became old with each query, though its answer had long gone. */
async function keptOfQuery(mode: readonly string[]): Promise<number> {
  const env = { ...process.env, ...environmentOfMocks(mocks), ...(await accessEnvironment()) };
  const child = fork(script, mode, {
    env: { ...env, TODAY: '2026-10-15', PORT: '0', OPS_PORT: '0', LOG_LEVEL: 'silent' },
    execArgv: ['--expose-gc'],
  });
  const [url] = await once(child, 'message');
  const headers = { 'content-type': 'application/json', ...(await developerHeaders()) };
  const body = JSON.stringify({
    operationName: 'Officer',
    query: officerQuery,
    variables: { oppijanumero: personaOid(9000) },
  });
  const ask = async (times: number): Promise<number> => {
    let old = 0;
    for (let nr = 1; nr <= times; nr += 1) {
      const reply = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      expect(await reply.text()).toMatch(/^\{"data":\{"student"/);
      if (nr % queriesBetween !== 0) continue;
      child.send('collect');
      old = z.number().parse((await once(child, 'message'))[0]);
    }
    return old;
  };
  const before = await ask(warmUps);
  const after = await ask(queries);
  child.kill();
  await once(child, 'exit');
  return (after - before) / 1024 / queries;
}

it('lets each request go when it is answered', { timeout: 600_000 }, async () => {
  const [kept, keptBeside] = [await keptOfQuery([]), await keptOfQuery(['--keeping'])];
  // 12 KiB when this was written, and 76 while something kept each request until the whole heap was collected.
  expect(kept).toBeLessThan(30);
  expect(keptBeside).toBeGreaterThan(kept + 10);
  process.stdout.write(
    `\nkept of a query: ${kept.toFixed(1)} KiB, with a table beside: ${keptBeside.toFixed(1)}\n`,
  );
});
