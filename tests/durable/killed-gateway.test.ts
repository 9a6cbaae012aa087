import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { accessEnvironment, officialHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { type AnsweredRequest, type Asking, killedGateway } from './killed-gateway.ts';

const kills = 100;
const controlKills = 6;

let mocks: readonly RunningMock[];
let asking: Asking;

beforeAll(async () => {
  ({ mocks } = await startMocks({ today: '2026-11-24' }));
  asking = {
    environment: { ...(await accessEnvironment()), ...environmentOfMocks(mocks), TODAY: '2026-11-24' },
    headers: await officialHeaders('MIGRI_FIRST_PERMIT'),
    people: Array.from({ length: 14 }, (_, index) => personaOid(9000 + index)),
  };
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

/** Kills at other moments each time, spread over what an answer takes. */
const momentOf = (kill: number): number => 100 + ((kill * 37) % 400);

describe('a gateway that is killed in the middle of load', () => {
  it(`has logged all that anybody was answered, ${kills} times over, and its chains are whole`, {
    timeout: 900_000,
  }, async () => {
    // Two at a time, each on a log of its own, for there are two processors.
    const gateways = [killedGateway(asking), killedGateway(asking)];
    const found = await Promise.all(
      gateways.map(async (gateway) => {
        const answered: AnsweredRequest[] = [];
        for (let kill = 0; kill < kills / gateways.length; kill += 1) {
          answered.push(...(await gateway.answeredUntilKilled(momentOf(kill))));
        }
        const { finding, accounts } = await gateway.verify();
        return {
          answered: answered.length,
          unlogged: await gateway.unlogged(answered),
          finding,
          ...accounts,
        };
      }),
    );
    const answers = found.reduce((sum, { answered }) => sum + answered, 0);
    const unlogged = found.flatMap((one) => one.unlogged);
    process.stdout.write(`kill -9: ${kills} kills, ${answers} answers, ${unlogged.length} unlogged\n`);
    expect(unlogged).toEqual([]);
    expect(found.map(({ finding, boots }) => [finding, boots])).toEqual(
      gateways.map(() => [null, kills / gateways.length]),
    );
    expect(answers).toBeGreaterThan(kills * 2);
  });

  it('is found out when it answers before it writes', { timeout: 120_000 }, async () => {
    const gateway = killedGateway(asking, true);
    const answered: AnsweredRequest[] = [];
    for (let kill = 0; kill < controlKills; kill += 1) {
      answered.push(...(await gateway.answeredUntilKilled(momentOf(kill))));
    }
    const unlogged = await gateway.unlogged(answered);
    process.stdout.write(
      `kill -9, control: ${controlKills} kills, ${answered.length} answers, ${unlogged.length} unlogged\n`,
    );
    expect(unlogged.length).toBeGreaterThan(0);
  });
});
