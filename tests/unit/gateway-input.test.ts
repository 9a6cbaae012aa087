import { buildSchema, type GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { inputErrors } from '../../gateway/limits/input-check.ts';

// As in the gateway: the composed graph has the scalars by name only, so nothing else checks their form.
const schema = buildSchema(`
  scalar Date
  scalar Oppijanumero
  scalar PersonalIdentityCode
  enum Phase { FIRST EXTENSION }
  input Person { number: Oppijanumero code: PersonalIdentityCode days: [Date!] more: Person }
  type Student { validity(on: Date, phase: Phase! = FIRST): String }
  type Query {
    student(number: Oppijanumero!): Student
    byCode(code: PersonalIdentityCode!): Student
    students(numbers: [Oppijanumero!]!): [Student]
    byCodes(codes: [PersonalIdentityCode!]): [Student]
    byIds(ids: [ID!]!): [Student]
    search(person: Person, limit: Int): [Student]
  }
`);

const number = '1.2.246.562.24.00000009000';
const code = '131052-308T';

function operationOf(document: ReturnType<typeof parse>): OperationDefinitionNode {
  for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) return node;
  throw new Error('The test has no operation');
}

function check(query: string, variables: Record<string, unknown> = {}): readonly GraphQLError[] {
  const document = parse(query);
  return inputErrors({ schema, document, operation: operationOf(document), variables });
}

/** The arguments complained about. */
function complaints(query: string, variables: Record<string, unknown> = {}): readonly unknown[] {
  return check(query, variables).map(({ extensions }) => extensions.argument);
}

describe('what is acceptable', () => {
  it.each([
    [`{ student(number: "${number}") { validity(on: "2026-11-24") } }`, {}],
    ['query ($n: Oppijanumero!, $d: Date) { student(number: $n) { validity(on: $d) } }', { n: number }],
    [`query ($n: Oppijanumero! = "${number}") { student(number: $n) { validity } }`, {}],
    [`{ student(number: "${number}") { validity(on: null, phase: EXTENSION) } }`, {}],
    ['query ($c: PersonalIdentityCode!) { byCode(code: $c) { validity } }', { c: code }],
    ['query ($c: [PersonalIdentityCode!]) { byCodes(codes: $c) { validity } }', { c: [code, code] }],
    ['query ($c: PersonalIdentityCode!) { byCodes(codes: [$c]) { validity } }', { c: code }],
    [`{ students(numbers: ["${number}", "${number}"]) { validity } }`, {}],
    [`{ students(numbers: "${number}") { validity } }`, {}],
    ['{ byIds(ids: ["anything", 5]) { validity } }', {}],
    ['query ($p: Person) { search(person: $p) { validity } }', { p: { code, days: ['2026-11-24'] } }],
    ['{ search(limit: 5) { validity } }', {}],
  ])('passes: %s', (query, variables) => {
    expect(check(query, variables)).toEqual([]);
  });
});

describe('an argument that is not acceptable', () => {
  it('is one typed error that names it and what is accepted', () => {
    const [error, ...more] = check('{ student(number: "1.2.3") { validity } }');
    expect(more).toEqual([]);
    expect(error?.message).toMatch(/^number: expected a learner number: .*\.$/);
    expect(error?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'number',
      accepted: expect.stringContaining('learner number'),
    });
  });

  it.each([
    ['a literal', '{ student(number: "x4nary") { validity } }', {}, 'number'],
    ['a literal of another kind', '{ student(number: 5) { validity } }', {}, 'number'],
    ['a nested field', '{ student(number: $n) { validity(on: "2026-02-30") } }', {}, 'on'],
    ['in a list', `{ students(numbers: ["${number}", "x4nary"]) { validity } }`, {}, 'numbers'],
    ['one for a list', '{ students(numbers: "x4nary") { validity } }', {}, 'numbers'],
    ['in an input object', '{ search(person: { number: "x4nary" }) { validity } }', {}, 'person'],
    ['deep in it', '{ search(person: { more: { days: ["x4nary"] } }) { validity } }', {}, 'person'],
    [
      'in a fragment',
      'query { student(number: null) { ...f } } fragment f on Student { validity(on: "x4nary") }',
      {},
      'on',
    ],
  ])('as %s: is named, and its value is not repeated', (...[, query, variables, argument]) => {
    expect(complaints(query, variables)).toEqual([argument]);
    expect(JSON.stringify(check(query, variables))).not.toMatch(/x4nary|02-30/);
  });

  it.each([
    ['a scalar', 'query ($v: Oppijanumero!) { student(number: $v) { validity } }', 'x4nary', 'number'],
    ['a wrong kind', 'query ($v: Date) { student(number: null) { validity(on: $v) } }', 4711, 'on'],
    [
      'an identity code',
      'query ($v: PersonalIdentityCode!) { byCode(code: $v) { validity } }',
      'x4nary',
      'code',
    ],
    [
      'in a list',
      'query ($v: [Oppijanumero!]!) { students(numbers: $v) { validity } }',
      [number, 'x4nary'],
      'numbers',
    ],
    [
      'in a list literal',
      'query ($v: Oppijanumero!) { students(numbers: [$v]) { validity } }',
      'x4nary',
      'numbers',
    ],
    [
      'in an object',
      'query ($v: Person) { search(person: $v) { validity } }',
      { more: { code: 'x4nary' } },
      'person',
    ],
  ])('by variable as %s: is named, and its value is not repeated', (...[, query, v, argument]) => {
    expect(complaints(query, { v })).toEqual([argument]);
    expect(JSON.stringify(check(query, { v }))).not.toMatch(/x4nary|4711/);
  });

  it('as a default of a variable: the variable is named', () => {
    const query = 'query ($v: Oppijanumero! = "x4nary") { student(number: $v) { validity } }';
    expect(complaints(query)).toContain('$v');
    expect(JSON.stringify(check(query))).not.toContain('x4nary');
  });
});

