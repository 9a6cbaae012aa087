import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../mocks/generator/random.ts';
import { drawsOf } from '../execution/draws.ts';
import { askers, isPerson } from '../lawful/askers.ts';
import type { LawfulSystem } from '../lawful/lawful-system.ts';
import { type Answer, ask, expectReceipts, type Recorded, recordsOf, toldIn } from './ask-both.ts';
import { drawQuestion, officialRoots, personRoots } from './drawn-question.ts';
import { meaningIn, otherWords, startRoomy } from './own-graph.ts';
import { plainWords, type Words } from './words.ts';

// Officials and persons get the same, and the log says the same, whatever words they ask in.

const questions = Number(process.env.RUNS ?? 10);
const rewritings = 6;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);
const counted = { documents: 0, receipts: 0, records: 0, denied: 0, characters: 0 };
let system: LawfulSystem;

beforeAll(async () => {
  system = await startRoomy();
});
afterAll(async () => {
  await system.close();
  process.stdout.write(`\ncanonical, own graph: ${JSON.stringify({ seed, ...counted })}\n`);
});

interface Said {
  readonly answer: Answer;
  readonly words: Words;
  readonly source: string;
  /** The answer that it must be like; null for that itself. */
  readonly like: Said | null;
}

/** A question that is short enough to be said in other words: some are at the limits as they are. */
function drawShort(random: Parameters<typeof drawQuestion>[0], roots: Parameters<typeof drawQuestion>[1]) {
  for (let draw = 0; draw < 50; draw += 1) {
    const { source, variables } = drawQuestion(random, roots);
    const meaning = meaningIn(source, variables);
    const draws = drawsOf(`${source.length} ${draw}`);
    if (otherWords(meaning, { draws, hasVariables: true, spellsAlike: true }, 2) !== null)
      return { source, variables, meaning };
  }
  throw new Error('All questions are too long');
}

describe('what is asked in other words', () => {
  it.each(askers)(
    'by $name is answered, recorded and receipted the same',
    async (asker) => {
      const random = randomFrom(seed);
      const said: Said[] = [];
      for (let nr = 0; nr < questions; nr += 1) {
        const persona = random.pick(['P00', 'P03', 'P07', 'P11', 'P13']);
        const headers = await asker.headers(persona);
        const { source, variables, meaning } = drawShort(
          random,
          isPerson(asker) ? personRoots : officialRoots,
        );
        const answer = await ask(system, { source, variables }, headers);
        const original = { answer, source, words: plainWords(meaning), like: null };
        said.push(original);
        for (let other = 0; other < rewritings; other += 1) {
          const draws = drawsOf(`${seed} ${asker.name} ${nr} ${other}`);
          const rewritten = otherWords(meaning, { draws, hasVariables: other !== 0, spellsAlike: true });
          if (rewritten === null) throw new Error('No other words are few enough');
          said.push({ ...rewritten, answer: await ask(system, rewritten, headers), like: original });
        }
      }
      await expectAlike(said);
    },
    120_000,
  );

  it('was much, and much was denied', () => {
    expect(counted.documents).toBeGreaterThanOrEqual(askers.length * questions * rewritings);
    expect(counted.denied).toBeGreaterThan(counted.documents / 2);
    expect(counted.records).toBeGreaterThan(counted.documents);
  });
});

async function expectAlike(said: readonly Said[]): Promise<void> {
  const answers = said.map(({ answer }) => answer);
  const records = new Map<Said, Recorded>();
  for (const [index, own] of (await recordsOf(system, answers)).entries()) {
    const one = said[index];
    if (one !== undefined) records.set(one, own);
  }
  for (const one of said) {
    const { answer, words, source, like } = one;
    if (like === null) continue;
    expect(answer.body.data, `${source}\n${JSON.stringify(answer.body)}`).toBeDefined();
    const told = `${like.source}\n${source}`;
    expect(toldIn(answer, words), told).toEqual(toldIn(like.answer, like.words));
    const [own, wanted] = [records.get(one), records.get(like)];
    expect(own?.said, told).toEqual(wanted?.said);
    expect(own?.planned, told).toEqual(expect.arrayContaining([...(wanted?.planned ?? [])]));
    counted.documents += 1;
    counted.records += own?.said.length ?? 0;
    counted.denied += answer.body.extensions.policy.denied.length;
    counted.characters += JSON.stringify(answer.body.data).length;
  }
  counted.receipts += await expectReceipts(system, answers);
}
