import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAnchor } from '../../gateway/disclosure/anchor.ts';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import { verifyLog } from '../../gateway/disclosure/verify/verify-log.ts';
import { allEntries } from '../disclosure/reading.ts';
import { accessEnvironment, developerHeaders } from '../sandbox-access.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { type Answer, type Question, startClients } from './answers.ts';
import { type Mode, startGatewayProcess } from './gateway-process.ts';
import { heldAgainst } from './logged-answers.ts';
import { questionsAbout } from './questions.ts';

// Most of a life is its start, some two seconds of processor time: two gateways live side by side, each with its log.
const lanes = 2;
const kills = process.env.CI === undefined ? 12 : 100;
const controlKills = 6;

let mocks: Awaited<ReturnType<typeof startMocks>>;
beforeAll(async () => {
  mocks = await startMocks({ today: '2026-11-24' });
});
afterAll(() => Promise.all(mocks.mocks.map((mock) => mock.close())));

/** A gateway's log over many lives, and what clients got in them. */
async function laneOf(lives: number, seed: number, mode: Mode) {
  const environment: Record<string, string> = {
    ...environmentOfMocks(mocks.mocks),
    TODAY: '2026-11-24',
    MIN_CONCURRENT_QUERIES: '1000',
    ...(await accessEnvironment()),
  };
  const path = environment.DISCLOSURE_LOG?.slice('sqlite:'.length) ?? '';
  const folder = dirname(path);
  const headers = await developerHeaders();
  const answers: Answer[] = [];
  let asked = seed;
  const questions = questionsAbout(codesOf());
  const nextQuestion = (): Question => {
    asked += 1;
    return questions[asked % questions.length] ?? { query: '', variables: {} };
  };
  for (let life = 0; life < lives; life += 1) {
    const gateway = await startGatewayProcess({ folder, environment, mode });
    const clients = startClients(gateway.url, headers, nextQuestion);
    // From none at all to some hundred answers, and then at any moment of what is under way.
    await clients.received(((life * 7 + seed) * 13) % 101);
    await setTimeout((life * 37 + seed) % 29);
    await gateway.kill();
    await clients.gone();
    answers.push(...clients.answers);
  }
  const keys = await loadDisclosureKeys(join(folder, 'keys'), { create: false });
  const place = { kind: 'sqlite', path } as const;
  const held = await heldAgainst(answers, await allEntries(place), keys.publicKey);
  const source = await openSource(place);
  const anchor = readAnchor(join(folder, 'checkpoints.jsonl'));
  const verified = await verifyLog(source, { publicKey: keys.publicKey, anchor });
  await source.close();
  return { answers: answers.length, held, verified };
}

function codesOf(): readonly string[] {
  return mocks.people
    .flatMap(({ records }) => records.flatMap(({ personalIdentityCode }) => personalIdentityCode ?? []))
    .slice(0, 2);
}

it(`a gateway killed ${kills} times under load has told nobody anything that is not in its log`, {
  timeout: 900_000,
}, async () => {
  const lives = kills / lanes;
  const ended = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => laneOf(lives, 1 + lane * 50, 'writes-first')),
  );
  const answers = ended.reduce((sum, lane) => sum + lane.answers, 0);
  const unlogged = ended.reduce((sum, { held }) => sum + held.unlogged, 0);
  process.stdout.write(`killed gateways: ${kills} kills, ${answers} answers, ${unlogged} unlogged\n`);
  expect(answers).toBeGreaterThan(kills * 20);
  for (const { held, verified } of ended) {
    expect(held).toEqual({ unlogged: 0, misplaced: 0 });
    expect(verified).toMatchObject({ finding: null, accounts: { boots: lives } });
  }
  const intents = ended.reduce((sum, { verified }) => sum + verified.accounts.intents, 0);
  expect(intents).toBeGreaterThanOrEqual(answers);
});

it('a gateway that answers first and writes after is caught by the same count', {
  timeout: 300_000,
}, async () => {
  const { answers, held } = await laneOf(controlKills, 3, 'answers-first');
  process.stdout.write(`control: ${controlKills} kills, ${answers} answers, ${held.unlogged} unlogged\n`);
  expect(held.unlogged).toBeGreaterThan(0);
  expect(held.unlogged).toBeLessThan(answers);
});
