import {
  buildASTSchema,
  type DocumentNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readPolicyTable } from '../../gateway/policy/policy-table.ts';
import { type PrunedOperation, pruneOperation } from '../../gateway/policy/prune.ts';
import { dataRows } from '../../subgraphs/registry/data-rows.ts';
import { fragmentsIn } from '../../subgraphs/registry/document-parts.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';

const supergraph = readSupergraph();

/** The graph as clients see it, but for the fields that are not shown to them. */
export const schema = buildASTSchema(parse(supergraph), { assumeValidSDL: true });

/** The day on which operations are asked. */
export const today = '2026-06-01';

/** The policy of its fields. */
export const policy = readPolicyTable(supergraph);

/** One step from the root to a field. */
export interface Step {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** A way to every field that clients can ask for: the shortest ones from each root field. */
export function pathsToAllFields(): readonly (readonly Step[])[] {
  const query = schema.getQueryType();
  if (!query) throw new Error('no query type');
  const paths: (readonly Step[])[] = [];
  const walk = (type: GraphQLNamedType, path: readonly Step[]): void => {
    if (!isObjectType(type) || path.some((step) => step.type === type)) return;
    for (const field of Object.values(type.getFields())) {
      if (policy.get(`${type.name}.${field.name}`)?.shown !== true) continue;
      const longer = [...path, { type, field }];
      paths.push(longer);
      walk(getNamedType(field.type), longer);
    }
  };
  walk(query, []);
  return paths;
}

/** `Type.field`. */
export function coordinateOf({ type, field }: Step): string {
  return `${type.name}.${field.name}`;
}

/** Whether a field is given by the table alone, read here without the code under test. */
export function isGivenByTable(coordinate: string, grant: Grant): boolean {
  const found = policy.get(coordinate);
  if (found === undefined) return false;
  const cell = dataRows[found.row][grant.purpose];
  const byTable = cell === 'IF_NEEDED' ? grant.needs.includes(found.row) : cell !== 'NEVER';
  const byConsent =
    grant.consents === null || found.from === null || grant.consents[found.from] === 'GRANTED';
  return byTable && byConsent;
}

/** Arguments that a root field must have. */
export const rootArguments: Readonly<Record<string, string>> = {
  student: '(oppijanumero: "1.2.246.562.24.00000009000")',
  students: '(oppijanumerot: ["1.2.246.562.24.00000009000"])',
  studentByPersonalIdentityCode: '(personalIdentityCode: $code)',
};

/** A query that selects a path and nothing else. */
export function queryOf(path: readonly Step[], leafOf = leafSelection): string {
  const body = path.toReversed().reduce(
    (inner, { type, field }) => {
      const given = type.name === 'Query' ? (rootArguments[field.name] ?? '') : '';
      return ` { ${field.name}${given}${inner} }`;
    },
    leafOf(path.at(-1)),
  );
  return body.includes('$code') ? `query ($code: PersonalIdentityCode!)${body}` : body;
}

/** What must be selected under a field to select it. */
export function leafSelection(step: Step | undefined): string {
  return step === undefined || isLeafType(getNamedType(step.field.type)) ? '' : ' { __typename }';
}

/** A document whose fragments are written out where they are spread, as canonical ones are. */
function writtenOut(document: DocumentNode): DocumentNode {
  const fragments = fragmentsIn(document);
  const inline = (node: FragmentSpreadNode): InlineFragmentNode => {
    const fragment = fragments.get(node.name.value);
    if (fragment === undefined) throw new Error('no fragment');
    const { typeCondition, selectionSet } = visit(fragment, { FragmentSpread: inline });
    return { ...node, kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
  };
  return visit({ ...document, definitions: [operationOf(document)] }, { FragmentSpread: inline });
}

/** Prunes a document, which must be valid, and checks that what is left is. */
export function prune(
  source: string,
  grant: Grant | null,
  variables: Readonly<Record<string, unknown>> = {},
): PrunedOperation {
  const sent = parse(source);
  const document = writtenOut(sent);
  const problems = validate(schema, sent).map(({ message }) => message);
  if (problems.length > 0) throw new Error(`${source}\n${problems.join('\n')}`);
  const operation = operationOf(document);
  const pruned = pruneOperation({ schema, policy, document, operation, variables, grant, today });
  const left = validate(schema, pruned.document).map(({ message }) => message);
  if (left.length > 0) throw new Error(`after pruning: ${left.join('\n')}`);
  return pruned;
}

/** The first operation of a document. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
}

/** Every field that a document selects, as `Type.field`; one of an interface as that of each type it can be. */
export function coordinatesIn(document: DocumentNode, graph = schema): ReadonlySet<string> {
  const found = new Set<string>();
  const types = new TypeInfo(graph);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (!parent || name.value.startsWith('__')) return;
        found.add(`${parent.name}.${name.value}`);
        if (!isAbstractType(parent)) return;
        for (const type of graph.getPossibleTypes(parent)) found.add(`${type.name}.${name.value}`);
      },
    }),
  );
  return found;
}

/** Whether a field can be null. */
export function canBeNull({ field }: Step): boolean {
  return !isNonNullType(field.type);
}
