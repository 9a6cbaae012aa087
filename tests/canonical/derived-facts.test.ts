import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../mocks/generator/random.ts';
import { drawsOf } from '../execution/draws.ts';
import { type LawfulSystem, timeless } from '../lawful/lawful-system.ts';
import { studentFacts } from '../lawful/student-facts.ts';
import { drawStudent, everyPersona } from './drawn-question.ts';
import { meaningIn, otherWords, startRoomy } from './own-graph.ts';
import { selectionOf } from './shallow-selection.ts';
import { inOriginalWords } from './words.ts';

// A derived fact depends on the registries' answers and its arguments alone.

const documents = Number(process.env.RUNS ?? 1_000);
/** The same is asked in so many ways: to plan what is asked costs the most. */
const spellings = 10;
const factsInDocument = 3;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);
const derived = studentFacts
  .filter(({ kind }) => kind === 'DerivedFact')
  .map(({ name, type }) => ({ name, selection: selectionOf(type) }));
let system: LawfulSystem;

beforeAll(async () => {
  system = await startRoomy();
});
afterAll(() => system.close());

/** By the name of a fact: what each persona's is where nothing else is asked. */
async function factsAlone(): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const alone = new Map<string, readonly unknown[]>();
  for (const { name, selection } of derived)
    alone.set(name, factsIn(await studentsOf(`fact: ${name}${selection}`, everyPersona), 'fact'));
  return alone;
}

async function studentsOf(inside: string, ids: readonly string[]): Promise<unknown> {
  const query = `query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { ${inside} } } }`;
  const { body } = await system.ask(query, { ids });
  expect(body.errors).toBeUndefined();
  return body.data.students;
}

function factsIn(students: unknown, key: string): readonly unknown[] {
  if (!Array.isArray(students)) throw new Error('There are no students');
  return students.map((one) => timeless(Reflect.get(Object(Reflect.get(Object(one), 'student')), key)));
}

describe('a derived fact', () => {
  it('is the same whatever is asked around it, in whatever words', async () => {
    const alone = await factsAlone();
    const random = randomFrom(seed);
    const seen = new Set<string>();
    let compared = 0;
    for (let nr = 0; nr < documents; nr += spellings) {
      const ids = [random.pick(everyPersona), random.pick(everyPersona)];
      const facts = Array.from({ length: factsInDocument }, () => random.pick(derived));
      const asked = facts.map(({ name, selection }, index) => `fact${index}: ${name}${selection}`);
      const around = drawStudent(random, 3).slice(1, -1);
      const source = `query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { ${asked.join(' ')} ${around} } } }`;
      const meaning = meaningIn(source, { ids });
      for (let other = 0; other < spellings; other += 1) {
        const draws = drawsOf(`${seed} ${nr} ${other}`);
        const hasVariables = other === 0;
        const rewritten = otherWords(meaning, { draws, hasVariables, spellsAlike: true });
        if (rewritten === null) throw new Error('No other words are few enough');
        const { body } = await system.ask(rewritten.source, { ...rewritten.variables });
        expect(body.errors, rewritten.source).toBeUndefined();
        const students = Reflect.get(Object(inOriginalWords(body.data, rewritten.words)), 'students');
        for (const [index, { name }] of facts.entries()) {
          const wanted = ids.map((id) => alone.get(name)?.[everyPersona.indexOf(id)]);
          expect(factsIn(students, `fact${index}`), `${name}\n${rewritten.source}`).toEqual(wanted);
          compared += wanted.length;
          seen.add(name);
        }
      }
    }
    process.stdout.write(
      `\nderived facts: ${documents} documents, ${compared} facts compared of ${seen.size} kinds; seed ${seed}\n`,
    );
    expect(compared).toBe(documents * factsInDocument * 2);
    if (documents >= 1_000) expect(seen.size).toBe(derived.length);
  }, 300_000);
});
