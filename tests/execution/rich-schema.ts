import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type defaultTypeResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
} from 'graphql';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import { arbitraryValue, isNested } from './arbitrary-value.ts';
import { drawsOf } from './draws.ts';

const nested = `
  name: String
  mustName: String!
  count: Int
  mustCount: Int!
  ratio: Float
  flag: Boolean!
  colour: Colour
  colours: [Colour!]
  picky: Picky
  mustPicky: Picky!
  words: [String]
  mustWords: [String!]!
  grid: [[Int]!]
  hardGrid: [[Int!]!]!
  label(prefix: String = "p", filter: Filter, colour: Colour = RED, sizes: [Int!]): String!
  scored(by: Int!, mode: Colour): Int
  leaf: Leaf
  mustLeaf: Leaf!
  branch(filter: Filter): Branch
  branches: [Branch]
  mustBranches: [Branch!]!
  forest: [[Branch!]]
  tree: Tree
  trees: [Tree!]
  named: Named
  mustNamed: Named!
  thing: Thing
  things: [Thing]
  mustThings: [Thing!]!
  piles: [[Thing]!]!
`;

const sdl = `
  scalar Picky
  enum Colour { RED GREEN BLUE }
  input Filter { word: String = "w", colours: [Colour!], size: Int! = 3, inner: Filter }
  interface Named { name: String mustName: String! }
  interface Tree implements Named { name: String mustName: String! label(prefix: String = "p"): String! branches: [Branch] leaf: Leaf }
  type Leaf implements Named & Tree { id: ID! ${nested} }
  type Branch implements Named & Tree { id: ID ${nested} }
  type Stone implements Named { id: ID! name: String mustName: String! weight: Float! thing: Thing }
  union Thing = Leaf | Branch | Stone
  type Query { ${nested} }
`;

/** Fields of these names have a resolver of their own; the others are read off their source. */
const resolved = new Set([
  'mustName',
  'scored',
  'colours',
  'mustLeaf',
  'branches',
  'trees',
  'thing',
  'piles',
]);

/** Its internal values are no names. */
const colours = { RED: 1, GREEN: 'g', BLUE: 3 };

/** A schema with everything that a subgraph may have, whose resolvers do arbitrary things. */
export function richSchema(): GraphQLSchema {
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(sdl),
      resolvers: {
        Picky: picky(),
        Colour: colours,
      },
    },
  ]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name === 'Tree' && isAbstractType(type)) type.resolveType = typeOfTree;
    if (type.name === 'Thing' && isAbstractType(type)) type.resolveType = typeOfThing;
    if (isObjectType(type) && !type.name.startsWith('__')) attachResolvers(type, schema);
  }
  return schema;
}

function attachResolvers(type: GraphQLObjectType, schema: GraphQLSchema): void {
  const isRoot = type.name === 'Query';
  for (const field of Object.values(type.getFields())) {
    if (field.name.startsWith('_') || (!isRoot && !resolved.has(field.name))) continue;
    const resolve: GraphQLFieldResolver<unknown, RequestContext> = (source, given, { requestId }) => {
      const origin = isNested(source) ? source.origin : { id: 'root', seed: requestId, schema };
      const id = `${origin.id}.${field.name}${JSON.stringify(given)}`;
      return arbitraryValue(field.type, { ...origin, id });
    };
    field.resolve = resolve;
  }
}

/** Refuses some values, and makes nothing of others. */
function picky(): GraphQLScalarType {
  return new GraphQLScalarType({
    name: 'Picky',
    serialize: (value) => {
      const draws = drawsOf(JSON.stringify(value) ?? '');
      if (draws.oncePer(14)) throw new Error('too picky for this');
      if (draws.oncePer(14)) throw new GraphQLError('so picky', { extensions: { code: 'PICKY' } });
      if (draws.oncePer(14)) return null;
      if (draws.oncePer(14)) return undefined;
      return `picked ${String(value)}`;
    },
  });
}

type TypeResolver = typeof defaultTypeResolver;

const typeOfTree: TypeResolver = (value) => {
  if (!isNested(value)) return undefined;
  const { seed, id } = value.origin;
  const draws = drawsOf(`tree ${seed} ${id}`);
  const isNow = seed.startsWith('now');
  const isCalm = seed.split(' ')[1] === '0';
  if (!isCalm && draws.oncePer(25)) throw new Error('no idea what tree this is');
  if (!isNow && !isCalm && draws.oncePer(12)) return Promise.reject(new Error('nobody knows that tree'));
  return !isNow && draws.oncePer(3) ? Promise.resolve(value.typeName) : value.typeName;
};

const typeOfThing: TypeResolver = (value) => (isNested(value) ? value.typeName : 'Nothing');
