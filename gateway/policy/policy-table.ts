import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { type DataRow, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import { directiveName, rowOfDefinition } from '../../subgraphs/registry/disclosed-as.ts';
import type { ConsentRegistry } from '../../subgraphs/registry/grant.ts';

/** What the graph says of one field's disclosure. */
export interface FieldPolicy {
  readonly row: DataRow;
  readonly from: ConsentRegistry | null;
  /** The field's description in the graph. */
  readonly description: string;
  /** Whether clients can ask for it at all. */
  readonly shown: boolean;
}

/** The policy of each field by its coordinate, `Type.field`, of objects and interfaces alike. */
export type PolicyTable = ReadonlyMap<string, FieldPolicy>;

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Reads the policy of every field out of the composed graph. Throws with a line for each field that names no row, or one
 * that the table has not, and for each directive that could be taken for ours: a graph that is not wholly covered is not
 * served.
 */
export function readPolicyTable(supergraphSdl: string): PolicyTable {
  const document = parse(supergraphSdl, { noLocation: true });
  const fields = document.definitions.filter(isFielded).flatMap(fieldsOf);
  const problems = [...lookAlikesIn(document), ...fields.flatMap(problemsOf)];
  if (problems.length > 0) {
    throw new Error(`The graph cannot be served:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return new Map(fields.flatMap((field) => policyOf(field)));
}

interface Field {
  readonly coordinate: string;
  readonly type: Fielded;
  readonly definition: FieldDefinitionNode;
}

function isFielded(node: ASTNode): node is Fielded {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function fieldsOf(type: Fielded): readonly Field[] {
  return (type.fields ?? []).map((definition) => ({
    coordinate: `${type.name.value}.${definition.name.value}`,
    type,
    definition,
  }));
}

function problemsOf({ coordinate, definition }: Field): readonly string[] {
  const found = rowOfDefinition(definition);
  if (found === null) return [`${coordinate}: names no row of the minimisation table`];
  return found.row !== null && isDataRow(found.row) ? [] : [`${coordinate}: names a row that is not there`];
}

function policyOf({ coordinate, type, definition }: Field): readonly (readonly [string, FieldPolicy])[] {
  const found = rowOfDefinition(definition);
  if (found === null || found.row === null || !isDataRow(found.row)) return [];
  const { row, from } = found;
  const description = (definition.description?.value ?? '').replaceAll('\n', ' ');
  return [[coordinate, { row, from, description, shown: !isHidden(type) && !isHidden(definition) }]];
}

function isHidden({ directives }: Fielded | FieldDefinitionNode): boolean {
  return directives?.some(({ name }) => name.value === 'inaccessible') === true;
}

/** A renamed or misspelt directive would protect nothing, and look as if it did. */
function lookAlikesIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const add = ({ name }: { readonly name: { readonly value: string } }): undefined => {
    const isAlike = name.value.toLowerCase().includes('disclos') && name.value !== directiveName;
    if (isAlike) names.add(name.value);
  };
  visit(document, {
    Directive: (node: DirectiveNode) => add(node),
    DirectiveDefinition: (node) => add(node),
  });
  return [...names].map(
    (name) => `@${name}: is no directive of this gateway; the one it knows is @${directiveName}`,
  );
}
