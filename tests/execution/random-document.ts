import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Draws } from './draws.ts';
import { createInputs, type Inputs } from './random-input.ts';

/** A query as a client sends it; it may be one that validation refuses. */
export interface RandomQuery {
  readonly source: string;
  /** Several values of its variables. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

/** Names that mean something on ordinary objects, and plain ones. */
const aliases = ['__proto__', 'constructor', 'toString', 'then', 'hasOwnProperty', 'x', 'y', 'zz'] as const;

interface Writing extends QueryStyle {
  readonly schema: GraphQLSchema;
  readonly draws: Draws;
  readonly inputs: Inputs;
  /** The name of each field with its arguments, where each has one. */
  readonly names: Map<string, string>;
  readonly fragments: { readonly name: string; readonly type: GraphQLCompositeType; readonly text: string }[];
}

/** What a query may have in it. */
export interface QueryStyle {
  readonly depth: number;
  /** Whether the schema itself is asked about, too. */
  readonly introspects: boolean;
  /** Whether all objects that may be of several types say which they are of. */
  readonly namesTypes: boolean;
  /**
   * Whether a field has its own name, with arguments one that nothing else has, nothing leaves it out, and no fragment
   * is used twice: else stock may plan something else.
   */
  readonly isPlain?: boolean;
}

/** Writes a query on a schema. */
export function randomQuery(schema: GraphQLSchema, draws: Draws, style: QueryStyle): RandomQuery {
  const query = schema.getQueryType();
  if (!query) throw new Error('A schema without queries');
  const writing: Writing = {
    ...style,
    schema,
    draws,
    inputs: createInputs(draws),
    names: new Map(),
    fragments: [],
  };
  const selected = selectionSet(query, style.depth, writing);
  const own = style.introspects && draws.oncePer(4) ? introspection(draws) : '';
  const body = own === '' ? selected : `${selected.slice(0, -1)} ${own} }`;
  const { declared, values } = writing.inputs;
  const head = declared().length === 0 ? '' : `(${declared().join(', ')})`;
  const operation = `query Asked${head} ${body}`;
  const source = [operation, ...writing.fragments.map(({ text }) => text)].join('\n');
  return { source, variables: values() };
}

function introspection(draws: Draws): string {
  return draws.of([
    '__schema { queryType { name } }',
    't: __type(name: "Query") { __typename kind fields { name } }',
    '__proto__: __schema { directives { name } }',
    '... { constructor: __type(name: "Nothing") { name } }',
  ]);
}

function selectionSet(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const count = 1 + writing.draws.below(5);
  const parts = Array.from({ length: count }, () => selection(type, depth, writing));
  const named = writing.namesTypes && isAbstractType(type) ? '__typename ' : '';
  return `{ ${named}${parts.join(' ')} }`;
}

function selection(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const { draws } = writing;
  const kind = draws.below(8);
  if (depth > 0 && kind === 5) return inlineFragment(type, depth, writing);
  if (depth > 0 && kind === 6) return namedFragment(type, depth, writing);
  if (kind === 7 || isUnionType(type)) {
    return depth > 0 && draws.oncePer(2)
      ? inlineFragment(type, depth, writing)
      : `${writing.isPlain === true ? '' : alias(draws)}__typename${condition(writing)}`;
  }
  const fields = Object.values(type.getFields()).filter(
    ({ name, type: inner }) => !name.startsWith('_') && (depth > 0 || !isCompositeType(getNamedType(inner))),
  );
  return fields.length === 0 ? '__typename' : field(draws.of(fields), depth, writing);
}

function field(chosen: GraphQLField<unknown, unknown>, depth: number, writing: Writing): string {
  const { draws } = writing;
  const type = getNamedType(chosen.type);
  const below = isCompositeType(type) ? ` ${selectionSet(type, depth - 1, writing)}` : '';
  const given = chosen.args.flatMap((argument) => argumentText(argument, writing));
  const between = given.length === 0 ? '' : `(${given.join(', ')})`;
  const name = writing.isPlain === true ? nameOf(`${chosen.name}${between}`, writing) : alias(draws);
  return `${name}${chosen.name}${between}${condition(writing)}${below}`;
}

/** The only alias of a field with its arguments; none for one without. */
function nameOf(use: string, { names }: Writing): string {
  if (!use.endsWith(')')) return '';
  const name = names.get(use) ?? `x${names.size}: `;
  names.set(use, name);
  return name;
}

function argumentText(argument: GraphQLArgument, { draws, inputs }: Writing): readonly string[] {
  const isNeeded = isNonNullType(argument.type) && argument.defaultValue === undefined;
  if (!isNeeded && draws.oncePer(3)) return [];
  return [`${argument.name}: ${inputs.written(argument.type, 2)}`];
}

function alias(draws: Draws): string {
  return draws.oncePer(5) ? `${draws.of(aliases)}: ` : '';
}

/** `@skip` or `@include`, by a literal or by a variable. */
function condition({ draws, inputs, isPlain }: Writing): string {
  if (isPlain === true || !draws.oncePer(8)) return '';
  const directive = draws.of(['skip', 'include']);
  return ` @${directive}(if: ${inputs.switchOf()})`;
}

function inlineFragment(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const inner = conditionType(type, writing);
  const on = inner === type && writing.draws.oncePer(2) ? '' : ` on ${inner.name}`;
  return `...${on}${condition(writing)} ${selectionSet(inner, depth - 1, writing)}`;
}

function namedFragment(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const { draws, fragments, isPlain } = writing;
  const known = fragments.filter(
    (fragment) => isPlain !== true && overlaps(fragment.type, type, writing.schema),
  );
  if (known.length > 0 && draws.oncePer(2)) return `...${draws.of(known).name}${condition(writing)}`;
  const inner = conditionType(type, writing);
  const set = selectionSet(inner, depth - 1, writing);
  const name = `F${fragments.length}`;
  fragments.push({ name, type: inner, text: `fragment ${name} on ${inner.name} ${set}` });
  return `...${name}${condition(writing)}`;
}

/** A type that an object of the type around can be of. */
function conditionType(type: GraphQLCompositeType, { schema, draws }: Writing): GraphQLCompositeType {
  const others = Object.values(schema.getTypeMap()).filter(
    (other): other is GraphQLCompositeType =>
      isCompositeType(other) && !other.name.startsWith('_') && overlaps(other, type, schema),
  );
  return draws.oncePer(3) ? type : draws.of(others);
}

function overlaps(one: GraphQLCompositeType, other: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  const names = new Set(objectsOf(one, schema).map(({ name }) => name));
  return objectsOf(other, schema).some(({ name }) => names.has(name));
}

function objectsOf(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}
