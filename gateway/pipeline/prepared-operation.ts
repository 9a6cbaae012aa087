import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { FactsOfOperation } from '../disclosure/request/answer-tree.ts';
import { withPersonKeys } from '../disclosure/request/person-keys.ts';
import type { Values } from '../federation/canonical/hoisted-values.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import { collect, readingOf } from '../policy/selections.ts';

/** A canonical operation as it is planned and executed. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the plan: operations for different purposes never share one, though they ask the same. */
  readonly queryHash: string;
  /** The facts that its answers may tell. */
  readonly facts: FactsOfOperation;
  /** The canonical key of the list that is all of the answer; null where it is something else. */
  readonly list: string | null;
}

/** What is asked, and what is left of it. */
export interface PreparedFrom {
  readonly pruned: PrunedOperation;
  readonly schema: GraphQLSchema;
  readonly variables: Values;
}

/** Prepares operations, each once for as long as what is left of it is remembered. */
export function createPreparer(): (from: PreparedFrom) => PreparedOperation {
  const known = new WeakMap<PrunedOperation, PreparedOperation>();
  return (from) => {
    const prepared = known.get(from.pruned) ?? prepare(from);
    known.set(from.pruned, prepared);
    return prepared;
  };
}

function prepare({ pruned, schema, variables }: PreparedFrom): PreparedOperation {
  const document = withPersonKeys(pruned.document, schema);
  const operation = operationIn(pruned.document);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The graph has no ${operation.operation}`);
  const reading = readingOf(schema, pruned.document, { operation, variables });
  return {
    document,
    operation: operationIn(document),
    queryHash: hash('sha256', print(document), 'hex'),
    facts: new FactsOfOperation(),
    list: listKeyOf(root, collect({ type: root, sets: [operation.selectionSet] }, reading)),
  };
}

function listKeyOf(root: GraphQLObjectType, fields: ReturnType<typeof collect>): string | null {
  const [only, ...others] = fields;
  if (only === undefined || others.length > 0) return null;
  const [key, selected] = only;
  const field = root.getFields()[selected[0]?.node.name.value ?? ''];
  return field !== undefined && isListType(getNullableType(field.type)) ? key : null;
}

function operationIn({ definitions }: DocumentNode): OperationDefinitionNode {
  for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  throw new Error('The document has lost its operation');
}
