import { afterEach, describe, expect, it } from 'vitest';
import {
  envelope,
  type RunningSubgraph,
  type Stub,
  type StubAnswer,
  startStub,
  startSubgraph,
} from './virta-running.ts';

const oid = (n: number) => `1.2.246.562.24.${String(n).padStart(11, '0')}`;
const nothing = envelope('<l:OpiskeluoikeudetResponse xmlns:l="http://tietovaranto.csc.fi/luku"/>');
const broken: StubAnswer = { status: 500, body: 'no', headers: { 'content-type': 'text/plain' } };

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function against(answer: (body: string) => StubAnswer) {
  const stub: Stub = await startStub(answer);
  const subgraph: RunningSubgraph = startSubgraph(stub.environment);
  open.push(subgraph, stub);
  const ask = async (n: number): Promise<unknown> => {
    const [found] = await subgraph.students('studyRights { state reason { code retryAt } }', [
      { oids: [oid(n)] },
    ]);
    return found;
  };
  return { stub, ask };
}

const unavailable = (code: string, retryAt: unknown = null) => ({
  studyRights: { state: 'SOURCE_UNAVAILABLE', reason: { code, retryAt } },
});
const time = expect.stringMatching(/^\d{4}-.*Z$/);

describe('VIRTA', () => {
  it('that fails for six persons, twice as many as may ask at once, is not called for the others, whose answers say until when', async () => {
    const { stub, ask } = await against(() => broken);
    for (let n = 0; n < 6; n += 1) expect(await ask(n)).toEqual(unavailable('SOURCE_ERROR'));
    const asked = await Promise.all(Array.from({ length: 90 }, (_, n) => ask(10 + n)));
    for (const found of asked) expect(found).toEqual(unavailable('CIRCUIT_OPEN', time));
    expect(stub.bodies).toHaveLength(6);
  });

  it('that fails for one person for ever is called for all others', async () => {
    const { stub, ask } = await against((body) => (body.includes(oid(0)) ? broken : { body: nothing }));
    for (let n = 1; n < 100; n += 1) {
      expect(await ask(0)).toEqual(unavailable('SOURCE_ERROR'));
      expect(await ask(n)).toMatchObject({ studyRights: { state: 'KNOWN_NONE' } });
    }
    expect(stub.bodies).toHaveLength(198);
  });

  it('that says "later" is left alone until then', async () => {
    const { stub, ask } = await against(() => ({ status: 429, body: '', headers: { 'retry-after': '60' } }));
    for (let n = 0; n < 20; n += 1) expect(await ask(n)).toEqual(unavailable('RATE_LIMITED', time));
    expect(stub.bodies).toHaveLength(1);
  });
});
