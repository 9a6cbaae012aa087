import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileOperation } from '../../subgraphs/registry/execution/operation.ts';
import { requestContext } from '../request-context.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { nothing: String }
  interface Media @key(fields: "id") { id: ID! name: String }
  type Book implements Media @key(fields: "id") { id: ID! name: String must: String! }
  type Film implements Media @key(fields: "id") { id: ID! name: String must: String! }
  type Stone @key(fields: "id") { id: ID! weight: Int }
  type Part { id: ID! }
`);

const resolvers = {
  Film: {
    __resolveReference: ({ id }: { readonly id?: unknown }) => {
      if (id === 'fails') throw new Error('no film');
      if (id === 'gone') return null;
      return id === 'later' ? Promise.resolve({ id, name: 'later' }) : { id, name: 'a film' };
    },
  },
  Stone: { weight: async () => 3 },
};

const document = parse(`
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      __typename
      ... on Media { id name }
      ... on Book { must }
      ... on Stone { id weight }
    }
  }
`);

const book = { __typename: 'Book', id: 'b', name: 'a book', must: 'there' };
const stone = { __typename: 'Stone', id: 's' };
const film = { __typename: 'Film', id: 'f' };
const inherited: unknown = Object.create({ __typename: 'Book' }, { id: { value: 'i', enumerable: true } });

describe('entities that are asked for', () => {
  it.each<[string, readonly unknown[]]>([
    ['what their types make nothing else of', [book, stone, book]],
    ['what another type makes something of', [book, film, stone]],
    ['what comes later, is not there or fails', ['later', 'gone', 'fails'].map((id) => ({ ...film, id }))],
    ['what lacks something', [{ ...book, must: null }, { __typename: 'Stone' }, stone]],
    ['what says more than it may', [{ ...book, more: 1, __proto__: { name: 'not its own' } }]],
    ['an interface', [{ __typename: 'Media', id: 'm' }, book]],
    ['what is no entity', [book, { __typename: 'Part', id: 'p' }]],
    ['a type that is not there', [book, { __typename: 'Nothing' }]],
    ['what does not say its type', [{ id: 'x' }, book]],
    ['what says its type in other ways', [inherited, { __typename: ['Book'], id: 'b' }]],
    ['what is no object', ['Book', 1, true]],
    ['none', []],
  ])('are those that @apollo/subgraph has: %s', async (_name, of) => {
    const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
    const contextValue = requestContext({});
    const theirs = await execute({ schema, document, variableValues: { of }, contextValue });
    const ours = await compileOperation(schema, document)?.({ of }, contextValue);
    expect(JSON.parse(JSON.stringify(ours?.data))).toEqual(JSON.parse(JSON.stringify(theirs.data)));
    expect(errorsOf(ours)).toEqual(errorsOf(theirs));
  });

  it('are what they were when representations are not to be changed', async () => {
    const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
    const of = [Object.freeze({ ...book }), Object.freeze({ ...stone })];
    const answer = await compileOperation(schema, document)?.({ of }, requestContext({}));
    expect(answer).toEqual({ data: { _entities: [book, { ...stone, weight: 3 }] } });
  });
});

/** Where graphql-js's words tell of its insides, ours are other words for the same. */
function errorsOf(answer: ExecutionResult | undefined) {
  return answer?.errors?.map(({ path, message }) => [
    path,
    /abstract type|is not a possible type for/i.test(message) ? 'of no type' : message,
  ]);
}
