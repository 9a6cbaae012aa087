import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanonicalizer } from '../../gateway/federation/canonical/canonical-operation.ts';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { costOf, problemOfAmount, sourcesOfFacts } from '../../gateway/limits/cost.ts';
import { rootSelections } from '../../gateway/limits/root-selections.ts';
import { officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { type System, startSystem } from '../system.ts';

const canonicalize = createCanonicalizer(readSchemas(readSupergraph()).api);

type Variables = Readonly<Record<string, unknown>>;

const asked = (text: string, variables: Variables = {}) => {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { shared, valuesOf } = canonicalize({ document, operation, variables });
  return rootSelections(shared.operation, valuesOf(variables));
};
const cost = (text: string, variables: Variables = {}) => costOf(asked(text, variables));
const numbers = (count: number) =>
  Array.from({ length: count }, (_unused, index) => personaOid(10_000 + index));
const one = { oppijanumero: personaOid(9000) };

describe('the expected calls of an operation', () => {
  test.each([
    ['an officer’s full query', officerQuery, one, 7],
    [
      'the number alone',
      'query ($oppijanumero: Oppijanumero!) { student(oppijanumero: $oppijanumero) { oppijanumero } }',
      one,
      2,
    ],
    ['a fact of VIRTA', `{ student(oppijanumero: "${personaOid(1)}") { attendance { value } } }`, {}, 3],
    [
      'the same fact twice',
      `{ student(oppijanumero: "${personaOid(1)}") { a: attendance { value } ...f } } fragment f on Student { studyRights { state } }`,
      {},
      3,
    ],
    [
      'one student under two aliases',
      `{ a: student(oppijanumero: "${personaOid(1)}") { permits { state } } b: student(oppijanumero: "${personaOid(1)}") { permits { state } } }`,
      {},
      3,
    ],
    [
      'two students',
      `{ a: student(oppijanumero: "${personaOid(1)}") { permits { state } } b: student(oppijanumero: "${personaOid(2)}") { permits { state } } }`,
      {},
      6,
    ],
    [
      'a person by default value',
      `query ($id: Oppijanumero = "${personaOid(1)}") { student(oppijanumero: $id) { permits { state } } }`,
      {},
      3,
    ],
    ['nobody', '{ __typename }', {}, 0],
    [
      '400 students’ study rights',
      'query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { studyRights { state } } } }',
      { ids: numbers(400) },
      4,
    ],
    [
      '401 students’ study rights',
      'query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { studyRights { state } } } }',
      { ids: numbers(401) },
      5,
    ],
    [
      'one student 400 times',
      'query ($ids: [ID!]!) { students(oppijanumerot: $ids) { student { studyRights { state } } } }',
      { ids: numbers(400).fill(personaOid(1)) },
      3,
    ],
    [
      '5,000 students in full',
      officerBulkQuery,
      { oppijanumerot: numbers(5000) },
      2 + 25 + 25 + 600 + 25 + 1,
    ],
  ])('%s', (...[, text, variables, calls]) => {
    expect(cost(text, variables)).toBe(calls);
  });

  test('people in fragments at the root are counted', () => {
    const roots = asked(
      `{ ...q } fragment q on Query { ... on Query { a: student(oppijanumero: "${personaOid(7)}") { oppijanumero } } }`,
    );
    expect(roots.map(({ people }) => people)).toEqual([[personaOid(7)]]);
  });

  test('every fact of the graph has its sources, and no other type has a field of the name', () => {
    const supergraph = parse(readFileSync('schema/supergraph.graphql', 'utf8'));
    const fields = supergraph.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (definition.fields ?? []).map(({ name }) => ({ type: definition.name.value, field: name.value }))
        : [],
    );
    const facts = fields.filter(({ type, field }) => type === 'Student' && field !== 'lookup');
    expect(facts.map(({ field }) => field).sort()).toEqual(Object.keys(sourcesOfFacts).sort());
    const elsewhere = fields.filter(
      ({ type, field }) => type !== 'Student' && Object.hasOwn(sourcesOfFacts, field),
    );
    expect(elsewhere).toEqual([]);
  });
});

describe('what a client may ask at once', () => {
  const roots = asked(officerBulkQuery, { oppijanumerot: numbers(100) });

  test('as many people and calls as it may pass', () => {
    expect(problemOfAmount(roots, { peoplePerList: 100, cost: 106 })).toBeNull();
  });

  test('one call more is refused, with both figures', () => {
    expect(problemOfAmount(roots, { peoplePerList: 100, cost: 105 })).toMatchObject({
      message:
        'The operation would make 106 calls to registries; the client may cause 105: ask for fewer people or facts.',
      extensions: { code: 'MAX_COST_LIMIT' },
    });
  });

  test('one person more in a list is refused, naming the argument and no number of anybody’s', () => {
    const problem = problemOfAmount(roots, { peoplePerList: 99, cost: 1000 });
    expect(problem?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'oppijanumerot',
      accepted: 'a list of at most 99 learner numbers for this client',
    });
    expect(problem?.message).not.toContain('1.2.246');
  });
});

describe('the calls that are really made', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      today: '2026-11-24',
    });
  });
  afterAll(() => system.close());

  test.each([
    ['an officer’s full query', officerQuery],
    [
      'study rights',
      'query ($oppijanumero: Oppijanumero!) { student(oppijanumero: $oppijanumero) { studyRights { state } } }',
    ],
    [
      'places and conditions',
      'query ($oppijanumero: Oppijanumero!) { student(oppijanumero: $oppijanumero) { bindingStudyPlace { value } } }',
    ],
  ])('are as many as expected for %s', async (_what, query) => {
    await system.ask(query, one);
    system.clearCalls();
    await system.ask(query, one);
    const made = Object.values(system.dataCalls()).reduce((sum, calls) => sum + calls, 0);
    expect(made).toBe(cost(query, one));
  });
});
