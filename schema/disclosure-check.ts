import { type DefinitionNode, type FieldDefinitionNode, Kind, parse } from 'graphql';
import { isDataRow } from '../subgraphs/registry/data-rows.ts';
import type { FieldRow } from '../subgraphs/registry/decision.ts';
import { rowOfDefinition } from '../subgraphs/registry/disclosed-as.ts';
import { isExternal } from './external.ts';

/** One subgraph's part of the graph. */
export interface SubgraphPart {
  readonly name: string;
  readonly sdl: string;
}

interface Declared {
  readonly subgraph: string;
  readonly type: string;
  readonly coordinate: string;
  readonly found: FieldRow | null;
}

/** A person's consent is asked for at the entries, registry by registry; below them nothing is decided by it. */
const withConsent = new Set(['Student', 'Query']);

/**
 * What is wrong with the rows of the graph's fields, one line each: a field without a row, a row that the table has not, a
 * consent where none is looked at, a field that differs between subgraphs. Empty when nothing is.
 */
export function disclosureProblems(parts: readonly SubgraphPart[]): readonly string[] {
  const declared = parts.flatMap(({ name, sdl }) => declaredIn(name, parse(sdl).definitions));
  const known = new Map<string, Declared>();
  return declared.flatMap((field) => {
    const first = known.get(field.coordinate) ?? field;
    known.set(field.coordinate, first);
    return [...problemsOf(field), ...differencesOf(first, field)];
  });
}

function problemsOf({ subgraph, type, coordinate, found }: Declared): readonly string[] {
  const where = `${subgraph}: ${coordinate}`;
  if (found === null) return [`${where} names no row of the minimisation table (@disclosedAs)`];
  if (found.row === null || !isDataRow(found.row)) return [`${where} names a row that is not in the table`];
  const misplaced = found.from !== null && !withConsent.has(type);
  return misplaced ? [`${where} names a registry; only fields of Student and Query do`] : [];
}

function differencesOf(first: Declared, field: Declared): readonly string[] {
  const same = first.found?.row === field.found?.row && first.found?.from === field.found?.from;
  return same
    ? []
    : [`${field.coordinate} is disclosed differently by ${first.subgraph} and ${field.subgraph}`];
}

/** Fields that a subgraph resolves; what it only reads of another's (`@external`) is declared there. */
function declaredIn(subgraph: string, definitions: readonly DefinitionNode[]): readonly Declared[] {
  return definitions.flatMap((definition) => {
    const isFielded =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isFielded || isExternal(definition)) return [];
    const type = definition.name.value;
    return (definition.fields ?? [])
      .filter((field) => !isExternal(field))
      .map((field) => declaration({ subgraph, type }, field));
  });
}

function declaration(of: Pick<Declared, 'subgraph' | 'type'>, field: FieldDefinitionNode): Declared {
  return { ...of, coordinate: `${of.type}.${field.name.value}`, found: rowOfDefinition(field) };
}