describe('a personal identity code in the document', () => {
  it.each([
    ['as a literal', `{ byCode(code: "${code}") { validity } }`],
    ['in a list', `{ byCodes(codes: ["${code}"]) { validity } }`],
    ['in an input object', `{ search(person: { code: "${code}" }) { validity } }`],
    ['as a default', `query ($c: PersonalIdentityCode! = "${code}") { byCode(code: $c) { validity } }`],
    ['in a default', `query ($p: Person = { code: "${code}" }) { search(person: $p) { validity } }`],
    ['as a number', '{ byCode(code: 1310523080) { validity } }'],
  ])('is refused %s, however right it is, and the error asks for a variable', (_what, query) => {
    const [error] = check(query);
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(error?.message).toContain('expected a variable holding a Finnish personal identity code');
    expect(JSON.stringify(check(query))).not.toMatch(/131052/);
  });
});

describe('a variable that does not have its declared type', () => {
  it.each([
    ['missing', '($v: Oppijanumero!) { student(number: $v) { validity } }', undefined, 'Oppijanumero!'],
    ['null', '($v: Oppijanumero!) { student(number: $v) { validity } }', null, 'Oppijanumero!'],
    ['an object for an id', '($v: [ID!]!) { byIds(ids: $v) { validity } }', { x: 'x4nary' }, '[ID!]!'],
    ['null in a list', '($v: [ID!]!) { byIds(ids: $v) { validity } }', ['x4nary', null], '[ID!]!'],
    ['a text for a number', '($v: Int) { search(limit: $v) { validity } }', 'x4nary', 'Int'],
    ['too large a number', '($v: Int) { search(limit: $v) { validity } }', 2 ** 53, 'Int'],
    [
      'no value of the enum',
      '($v: Phase!) { student(number: null) { validity(phase: $v) } }',
      'x4nary',
      'Phase!',
    ],
    ['an unknown field', '($v: Person) { search(person: $v) { validity } }', { x4nary: 1 }, 'Person'],
    [
      'an identity code for an enum',
      '($v: Phase!) { student(number: null) { validity(phase: $v) } }',
      code,
      'Phase!',
    ],
  ])('(%s) is one error that names it and its type, never its value', (...[, query, v, type]) => {
    const errors = check(`query ${query}`, { v });
    expect(errors.map(({ message }) => message)).toEqual([`$v: expected ${type}.`]);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: '$v', accepted: type });
  });

  it('is one error for ten thousand bad values', () => {
    const v = Array.from({ length: 10_000 }, () => null);
    expect(check('query ($v: [ID!]!) { byIds(ids: $v) { validity } }', { v })).toHaveLength(1);
  });
});

describe('names that are words of every object', () => {
  it.each(['constructor', 'hasOwnProperty', 'toString'])('a variable %s is like any other', (name) => {
    const query = `query ($${name}: Oppijanumero) { student(number: $${name}) { validity } }`;
    expect(check(query)).toEqual([]);
    expect(complaints(query, { [name]: 'x4nary' })).toEqual(['number']);
  });
});
