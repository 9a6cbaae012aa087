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
import { type AnswerTree, answerTree } from '../disclosure/request/answer-tree.ts';
import { withPersonKeys } from '../disclosure/request/person-keys.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import { collect, readingOf } from '../policy/selections.ts';

/** An operation as it is planned and executed. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the plan: operations for different purposes never share one, though the client sent the same. */
  readonly queryHash: string;
  /** What the answer will hold. */
  readonly tree: AnswerTree;
  /** The key of the list that is all of the answer; null where it is something else. */
  readonly list: string | null;
}

/** What a client asked, and what is left of it. */
export interface PreparedFrom {
  readonly pruned: PrunedOperation;
  readonly schema: GraphQLSchema;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
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

function prepare({ pruned, schema, operationName, variables }: PreparedFrom): PreparedOperation {
  const document = withPersonKeys(pruned.document, schema);
  const operation = operationIn(pruned.document, operationName);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The graph has no ${operation.operation}`);
  const reading = readingOf(schema, pruned.document, { operation, variables });
  const selections = { type: root, sets: [operation.selectionSet] };
  return {
    document,
    operation: operationIn(document, operationName),
    queryHash: hash('sha256', print(document), 'hex'),
    tree: answerTree(selections, reading),
    list: listKeyOf(root, collect(selections, reading)),
  };
}

function listKeyOf(root: GraphQLObjectType, fields: ReturnType<typeof collect>): string | null {
  const [only, ...others] = fields;
  if (only === undefined || others.length > 0) return null;
  const [key, selected] = only;
  const field = root.getFields()[selected[0]?.node.name.value ?? ''];
  return field !== undefined && isListType(getNullableType(field.type)) ? key : null;
}

function operationIn({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (name === null || definition.name?.value === name) return definition;
  }
  throw new Error('The document has lost its operation');
}
