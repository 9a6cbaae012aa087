import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Draws } from './draws.ts';

/** Writes arguments, and declares the variables that they use. */
export interface Inputs {
  /** A literal, or a variable, of a type; input objects nest so deep at most. */
  readonly written: (type: GraphQLInputType, depth: number) => string;
  /** What decides on a part of the selection: a variable, or else also a literal. */
  readonly switchOf: () => string;
  readonly declared: () => readonly string[];
  /** Values of the variables, several times over. */
  readonly values: () => readonly Readonly<Record<string, unknown>>[];
}

interface Declared {
  readonly name: string;
  readonly text: string;
  readonly type: GraphQLInputType | 'Boolean!' | 'Boolean';
  readonly hasDefault: boolean;
}

const sets = 3;

/** Inputs for one document. */
export function createInputs(draws: Draws): Inputs {
  const variables: Declared[] = [];
  const declare = (type: Declared['type'], defaultText: string | null): string => {
    const name = `v${variables.length}`;
    const text = `$${name}: ${type}${defaultText === null ? '' : ` = ${defaultText}`}`;
    variables.push({ name, text, type, hasDefault: defaultText !== null });
    return `$${name}`;
  };
  const written = (type: GraphQLInputType, depth: number): string => {
    if (!draws.oncePer(3)) return literal(type, depth, draws);
    const known = variables.find((one) => String(one.type) === String(type));
    if (known !== undefined && draws.oncePer(2)) return `$${known.name}`;
    return declare(type, draws.oncePer(3) ? literal(type, 1, draws) : null);
  };
  return {
    written,
    switchOf: () => {
      const kind = draws.below(6);
      if (kind < 2) return kind === 0 ? 'true' : 'false';
      const known = variables.find(({ type }) => type === 'Boolean!' || type === 'Boolean');
      if (known !== undefined && draws.oncePer(2)) return `$${known.name}`;
      return kind === 5 ? declare('Boolean', draws.of(['true', 'false'])) : declare('Boolean!', null);
    },
    declared: () => variables.map(({ text }) => text),
    values: () => Array.from({ length: sets }, () => valuesOf(variables, draws)),
  };
}

function valuesOf(variables: readonly Declared[], draws: Draws): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    variables.flatMap(({ name, type, hasDefault }): readonly (readonly [string, unknown])[] => {
      if (type === 'Boolean!') return [[name, draws.oncePer(2)]];
      if (hasDefault && draws.oncePer(2)) return [];
      if (type === 'Boolean') return [[name, draws.oncePer(8) ? null : draws.oncePer(2)]];
      if (!isNonNullType(type) && draws.oncePer(5)) return [];
      return [[name, jsonOf(type, 2, draws)]];
    }),
  );
}

/** A literal as it stands in a document. */
function literal(type: GraphQLInputType, depth: number, draws: Draws): string {
  if (!isNonNullType(type) && draws.oncePer(6)) return 'null';
  return literalOf(jsonOf(getNullableType(type), depth, draws), getNullableType(type));
}

function literalOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (value === null) return 'null';
  if (isEnumType(type)) return String(value);
  if (isListType(type) && Array.isArray(value)) {
    return `[${value.map((item) => literalOf(item, type.ofType)).join(', ')}]`;
  }
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  const parts = Object.entries(Object(value)).flatMap(([name, inner]) => {
    const field = fields[name];
    return field === undefined ? [] : [`${name}: ${literalOf(inner, field.type)}`];
  });
  return `{ ${parts.join(', ')} }`;
}

/** A value as it stands among a request's variables. */
function jsonOf(type: GraphQLInputType, depth: number, draws: Draws): unknown {
  if (isNonNullType(type)) return jsonOf(type.ofType, depth, draws);
  if (isListType(type)) {
    return Array.from({ length: draws.below(3) }, () => jsonOf(type.ofType, depth, draws));
  }
  if (isEnumType(type)) return draws.of(type.getValues()).name;
  if (!isInputObjectType(type)) return scalarOf(type.name, draws);
  const fields = Object.values(type.getFields()).filter((field) => {
    const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined;
    return isNeeded || (depth > 0 && draws.oncePer(2));
  });
  return Object.fromEntries(fields.map((field) => [field.name, jsonOf(field.type, depth - 1, draws)]));
}

function scalarOf(name: string, draws: Draws): unknown {
  if (name === 'Int') return draws.below(5) - 1;
  if (name === 'Float') return draws.below(5) / 2;
  if (name === 'Boolean') return draws.oncePer(2);
  return draws.of(['', 'a', 'word', '1']);
}
