import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphs } from './federated-graphs.ts';
import { run } from './fixed-replies.ts';
import { type TwoExecutors, twoExecutors } from './two-executors.ts';

const zoo = {
  cages: `
    interface Animal @key(fields: "id") { id: ID! name: String }
    type Cat implements Animal @key(fields: "id") { id: ID! name: String lives: Int }
    type Dog implements Animal @key(fields: "id") { id: ID! name: String }
    type Query { animal: Animal animals: [Animal] }
  `,
  vets: `
    type Animal @key(fields: "id") @interfaceObject { id: ID! weight: Float }
    type Query { patient: Animal }
  `,
};

describe('objects of several types', () => {
  it('are told by a part that knows only their interface, where nothing else is asked', async () => {
    const { data, errors } = await run({
      parts: zoo,
      replies: { cages: [], vets: [{ data: { patient: { id: 'c', weight: 0 } } }] },
      query: '{ patient { id weight } }',
    });
    expect(data).toEqual({ patient: { id: 'c', weight: 0 } });
    expect(errors).toEqual([]);
  });

  it('keep the type that is known when a part says the name of their interface', async () => {
    const { data } = await run({
      parts: zoo,
      replies: {
        cages: [{ data: { animal: { __typename: 'Cat', id: 'c', lives: 9 } } }],
        vets: [{ data: { _entities: [{ __typename: 'Animal', weight: 4 }] } }],
      },
      query: '{ animal { weight ... on Cat { lives } } }',
    });
    expect(data).toEqual({ animal: { weight: 4, lives: 9 } });
  });

  it.each(['Query', 'Nobody', 7, {}])(
    'are null with an error, and nothing else fails, when their type is %j',
    async (type) => {
      const { data, errors } = await run({
        parts: zoo,
        replies: {
          cages: [
            {
              data: {
                animals: [
                  { __typename: type, name: 'a' },
                  { __typename: 'Dog', name: 'b' },
                ],
              },
            },
          ],
          vets: [],
        },
        query: '{ animals { __typename name } }',
      });
      expect(data).toEqual({ animals: [null, { __typename: 'Dog', name: 'b' }] });
      expect(errors).toMatchObject([{ path: ['animals', 0] }]);
    },
  );
});

const shop = {
  goods: `
    type Good @key(fields: "id") { id: ID! sizes: [[Size]] name: String }
    type Size { w: Int secret: Int }
    type Query { goods: [Good] count: Int }
  `,
  rates: `
    type Good @key(fields: "id") { id: ID! sizes: [[Size]] @external rate: String @requires(fields: "sizes { w }") }
    type Size @shareable { w: Int @external }
  `,
};

describe('an object of which nothing is left', () => {
  it.each(['{ item { name @include(if: $on) } }', '{ item { ... { ... @include(if: $on) { name } } } }'])(
    'is there all the same: %s',
    async (selection) => {
      const { data, errors } = await run({
        parts: { goods: 'type Query { item: Good! } type Good { name: String }' },
        replies: { goods: [{ data: { item: { __typename: 'Good' } } }] },
        query: `query ($on: Boolean!) ${selection}`,
        variables: { on: false },
      });
      expect({ data, errors }).toEqual({ data: { item: {} }, errors: [] });
    },
  );

  it('is fetched under its own condition alone', async () => {
    const { data } = await run({
      parts: { goods: 'type Query { item: Good } type Good { name: String }' },
      replies: { goods: [{ data: { item: { __typename: 'Good' } } }] },
      query: 'query ($on: Boolean!, $more: Boolean!) { item @include(if: $on) { name @include(if: $more) } }',
      variables: { on: true, more: false },
    });
    expect(data).toEqual({ item: {} });
  });
});

