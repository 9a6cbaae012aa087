import { describe, expect, it } from 'vitest';
import { run } from './fixed-replies.ts';

const people = {
  register: `
    scalar Day
    type Query { people: [Person] day: Day }
    type Person @key(fields: "id") { id: ID! name: String! born: Day friend: Person }
  `,
  studies: 'type Person @key(fields: "id") { id: ID! credits: Int! level: String }',
};

const two = [
  { __typename: 'Person', id: '1', name: 'a' },
  { __typename: 'Person', id: '2', name: 'b' },
];

describe('a scalar of the graph’s own', () => {
  it.each([[{}], [[]], [['2026-11-30']], [{ day: 1 }]])('is never %j', async (day) => {
    const { data, errors } = await run({
      parts: people,
      replies: { register: [{ data: { day } }], studies: [] },
      query: '{ day }',
    });
    expect(data).toEqual({ day: null });
    expect(errors).toMatchObject([{ message: 'A subgraph gave a value that is no Day.', path: ['day'] }]);
  });

  it.each(['2026-11-30', 0, false])('may be %j', async (day) => {
    const { data, errors } = await run({
      parts: people,
      replies: { register: [{ data: { day } }], studies: [] },
      query: '{ day }',
    });
    expect({ data, errors }).toEqual({ data: { day }, errors: [] });
  });
});

describe('a part that tells nothing', () => {
  it.each([{}, { data: null }, { data: null, errors: [] }])('and no error is an error: %j', async (reply) => {
    const { data, errors } = await run({
      parts: people,
      replies: { register: [reply], studies: [] },
      query: '{ people { id } }',
    });
    expect(data).toEqual({ people: null });
    expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'register' } }]);
    expect(Object.keys(errors[0]?.extensions ?? {})).toEqual(['code', 'subgraph']);
  });

  it('but errors has those', async () => {
    const { errors } = await run({
      parts: people,
      replies: { register: [{ data: null, errors: [{ message: 'closed' }] }], studies: [] },
      query: '{ people { id } }',
    });
    expect(errors.map(({ message }) => message)).toEqual(['closed']);
  });

  it.each([[[]], [[{ level: 'a' }]], [null], ['none']])(
    'that can be used, since it is not about those asked about, is an error: %j',
    async (entities) => {
      const { data, errors } = await run({
        parts: people,
        replies: { register: [{ data: { people: two } }], studies: [{ data: { _entities: entities } }] },
        query: '{ people { id level } }',
      });
      expect(data).toEqual({
        people: [
          { id: '1', level: null },
          { id: '2', level: null },
        ],
      });
      expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'studies' } }]);
    },
  );

  it('of one thing tells of the others, after it too', async () => {
    const { data, errors } = await run({
      parts: people,
      replies: {
        register: [{ data: { people: two } }],
        studies: [{ data: { _entities: [7, { level: 'b' }] } }],
      },
      query: '{ people { id level } }',
    });
    expect(data).toEqual({
      people: [
        { id: '1', level: null },
        { id: '2', level: 'b' },
      ],
    });
    expect(errors).toMatchObject([{ path: ['people', 0] }]);
  });
});

const nothing = 'A subgraph gave nothing where there may not be nothing.';

describe('what is missing where it must be', () => {
  it('is told, though an error is about something else', async () => {
    const { data, errors } = await run({
      parts: people,
      replies: {
        register: [
          {
            data: {
              people: [
                { ...two[0], name: null },
                { ...two[1], friend: null },
              ],
            },
            errors: [{ message: 'no friend', path: ['people', 1, 'friend'] }],
          },
        ],
        studies: [],
      },
      query: '{ people { name friend { id } } }',
    });
    expect(data).toEqual({ people: [null, { name: 'b', friend: null }] });
    expect(errors).toMatchObject([
      { message: 'no friend', path: ['people', 1, 'friend'] },
      { message: nothing, path: ['people', 0, 'name'] },
    ]);
  });

  it('is not told again where an error is about it', async () => {
    const { data, errors } = await run({
      parts: people,
      replies: {
        register: [
          {
            data: { people: [null, two[1]] },
            errors: [{ message: 'no name', path: ['people', 0, 'name'] }],
          },
        ],
        studies: [],
      },
      query: '{ people { name } }',
    });
    expect(data).toEqual({ people: [null, { name: 'b' }] });
    expect(errors.map(({ message }) => message)).toEqual(['no name']);
  });

  it('is explained by an error of whoever was to tell it, or of whoever that one waits for', async () => {
    const gone = { data: null, errors: [{ message: 'gone' }] };
    const further = await run({
      parts: people,
      replies: { register: [{ data: { people: two } }], studies: [gone] },
      query: '{ people { name credits } }',
    });
    expect(further.data).toEqual({ people: [null, null] });
    expect(further.errors.map(({ message }) => message)).toEqual(['gone']);
    const rests = `type Person @key(fields: "id") { id: ID! level: String @external rank: Int! @requires(fields: "level") }`;
    const first = await run({
      parts: { ...people, rests },
      replies: { register: [{ data: { people: two } }], studies: [gone], rests: [] },
      query: '{ people { rank } }',
    });
    expect(first.data).toEqual({ people: [null, null] });
    expect(first.errors.map(({ message }) => message)).toEqual(['gone']);
  });

  it('is told of one of whom nobody says why, though of another somebody does', async () => {
    const { data, errors } = await run({
      parts: people,
      replies: {
        register: [{ data: { people: two } }],
        studies: [
          { data: { _entities: [null, null] }, errors: [{ message: 'lost', path: ['_entities', 1] }] },
        ],
      },
      query: '{ people { name credits } }',
    });
    expect(data).toEqual({ people: [null, null] });
    expect(errors).toMatchObject([
      { message: 'lost', path: ['people', 1] },
      { message: nothing, path: ['people', 0, 'credits'] },
    ]);
  });
});

describe('an error about what a plan renames', () => {
  const parts = {
    values: `
      type Book @key(fields: "id") { id: ID! value: Int @shareable next: Item }
      type Film @key(fields: "id") { id: ID! value: Int! @shareable }
      union Item = Book | Film
      type Query { items: [Item] }
    `,
    others: 'type Film @key(fields: "id") { id: ID! value: Int @shareable }',
  };

  it('has the name that it is printed under', async () => {
    const items = [{ __typename: 'Book', value: 1 }, null];
    const { data, errors } = await run({
      parts,
      replies: {
        values: [
          { data: { items }, errors: [{ message: 'no value', path: ['items', 1, 'value__alias_0'] }] },
        ],
        others: [],
      },
      query: '{ items { ... on Book { value } ... on Film { value } } }',
    });
    expect(data).toEqual({ items: [{ value: 1 }, null] });
    expect(errors).toMatchObject([{ message: 'no value', path: ['items', 1, 'value'] }]);
  });
});
