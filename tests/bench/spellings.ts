import { z } from 'zod';
import { buildPeople } from '../../mocks/people.ts';
import type { Headers } from '../sandbox-access.ts';
import { dataOf } from './compare.ts';
import { contestantOf } from './contestant.ts';
import { startCounted } from './contestants.ts';
import { figuresOf } from './figures.ts';
import { generatedPeople, type Length } from './loads.ts';
import type { MeasuredProcess } from './measured-process.ts';
import type { Mocks } from './mocks.ts';
import { underOwnNames } from './own-names.ts';
import { differenceBetween } from './parity.ts';
import type { SpellingResult } from './results.ts';
import { type Run, run, type SentLoad, type Servers, warmUp } from './run.ts';
import { openSender, type Sender } from './sending.ts';
import { type Spelled, type Spelling, spelledQuestions, spellings } from './spelled-documents.ts';
import { inTurn, latestOf, untilRight } from './turns.ts';

/** What the measuring of spellings needs. */
export interface SpellingSetup {
  readonly today: string;
  readonly length: Length;
  /** Most turns that are measured. */
  readonly turns: number;
  readonly mocks: Mocks;
  readonly headers: () => Promise<Headers>;
  readonly progress: (line: string) => void;
}

/** A spelling, and a gateway that is asked in no other. */
interface Speller {
  readonly name: Spelling;
  readonly questions: readonly Spelled[];
  readonly load: SentLoad;
  readonly gateway: MeasuredProcess;
  readonly servers: Servers;
  readonly runs: Run[];
}

const perTurn = 10;
const warmUps = { full: 39, quick: 1 };
const measuredTurns = { full: 60, quick: 1 };
const seed = 1;

/**
 * What the officer's question costs (a) in each spelling, turn by turn. Nobody is asked about twice, so every literal
 * and every choice of aliases is new to its gateway: 1,000 of them in a full run. Throws when one spelling gives other
 * facts than another.
 */
export async function measureSpellings(setup: SpellingSetup): Promise<readonly SpellingResult[]> {
  const { length, progress } = setup;
  const turns = Math.min(setup.turns, measuredTurns[length]);
  const before = warmUps[length];
  // What the first turn would send is compared.
  const oids = peopleAskedAbout(setup.today, (1 + before + turns) * perTurn);
  const spellers = await Promise.all(spellings.map((name) => startSpeller(name, oids, setup)));
  progress(`spellings: ${oids.length} questions in each; aliases are drawn with seed ${seed}`);
  await untilRight('spellings', () => compareFacts(spellers), progress);
  for (let turn = 1; turn <= before + turns; turn += 1) {
    for (const { name, load, servers, runs } of inTurn(spellers, turn)) {
      if (turn <= before) await untilRight(name, () => warmUp(load, servers.sender, turn), progress);
      else runs.push(await untilRight(name, () => run(load, servers, turn), progress));
    }
    if (turn > before)
      progress(`spellings: turn ${turn - before} of ${turns}, ms CPU a query: ${latestOf(spellers)}`);
  }
  return Promise.all(spellers.map(resultOf));
}

function peopleAskedAbout(today: string, count: number): readonly string[] {
  const generated = buildPeople({ today, generated: generatedPeople, seed: 1 }).slice(-generatedPeople);
  return generated.flatMap(({ records }) => records[0]?.oid ?? []).slice(0, count);
}

async function startSpeller(
  name: Spelling,
  oids: readonly string[],
  { today, mocks, headers }: SpellingSetup,
): Promise<Speller> {
  const questions = spelledQuestions(name, oids, seed);
  const bodies = questions.map((question) => JSON.stringify(question));
  const gateway = await startCounted(today);
  const contestant = contestantOf(gateway);
  const sender = openSender(contestant, 1, headers);
  const load = { bodies, concurrency: 1, perTurn, delayed: false };
  return { name, questions, load, gateway, servers: { contestant, sender, mocks }, runs: [] };
}

async function compareFacts(spellers: readonly Speller[]): Promise<void> {
  const answered = await Promise.all(
    spellers.map(async ({ name, questions, servers }) => {
      return { name, facts: await factsOf(questions.slice(0, perTurn), servers.sender) };
    }),
  );
  const [first] = answered;
  for (const { name, facts } of answered) {
    const difference = differenceBetween(first?.facts, facts, 'answer');
    if (difference !== null) throw new Error(`spelled with ${name} the facts differ in ${difference}`);
  }
}

async function factsOf(questions: readonly Spelled[], { send }: Sender): Promise<readonly unknown[]> {
  const facts: unknown[] = [];
  for (const question of questions)
    facts.push(underOwnNames(dataOf(await send(JSON.stringify(question))), question.query));
  return facts;
}

/** Ends the speller's gateway, too. */
async function resultOf({ name, questions, gateway, servers, runs }: Speller): Promise<SpellingResult> {
  // Something was planned, or the counter stands in the wrong place.
  const planned = z
    .number()
    .positive()
    .parse(await gateway.ask('planned'));
  await servers.sender.close();
  await servers.contestant.stop();
  return {
    spelling: name,
    figures: figuresOf(runs, null),
    documents: new Set(questions.map(({ query }) => query)).size,
    planned,
  };
}