describe('objects that another part is asked about', () => {
  const goods = [{ __typename: 'Good', id: '1', sizes: [[{ w: 1, secret: 2 }, null], null] }];

  it('are told with what is required of them and nothing else, also in lists of lists', async () => {
    const { asked, data } = await run({
      parts: shop,
      replies: { goods: [{ data: { goods } }], rates: [{ data: { _entities: [{ rate: 'r' }] } }] },
      query: '{ goods { rate sizes { secret } } }',
    });
    expect(asked.at(-1)).toEqual({
      representations: [{ __typename: 'Good', id: '1', sizes: [[{ w: 1 }, null], null] }],
    });
    expect(data).toEqual({ goods: [{ rate: 'r', sizes: [[{ secret: 2 }, null], null] }] });
  });

  it('are unknown with an error when the answer about them is no object', async () => {
    const { data, errors } = await run({
      parts: shop,
      replies: { goods: [{ data: { goods } }], rates: [{ data: { _entities: [true] } }] },
      query: '{ goods { id rate } }',
    });
    expect(data).toEqual({ goods: [{ id: '1', rate: null }] });
    expect(errors).toHaveLength(1);
  });

  it('have errors at their own place, though others before them were not asked about', async () => {
    const all = [null, { __typename: 'Good' }, ...goods];
    const error = { message: 'no rate', path: ['_entities', 0, 'rate'] };
    const { data, errors } = await run({
      parts: shop,
      replies: {
        goods: [{ data: { goods: all } }],
        rates: [{ data: { _entities: [{ rate: null }] }, errors: [error] }],
      },
      query: '{ goods { rate } }',
    });
    expect(data).toEqual({ goods: [null, { rate: null }, { rate: null }] });
    expect(errors).toMatchObject([{ message: 'no rate', path: ['goods', 2, 'rate'] }]);
  });
});

describe('values', () => {
  it.each([
    [-(2 ** 31), true],
    [2 ** 31 - 1, true],
    [2 ** 31, false],
    [0.5, false],
  ])('of Int are told as far as they are some: %d', async (count, fits) => {
    const { data, errors } = await run({
      parts: shop,
      replies: { goods: [{ data: { count } }], rates: [] },
      query: '{ count }',
    });
    expect(data).toEqual({ count: fits ? count : null });
    expect(errors).toHaveLength(fits ? 0 : 1);
  });

  it('that a plan renames are told also when they are zero, empty or false', async () => {
    const parts = {
      values: `
        type Book @key(fields: "id") { id: ID! value: Int @shareable }
        type Film @key(fields: "id") { id: ID! value: Int! @shareable }
        union Item = Book | Film
        type Query { items: [Item] }
      `,
      others: 'type Film @key(fields: "id") { id: ID! value: Int @shareable }',
    };
    const query = '{ items { ... on Book { value } ... on Film { value } } }';
    const items = [
      { __typename: 'Book', value: 0 },
      { __typename: 'Film', value__alias_0: 0 },
    ];
    const { data } = await run({ parts, replies: { values: [{ data: { items } }], others: [] }, query });
    expect(data).toEqual({ items: [{ value: 0 }, { value: 0 }] });
  });
});

describe('an operation over several parts', () => {
  let executors: TwoExecutors;

  beforeAll(async () => {
    executors = await twoExecutors(graphs.library);
  });

  afterAll(() => executors.close());

  it('is told of the schema under any name, also where that means something else on objects', async () => {
    const query = '{ __proto__: __schema { queryType { name } } }';
    const executed = await executors.run({ query, variables: {}, world: '1 0' });
    expect(JSON.stringify(executed?.ours.result.data)).toBe('{"__proto__":{"queryType":{"name":"Query"}}}');
  });

  it('is refused, and nothing asked, when a switch is null; not given is another thing', async () => {
    const query = 'query ($on: Boolean = true) { best { __typename title @include(if: $on) } }';
    for (const _ of [1, 2]) {
      const given = await executors.run({ query, variables: {}, world: '1 0' });
      expect(given?.ours.result.errors).toEqual([]);
      expect(given?.ours.result.data).toHaveProperty('best.title');
      const refused = await executors.run({ query, variables: { on: null }, world: '1 0' });
      expect(refused?.ours).toMatchObject({ asked: [], threw: false, result: { data: null } });
      expect(refused?.ours.result.errors?.[0]?.message).toBe('$on: expected Boolean!.');
    }
  });

  it('is the one that is named, of several in a document', async () => {
    const query =
      'query A($id: ID = "1") { film(id: $id) { id } } query B { org { id } item { __typename } }';
    for (const operationName of ['A', 'B', 'A']) {
      const executed = await executors.run({ query, operationName, variables: {}, world: '1 0' });
      const keys = Object.keys(executed?.ours.result.data ?? {});
      expect(keys).toEqual(operationName === 'A' ? ['film'] : ['org', 'item']);
      expect(JSON.stringify(executed?.ours.result.data)).toBe(JSON.stringify(executed?.stock.result.data));
    }
  });
});
