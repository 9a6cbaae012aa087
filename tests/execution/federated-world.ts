import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { type Draws, drawsOf } from './draws.ts';
import type { GraphPart } from './federated-graphs.ts';

/** What a part is asked. */
export interface PartQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same world for the same text. Ends with how rare it is that something is not there, 0 for never. */
  readonly world: string;
}

/** An error as it comes over the wire. */
export interface PartError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Record<string, unknown>;
}

/** An answer as it comes over the wire. */
export interface PartAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly PartError[];
}

/** A part that answers, the same for the same question in the same world. */
export type AnsweringPart = (question: PartQuestion) => Promise<PartAnswer>;

/** An object of the world. The same one is known to several parts. */
interface Thing {
  readonly __typename: string;
  readonly identity: string;
  /** What the gateway told of it. */
  readonly told: Readonly<Record<string, unknown>>;
}

/** Objects that stand for an interface are one of these, which its part does not know. */
const standsFor: Readonly<Record<string, readonly string[]>> = { Media: ['Book', 'Film'] };

/** Names of fields that tell which one an object is: by their value it is found again. */
const naming: readonly string[] = ['id', 'sku', 'code', 'mail'];

/** What a field that requires others says of them: `required` is what it requires, as the part declares it. */
export type RequiredText = (told: Thing['told'], required: string) => string;

/** A part of a graph over an arbitrary world. Fields that require others say what they are told of those, unless told otherwise. */
export function answeringPart(
  { name, sdl }: GraphPart,
  textOf: RequiredText = textOfRequired,
): AnsweringPart {
  const typeDefs = parse(sdl);
  const types = Object.values(buildSubgraphSchema([{ typeDefs }]).getTypeMap());
  const found = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const resolvers = Object.fromEntries(
    found.map((type) => [type.name, { __resolveReference: reference(name, type) }]),
  );
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('_')) attach(type, schema, textOf);
  }
  return async ({ query, variables, world }) => {
    const answer = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: world,
    });
    return JSON.parse(JSON.stringify(answer));
  };
}

/** Finds an object by what it is told of it. A part that has an interface knows which of its types an object is of. */
function reference(part: string, type: GraphQLNamedType) {
  return (representation: unknown, context: unknown): Thing | null | Error => {
    const told = { ...Object(representation) };
    const world = String(context);
    const identity = identityIn(told);
    const draws = drawsOf(`${world} ${part} ${identity}`);
    if (isAmiss(draws, world, 4)) return null;
    if (isAmiss(draws, world, 8)) return new Error(`${part} fails to find ${identity}`);
    const __typename = isInterfaceType(type) ? identity.replace(/[^A-Za-z].*$/, '') : type.name;
    return { __typename, identity, told };
  };
}

/** The name that tells which one an object is, out of what is told of it. Throws where nothing does. */
export function identityIn(told: Readonly<Record<string, unknown>>): string {
  for (const [key, value] of Object.entries(told)) {
    if (naming.includes(key)) return String(value).replace(/^.*:/, '');
    if (key === 'ref' && typeof value === 'object' && value !== null) return identityIn({ ...value });
  }
  throw new Error(`Nothing tells which one this is: ${JSON.stringify(told)}`);
}

function isAmiss(draws: Draws, world: string, rarity: number): boolean {
  const rate = Number(world.split(' ').at(-1));
  return rate > 0 && draws.oncePer(rate * rarity);
}

function attach(type: GraphQLObjectType, schema: GraphQLSchema, textOf: RequiredText): void {
  for (const field of Object.values(type.getFields())) {
    if (field.name.startsWith('_')) continue;
    const required = requiredBy(field);
    field.resolve = (source: unknown, given: object, world: string) => {
      const thing = isThing(source) ? source : { __typename: 'Query', identity: 'root', told: {} };
      if (Object.hasOwn(thing.told, field.name)) return toldThing(thing.told[field.name], field.type);
      if (required !== null) return textOf(thing.told, required);
      const at: At = { thing, world, schema, id: `${thing.identity}.${field.name}${JSON.stringify(given)}` };
      return fieldValue(field, at);
    };
  }
}

/** What was told, as the same object that other parts know where it is one. */
function toldThing(told: unknown, type: GraphQLOutputType): unknown {
  const isObject = typeof told === 'object' && told !== null && !Array.isArray(told);
  if (!isObject || !naming.some((key) => key in told)) return told;
  const inner = { ...told };
  return { __typename: getNamedType(type).name, identity: identityIn(inner), told: inner };
}

/** What was told of the fields that another requires, as a text. */
function textOfRequired(told: Thing['told'], required: string): string {
  const names = required.replaceAll(/\{[^{}]*\{[^{}]*\}[^{}]*\}|\{[^{}]*\}/g, '').split(/\s+/);
  return JSON.stringify(names.filter((name) => name !== '').map((name) => [name, told[name]]));
}

/** What a field requires, as its part declares it; null for nothing. */
function requiredBy({ astNode }: GraphQLField<unknown, unknown>): string | null {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'requires');
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function isThing(source: unknown): source is Thing {
  return typeof source === 'object' && source !== null && 'identity' in source;
}

interface At {
  readonly thing: Thing;
  readonly world: string;
  readonly schema: GraphQLSchema;
  readonly id: string;
}

function fieldValue({ name, type }: GraphQLField<unknown, unknown>, at: At): unknown {
  if (naming.includes(name)) return name === 'id' ? at.thing.identity : `${name}:${at.thing.identity}`;
  if (name === 'ref') return { __typename: 'Ref', identity: at.thing.identity, told: {} };
  const draws = drawsOf(`${at.world} ${at.id}`);
  if (isAmiss(draws, at.world, 8)) throw new Error(`amiss: ${at.id}`);
  return valueFor(type, at, draws);
}

function valueFor(type: GraphQLOutputType, at: At, draws: Draws): unknown {
  if (isNonNullType(type)) {
    return isAmiss(draws, at.world, 10) ? null : valueFor(type.ofType, at, draws);
  }
  if (draws.oncePer(12)) return null;
  if (isListType(type)) {
    return Array.from({ length: draws.below(4) }, (_, index) =>
      valueFor(type.ofType, { ...at, id: `${at.id}#${index}` }, draws),
    );
  }
  if (isEnumType(type)) return draws.of(type.getValues()).name;
  if (isLeafType(type)) return leafFor(type.name, at, draws);
  const names = isObjectType(type) ? [type.name] : at.schema.getPossibleTypes(type).map(({ name }) => name);
  const name = draws.of(names.sort());
  return objectOf(name, at, draws);
}

function objectOf(name: string, { schema, id }: At, draws: Draws): Thing {
  const own = draws.of(standsFor[name] ?? [name]);
  const type = schema.getType(name);
  const isKnown = isObjectType(type) && naming.some((key) => key in type.getFields());
  const isEntity = isKnown || name === 'Part';
  return { __typename: name, identity: isEntity ? `${own}${draws.below(4)}` : `${name}(${id})`, told: {} };
}

function leafFor(name: string, { id }: At, draws: Draws): unknown {
  if (name === 'Int') return draws.below(4);
  if (name === 'Float') return draws.below(4) / 2;
  if (name === 'Boolean') return draws.oncePer(2);
  return draws.oncePer(6) ? '' : `of ${id}`;
}
