import {
  buildSchema,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  type CanonicalOperation,
  createCanonicalizer,
} from '../../gateway/federation/canonical/canonical-operation.ts';

const schema = buildSchema(`
  scalar Day
  enum Colour { RED GREEN }
  input Range { from: Day to: Day days: [Day] deep: Range id: ID }
  interface Named { name: String! size: Int kind(short: Boolean = false): String }
  type Cat implements Named { name: String! size: Int kind(short: Boolean = false): String age: Int! owner: Person }
  type Dog implements Named { name: String! size: Int kind(short: Boolean = false): String age: String owner: [Person!] }
  type Person { name: String! age: Int cats(first: Int! = 10, ids: [ID!], range: Range, colour: Colour): [Cat!]! }
  union Pet = Cat | Dog
  type Query { person(id: ID!): Person pet: Pet named: Named seen(on: Day): Boolean }
`);
const canonicalize = createCanonicalizer(schema);

function operationIn(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
}

function canonical(query: string, variables: Readonly<Record<string, unknown>> = {}): CanonicalOperation {
  const document = parse(query);
  const problems = validate(schema, document).map(({ message }) => message);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const made = canonicalize({ document, operation: operationIn(document), variables });
  const left = validate(schema, made.shared.document).map(({ message }) => message);
  if (left.length > 0) throw new Error(`${print(made.shared.document)}\n${left.join('\n')}`);
  return made;
}

const textOf = (query: string) => print(canonical(query).shared.document).replaceAll(/\s+/g, ' ');

describe('one canonical document', () => {
  it.each([
    ['literal', '{ person(id: "1") { name cats { age } } }'],
    ['number for an ID', '{ person(id: 1) { name cats { age } } }'],
    ['variable', 'query Q($x: ID!) { person(id: $x) { name cats { age } } }'],
    ['variable with a default', 'query ($n: ID! = 7) { person(id: $n) { name cats { age } } }'],
    ['aliases', '{ a: person(id: "2") { b: name age: cats { name: age } } }'],
    ['two aliases', '{ a: person(id: "2") { b: name } b: person(id: "2") { a: name c: cats { d: age } } }'],
    ['a selection in two', '{ person(id: "1") { name } person(id: "1") { cats { age } } }'],
    [
      'a fragment',
      '{ ...Q } fragment Q on Query { person(id: "1") { ...P } } fragment P on Person { name cats { age } }',
    ],
    [
      'a fragment twice',
      '{ person(id: "1") { ...P ...P } } fragment P on Person { name cats { ...C ...C } } fragment C on Cat { age }',
    ],
    [
      'fragments without a type',
      '{ person(id: "1") { ... { name } ... on Person { cats { ... { age } } } } }',
    ],
    [
      'constant conditions',
      '{ person(id: "1") { name @skip(if: false) age @include(if: false) cats @include(if: true) { age } } }',
    ],
  ])('%s', (_name, query) => {
    const expected = 'query ($v0: ID!) { own_0_person: person(id: $v0) { name own_1_cats: cats { age } } }';
    expect(textOf(query)).toBe(expected);
    expect(canonical(query).shared).toBe(canonical('{ person(id: "9") { name cats { age } } }').shared);
  });

  it('is as short for the object that nothing is left of', () => {
    expect(
      textOf('{ person(id: "1") { name @skip(if: true) ... { ... @include(if: false) { age } } } }'),
    ).toBe('query ($v0: ID!) { own_0_person: person(id: $v0) { __typename } }');
    expect(textOf('{ __schema { queryType { name } } }')).toBe('{ __typename }');
  });

  it('has what variables leave in, and nothing of what they leave out', () => {
    const query =
      'query ($a: Boolean = true, $b: Boolean!) { pet { ... on Cat @include(if: $a) { size name @skip(if: $b) } } }';
    const left = (variables: Readonly<Record<string, unknown>>) =>
      print(canonical(query, variables).shared.document).replaceAll(/\s+/g, ' ');
    expect(left({ b: false })).toBe('{ pet { ... on Cat { size name } } }');
    expect(left({ b: true })).toBe('{ pet { ... on Cat { size } } }');
    expect(left({ a: false, b: true })).toBe('{ pet { __typename } }');
    expect(canonical(query, { b: true }).shared).toBe(canonical('{ pet { ... on Cat { size } } }').shared);
  });
});

describe('arguments', () => {
  it('left out, null, and as by default are not the same', () => {
    const text = textOf(
      '{ person(id: 1) { a: cats { age } b: cats(ids: null) { age } c: cats(first: 10) { age } } }',
    );
    expect(text).toContain(
      'own_1_cats: cats { age } own_2_cats: cats(ids: $v1) { age } own_3_cats: cats(first: $v2)',
    );
    expect(text).toContain('$v1: [ID!], $v2: Int)');
  });

  it('that are not given stay so, in objects too, and are null in lists', () => {
    const { valuesOf } = canonical(`query ($f: Int, $d: Day, $e: Day = "2026-01-01") {
      person(id: 5) { cats(first: $f, range: { from: $d, to: $e, days: [$d, "x"], id: 12345678901234567890, deep: null }) { age } } }`);
    const range = { to: '2026-01-01', days: [null, 'x'], id: '12345678901234567890', deep: null };
    expect(valuesOf({})).toEqual({ v0: '5', v2: range });
    expect(valuesOf({ f: 3, d: null, e: 'y' })).toEqual({
      v0: '5',
      v1: 3,
      v2: { ...range, from: null, to: 'y' },
    });
  });

  it('of which only their scalar knows what they say, stay as they are', () => {
    expect(textOf('query ($n: Day) { a: seen(on: 5) b: seen(on: "5") c: seen(on: { x: [$n] }) }')).toBe(
      'query ($v0: Day, $v1: Day) { own_0_seen: seen(on: 5) own_1_seen: seen(on: $v0) own_2_seen: seen(on: {x: [$v1]}) }',
    );
  });
});

describe('objects of several types', () => {
  it('have keys of their own for fields of one name and several shapes', () => {
    expect(
      textOf('{ pet { ... on Cat { age owner { age } } ... on Dog { a: age o: owner { age } } } }'),
    ).toBe(
      '{ pet { ... on Cat { own_0_age: age own_1_owner: owner { own_2_age: age } } ... on Dog { own_3_age: age own_4_owner: owner { own_2_age: age } } } }',
    );
  });

  it('keep fragments on their types, and those of an object lose what the object is', () => {
    expect(
      textOf('{ named { ... on Named { name } ... on Cat { ... on Named { size ... on Dog { age } } } } }'),
    ).toBe('{ named { name ... on Cat { size } } }');
  });
});

describe('fragments in fragments', () => {
  it('are each read once a place', () => {
    const many = Array.from({ length: 100 }, () => '... { name }').join(' ');
    const spreads = '...F '.repeat(300);
    const document = parse(
      `{ pet { ... on Cat { ${spreads} } } b: pet { ... on Cat { ${spreads} } } } fragment F on Cat { ${many} }`,
    );
    let reads = 0;
    const definitions = document.definitions.map((one) => {
      if (one.kind !== Kind.FRAGMENT_DEFINITION) return one;
      const { selections } = one.selectionSet;
      const counted = {
        kind: Kind.SELECTION_SET,
        get selections() {
          reads += 1;
          return selections;
        },
      } as const;
      return { ...one, selectionSet: counted };
    });
    canonicalize({ document: { ...document, definitions }, operation: operationIn(document), variables: {} });
    // Once for the variables of `@skip` and `@include`, and once at each of two places.
    expect(reads).toBe(3);
  });
});
