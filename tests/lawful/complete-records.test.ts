import process from 'node:process';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Random, randomFrom } from '../../mocks/generator/random.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { personaOid } from '../officer-query.ts';
import { isGivenByTable } from '../policy/graph.ts';
import { askers } from './askers.ts';
import { drawFacts, type SelectedField, written } from './generated-question.ts';
import { type LawfulSystem, type RecordOf, startLawful } from './lawful-system.ts';

/** How many questions are drawn for each asker. */
const questions = 60;
const personas = Array.from({ length: 16 }, (_, number) => personaOid(9000 + number));

const purposesAsked = ['SANDBOX', 'MIGRI_FIRST_PERMIT', 'MIGRI_EXTENSION'];
const asking = askers.filter(({ name }) => purposesAsked.includes(name));

/** Which registries a mock's calls may be for: the conditions of study places are asked beside the fee register. */
const registriesOf: Readonly<Record<string, readonly string[]>> = {
  oppijanumero: ['ONR'],
  opintopolku: ['OPINTOPOLKU'],
  virta: ['VIRTA'],
  fees: ['TUITION_FEE_REGISTER', 'OPINTOPOLKU'],
  migri: ['MIGRI'],
};

let system: LawfulSystem;
const seen = { leaves: 0, outcomes: 0, questions: 0 };

beforeAll(async () => {
  system = await startLawful({
    environment: { LIMIT_TOKENS: '4000', LIMIT_FIELDS: '10000', LIMIT_ALIASES: '1000' },
  });
});
afterAll(() => system.close());

interface Question {
  readonly people: readonly string[];
  readonly facts: readonly SelectedField[];
  readonly source: string;
}

function drawQuestion(random: Random): Question {
  const people = Array.from({ length: random.between(1, 4) }, () => random.pick(personas));
  const facts = drawFacts(random);
  const source = `query Drawn($ids: [ID!]!) { students(oppijanumerot: $ids) { askedFor student { ${written(facts, random)} } } }`;
  return { people: [...new Set(people)], facts, source };
}

/** A part of an answer, and what was selected of it. */
interface Part {
  readonly value: unknown;
  readonly fields: readonly SelectedField[];
  readonly path: string;
}

/** The leaf fields that stand in a part of the answer and were given, told from the answer alone. */
function leavesOf({ value, fields, path }: Part, grant: Grant): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf({ value: item, fields, path }, grant));
  return fields.flatMap((field) => {
    const part: unknown = Reflect.get(Object(value), field.key);
    if (part === undefined || !isGivenByTable(field.coordinate, grant)) return [];
    const here = path === '' ? field.name : `${path}.${field.name}`;
    const isEmpty = Array.isArray(part) && part.length === 0;
    if (field.under === null || part === null || isEmpty) return [here];
    return leavesOf({ value: part, fields: field.under, path: here }, grant);
  });
}

function subjectAndLeaves(student: unknown, fields: readonly SelectedField[], grant: Grant) {
  const subject = String(Reflect.get(Object(student), 'own'));
  return { subject, leaves: leavesOf({ value: student, fields, path: '' }, grant) };
}

/** The paths that a selection of fields names: what GraphQL itself reads in it. */
function pathsIn(text: string): readonly string[] {
  const [operation] = parse(`{${text}}`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? pathsOf(operation.selectionSet) : [];
}

function pathsOf({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) throw new Error('A record names fields alone');
    const { name, selectionSet } = node;
    return selectionSet === undefined
      ? [name.value]
      : pathsOf(selectionSet).map((path) => `${name.value}.${path}`);
  });
}

function registriesIn(outcomes: readonly RecordOf<'OUTCOME'>[]): readonly string[] {
  return outcomes.flatMap(({ told }) => told.map(({ registry }) => registry));
}

function disclosedOf(outcomes: readonly RecordOf<'OUTCOME'>[], subject: string): readonly string[] {
  return outcomes
    .filter((outcome) => outcome.subject === subject)
    .flatMap(({ told }) => told.flatMap(({ disclosed }) => disclosed))
    .flatMap(pathsIn)
    .filter((path) => path !== 'match')
    .sort();
}

describe('whatever is asked', () => {
  it.each(asking)('of $name, the log has all that was given and nothing else', async ({ grant, headers }) => {
    const random = randomFrom(20_261_124);
    for (let nr = 0; nr < questions; nr += 1) {
      const { people, facts, source } = drawQuestion(random);
      const traceId = crypto.randomUUID().replaceAll('-', '');
      system.clearCalls();
      const reply = await system.ask(
        source,
        { ids: people },
        { ...(await headers('')), 'x-request-trace-id': traceId },
      );
      const students: { student: unknown }[] = reply.body.data?.students;
      expect(students, source).toHaveLength(people.length);
      const [intent, ...others] = await system.recordsOf('INTENT', traceId);
      const outcomes = await system.recordsOf('OUTCOME', traceId);

      expect(others).toEqual([]);
      expect(intent?.subjects.toSorted()).toEqual(people.toSorted());
      for (const mock of Object.keys(system.called())) {
        expect(registriesOf[mock]?.some((registry) => intent?.registries.includes(registry))).toBe(true);
      }
      const subjects = outcomes.map(({ subject }) => subject);
      expect(new Set(subjects).size).toBe(subjects.length);
      for (const outcome of outcomes) {
        const registries = registriesIn([outcome]);
        expect(new Set(registries).size).toBe(registries.length);
        for (const registry of registries) expect(intent?.registries).toContain(registry);
      }

      const told = students.map(({ student }) => subjectAndLeaves(student, facts, grant));
      for (const [subject, same] of Map.groupBy(told, (one) => one.subject)) {
        const leaves = [...new Set(same.flatMap((one) => one.leaves))].sort();
        expect(disclosedOf(outcomes, subject), source).toEqual(leaves);
        seen.leaves += leaves.length;
      }
      seen.outcomes += registriesIn(outcomes).length;
      seen.questions += 1;
    }
  });

  it.each([true, false])(
    'the intent names the registries of parts that a variable includes: %s',
    async (wanted) => {
      const source = `query Perhaps($ids: [ID!]!, $wanted: Boolean!) { students(oppijanumerot: $ids) { student {
      admissions @include(if: $wanted) { state } studyRights @skip(if: $wanted) { state } } } }`;
      const [asker] = asking;
      const traceId = crypto.randomUUID().replaceAll('-', '');
      system.clearCalls();
      const headers = { ...(await asker?.headers('')), 'x-request-trace-id': traceId };
      const reply = await system.ask(source, { ids: [personaOid(9000)], wanted }, headers);
      const fact = wanted ? 'admissions' : 'studyRights';
      expect(reply.body.data?.students).toEqual([{ student: { [fact]: { state: 'KNOWN' } } }]);
      const [intent] = await system.recordsOf('INTENT', traceId);
      const outcomes = await system.recordsOf('OUTCOME', traceId);
      expect(registriesIn(outcomes)).toContain(wanted ? 'OPINTOPOLKU' : 'VIRTA');
      for (const registry of registriesIn(outcomes)) expect(intent?.registries).toContain(registry);
      for (const mock of Object.keys(system.called())) {
        expect(registriesOf[mock]?.some((registry) => intent?.registries.includes(registry))).toBe(true);
      }
    },
  );

  it('was asked, and there was much to record', () => {
    process.stdout.write(
      `\nrecords: ${seen.questions} drawn questions, ${seen.outcomes} outcomes, ${seen.leaves} leaf fields compared\n`,
    );
    expect(seen.leaves).toBeGreaterThan(5_000);
  });
});
