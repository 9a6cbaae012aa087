import type { Headers } from '../sandbox-access.ts';
import type { Contestant } from './contestant.ts';
import { type ContestantName, titles } from './contestants.ts';
import type { Load } from './loads.ts';
import type { Mocks } from './mocks.ts';
import { differenceBetween } from './parity.ts';
import { openSender, type Sender } from './sending.ts';

/** Whose answers are compared. */
export interface Field {
  readonly contestants: ReadonlyMap<ContestantName, Contestant>;
  readonly mocks: Mocks;
  /** Headers of whoever asks. */
  readonly headers: () => Promise<Headers>;
  /** Told a line for each step. */
  readonly progress: (line: string) => void;
}

/** The largest query whose rounds are counted: beyond it, what computes between calls takes longer than the silence. */
const mostStudents = 500;

/** On a busy machine a call to a registry can fail, and the answer says so: that is no other fact. */
const mostTries = 3;

/**
 * How often each contestant asked registries for one query of a load, having compared the facts of its answers with
 * those of the first. Throws, saying what differs, when they are not the same.
 */
export async function compareContestants(
  load: Load,
  { contestants, mocks, headers, progress }: Field,
): Promise<ReadonlyMap<ContestantName, number>> {
  const rounds = new Map<ContestantName, number>();
  let first: Answering | null = null;
  for (const [name, contestant] of contestants) {
    const sender = openSender(contestant, 1, headers);
    if (load.students <= mostStudents) rounds.set(name, await roundsOf(load, sender, mocks));
    const own = { sender, answers: await answersOf(load, sender) };
    if (first === null) first = own;
    else await compare(load, { name, first, own });
    progress(`${load.title}: ${titles[name]} has answered with the same facts`);
    if (first !== own) await sender.close();
  }
  await first?.sender.close();
  return rounds;
}

interface Answering {
  readonly sender: Sender;
  answers: readonly unknown[];
}

interface Compared {
  readonly name: ContestantName;
  readonly first: Answering;
  readonly own: Answering;
}

async function compare(load: Load, { name, first, own }: Compared): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const difference = differenceBetween(first.answers, own.answers, 'answer');
    if (difference === null) return;
    if (tries === mostTries)
      throw new Error(
        `${load.title}: ${titles[name]} does not give the facts of the first. They differ in ${difference}`,
      );
    first.answers = await answersOf(load, first.sender);
    own.answers = await answersOf(load, own.sender);
  }
}

async function answersOf({ bodies, compared }: Load, sender: Sender): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const body of bodies.slice(0, compared)) answers.push(dataOf(await sender.send(body)));
  return answers;
}

/** Rounds of the first query. Sessions are opened before: a log-in is no round of it. */
async function roundsOf({ bodies }: Load, sender: Sender, mocks: Mocks): Promise<number> {
  const [first = ''] = bodies;
  await sender.send(bodies.at(-1) ?? first);
  await mocks.letPass();
  await mocks.countRounds();
  await sender.send(first);
  const { rounds } = await mocks.seen();
  await mocks.letPass();
  return rounds;
}

/** The data of an answer as it came; null where there is none. */
export function dataOf(answer: Buffer): unknown {
  const parsed: unknown = JSON.parse(answer.toString());
  return typeof parsed === 'object' && parsed !== null && 'data' in parsed ? parsed.data : null;
}
