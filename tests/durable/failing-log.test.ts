import { renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { accessEnvironment, officialHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';

const query = `{ student(oppijanumero: "${personaOid(9000)}") { identity { familyName } studyRights { state } } }`;

let mocks: readonly RunningMock[];
let gateway: Awaited<ReturnType<typeof startGateway>>;
let path: string;

beforeAll(async () => {
  ({ mocks } = await startMocks({ today: '2026-11-24' }));
  const access = await accessEnvironment();
  gateway = await startGateway({ ...environmentOfMocks(mocks), ...access, TODAY: '2026-11-24' });
  path = access.DISCLOSURE_LOG?.replace('sqlite:', '') ?? '';
  expect((await ask()).status).toBe(200);
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(mocks.map((mock) => mock.close()));
});
beforeEach(() => {
  for (const mock of mocks) mock.clearCalls();
});

const ask = async () => gateway.ask(query, {}, await officialHeaders('MIGRI_FIRST_PERMIT'));
const callsMade = (): number => mocks.reduce((sum, mock) => sum + mock.calls().length, 0);

const ready = async (): Promise<number> => (await fetch(`${gateway.opsUrl}/health/ready`)).status;

async function untilReady(): Promise<void> {
  while ((await ready()) !== 200) await sleep(100);
}

/** A file of the log that is gone: what is written into it, nobody can ever read. */
const takeAway = () => renameSync(path, `${path}.away`);
const putBack = () => renameSync(`${path}.away`, path);

const unavailable = {
  errors: [{ message: expect.any(String), extensions: { code: 'AUDIT_UNAVAILABLE' } }],
};

test('a log that cannot take the intent: nobody is asked, nothing is said, and it recovers by itself', async () => {
  takeAway();
  expect(await ask()).toEqual({ status: 503, body: unavailable });
  expect(callsMade()).toBe(0);
  expect(await ready()).toBe(503);
  putBack();
  await untilReady();
  expect((await ask()).body.data.student.studyRights).toEqual({ state: 'KNOWN' });
});

test('a log that cannot take the outcome: what was read stays here', async () => {
  const virta = mocks.find(({ name }) => name === 'virta');
  const { promise: reached, resolve: tell } = Promise.withResolvers<void>();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  virta?.setGate(() => {
    tell();
    return opened;
  });
  const answer = ask();
  await reached;
  takeAway();
  open();
  expect(await answer).toEqual({ status: 503, body: unavailable });
  expect(callsMade()).toBeGreaterThan(0);
  virta?.setGate(null);
  putBack();
  await untilReady();
  expect((await ask()).status).toBe(200);
});
