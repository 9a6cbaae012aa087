import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { isGivenByTable } from '../policy/graph.ts';
import { developerHeaders } from '../sandbox-access.ts';
import { type Asker, askers, isPerson } from './askers.ts';
import { compareDenied, compareField, propertyOf } from './compare.ts';
import { codesOf, type LawfulSystem, startLawful } from './lawful-system.ts';
import { canBeAsked, lacksInput, mocksFor, type StudentFact, studentFacts } from './student-facts.ts';

/** Those who between them have something in every register. */
const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15];
const selves = [0, 2, 11, 12];
const oids = numbers.map((number) => personaOid(9000 + number));
let system: LawfulSystem;
/** What a developer gets, by persona's number and fact. */
const full = new Map<string, unknown>();
const cells = new Set<string>();
const met = new Set<string>();

beforeAll(async () => {
  system = await startLawful();
  for (const fact of studentFacts) {
    const { body } = await askForMany(fact, await developerHeaders());
    expect(body.errors).toBeUndefined();
    for (const [index, match] of body.data.students.entries())
      full.set(`${numbers[index]} ${fact.name}`, propertyOf(match.student, fact.name));
  }
});
afterAll(async () => {
  process.stdout.write(
    `\nmatrix: ${cells.size} cells (asker x field), ${met.size} of them where the registers had a value\n`,
  );
  await system.close();
});

function askForMany({ name, selection }: StudentFact, headers: Record<string, string>) {
  const query = `query ($oids: [ID!]!) { students(oppijanumerot: $oids) { student { ${name}${selection} } } }`;
  return system.ask(query, { oids }, headers);
}

type Answer = readonly (readonly [number: number, student: unknown])[];

type Given = Awaited<ReturnType<typeof answersTo>>;

/** What somebody gets of one fact, of everybody whom the asker may ask about, and how often mocks were called. */
async function answersTo(asker: Asker, fact: StudentFact) {
  system.clearCalls();
  const replies = isPerson(asker)
    ? await Promise.all(
        selves.map(async (self) =>
          system.ask(
            `{ me { student { ${fact.name}${fact.selection} } } }`,
            {},
            await asker.headers(`P${String(self).padStart(2, '0')}`),
          ),
        ),
      )
    : [await askForMany(fact, await asker.headers(''))];
  const answers: Answer = isPerson(asker)
    ? replies.map(({ body }, index) => [selves[index] ?? 0, body.data.me?.student ?? null])
    : (replies[0]?.body.data.students ?? []).map((match: unknown, index: number) => [
        numbers[index],
        propertyOf(match, 'student'),
      ]);
  const denied: readonly unknown[] = replies[0]?.body.extensions.policy.denied ?? [];
  return { answers, codes: replies.map(codesOf), called: Object.keys(system.called()), denied };
}

function wrongIn(asker: Asker, fact: StudentFact, answers: Answer): readonly string[] {
  const { grant } = asker;
  const { name } = fact;
  const problems: string[] = [];
  const compared = new Map<string, boolean>();
  const isLoose = fact.from === null && lacksInput(fact, grant);
  for (const [number, student] of answers) {
    const sides = { full: full.get(`${number} ${name}`), got: propertyOf(student, name) };
    const comparison = { grant, isLoose, problems, compared };
    const isLinked = propertyOf(sides.full, 'state') !== 'NOT_LINKED';
    if (canBeAsked(fact, grant) || !isLinked) compareField(`Student.${name}`, sides, comparison);
    else compareDenied(`Student.${name}`, sides.got, comparison);
    if (isLoose) problems.push(...unfounded(fact, sides.full, sides.got));
  }
  for (const [coordinate, hasValue] of compared) {
    cells.add(`${asker.name} ${coordinate}`);
    if (hasValue) met.add(`${asker.name} ${coordinate}`);
  }
  return [...new Set(problems)];
}

/** A derived fact says the same as with all its inputs, or that it is undetermined and that an input was not given. */
function unfounded({ name, kind }: StudentFact, all: unknown, got: unknown): readonly string[] {
  // A finding for another phase is another finding.
  if (kind !== 'DerivedFact' || propertyOf(all, 'phase') !== propertyOf(got, 'phase')) return [];
  const found = propertyOf(got, 'determination');
  const missing = JSON.stringify(propertyOf(got, 'missing') ?? []);
  const isSame =
    found === propertyOf(all, 'determination') && propertyOf(got, 'value') === propertyOf(all, 'value');
  if (isSame) return [];
  const isPart = JSON.stringify(propertyOf(got, 'outOfScope') ?? []) !== '[]';
  const lacks = isPart || /"state":"(?:NOT_PERMITTED|CONSENT_REQUIRED)"/.test(missing);
  // What has no value may miss less where it rests on less.
  const restsOnLess = isPart && propertyOf(got, 'value') === undefined;
  return restsOnLess || (found === 'UNDETERMINED' && lacks)
    ? []
    : [`${name}: says something else than with all of its inputs (${found})`];
}

describe('who gets what, by the whole table', () => {
  it('is asked for every field of a student and everything below', () => {
    expect(studentFacts).toHaveLength(28);
    expect(studentFacts.map(({ selection }) => selection).join(' ').length).toBeGreaterThan(5000);
  });

  it.each(askers)(
    '$name gets each field as the table has it, and no register is asked in vain',
    async (asker) => {
      const wrong: string[] = [];
      for (const fact of studentFacts) {
        const given = await answersTo(asker, fact);
        wrong.push(
          ...(isPerson(asker) || isGivenByTable(`Student.${fact.name}`, asker.grant)
            ? wrongIn(asker, fact, given.answers)
            : wrongIfDenied(fact, given)),
        );
        // Persons are looked up by who they are, also when nothing is given: they are told that.
        const may = new Set([...mocksFor(fact, asker.grant), ...(isPerson(asker) ? ['oppijanumero'] : [])]);
        wrong.push(
          ...given.called.filter((mock) => !may.has(mock)).map((mock) => `${fact.name}: ${mock} was called`),
        );
      }
      expect(wrong).toEqual([]);
    },
  );

  it('was compared cell by cell, most of them where a register had a value', () => {
    expect(cells.size).toBeGreaterThan(1900);
    expect(met.size).toBeGreaterThan(1700);
  });
});

/** A student of whom only what is denied is asked is not asked about at all. */
function wrongIfDenied({ name }: StudentFact, { answers, codes, denied }: Given): readonly string[] {
  const isQuiet =
    codes.every((own) => own.join() === 'FORBIDDEN') && answers.every(([, student]) => student === null);
  return isQuiet && denied.length > 0 ? [] : [`${name}: is not refused as a whole`];
}
