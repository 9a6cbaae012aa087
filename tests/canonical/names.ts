import { parse, visit } from 'graphql';
import type { Draws } from '../execution/draws.ts';

/** Names that a client may give, and that something inside may take for its own. */
const hostile = [
  '__typename',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'opintolupaPerson',
  'opintolupaMatch',
  'own_0_student',
  'own_0_top',
  'own_1_item',
  'v0',
  'v1',
  'representations',
  '_entities',
  'id',
  'lookup',
] as const;

/** Names of variables: `__proto__` is none, because graphql-js itself gives it no value. */
const ofVariables = [
  'v0',
  'v1',
  'v2',
  'own_0_student',
  'constructor',
  'toString',
  'representations',
] as const;

/** All names of a graph's fields, hidden ones included. */
export interface GraphNames {
  readonly all: readonly string[];
  readonly ofType: ReadonlyMap<string, readonly string[]>;
}

/** Reads the names in a composed graph. */
export function graphNames(supergraphSdl: string): GraphNames {
  const ofType = new Map<string, readonly string[]>();
  visit(parse(supergraphSdl), {
    ObjectTypeDefinition: ({ name, fields = [] }) => {
      ofType.set(
        name.value,
        fields.map((field) => field.name.value),
      );
    },
    InterfaceTypeDefinition: ({ name, fields = [] }) => {
      ofType.set(
        name.value,
        fields.map((field) => field.name.value),
      );
    },
    EnumTypeDefinition: () => false,
  });
  return { all: [...new Set([...ofType.values()].flat())].sort(), ofType };
}

/** Draws an alias for a key of an object of a type; the key itself where the draw is the plainest. */
export function drawWord(
  draws: Draws,
  names: GraphNames,
  { key, typeName }: { readonly key: string; readonly typeName: string },
): string {
  const beside = names.ofType.get(typeName) ?? [];
  const kind = draws.below(8);
  if (kind < 3) return key;
  if (kind < 5 && beside.length > 0) return draws.of(beside);
  if (kind === 5) return draws.of(names.all);
  return kind === 6 ? draws.of(hostile) : madeUp(draws);
}

/** A name that stands for nothing. */
export function madeUp(draws: Draws): string {
  return `w${draws.below(100)}`;
}

/** Draws the name of a variable. */
export function drawVariable(draws: Draws): string {
  return draws.oncePer(2) ? draws.of(ofVariables) : madeUp(draws);
}

/** A drawn name that is not taken: numbered where it must be. */
export function untaken(drawn: string, isTaken: (name: string) => boolean): string {
  let name = drawn;
  for (let number = 2; isTaken(name); number += 1) name = `${drawn}_${number}`;
  return name;
}
