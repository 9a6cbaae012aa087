import { hash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, print } from 'graphql';
import { type AnswerTree, answerTree } from '../disclosure/request/answer-tree.ts';
import { withPersonKeys } from '../disclosure/request/person-keys.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import { readingOf } from '../policy/selections.ts';

/** An operation as it is planned and executed. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the plan: operations for different purposes never share one, though the client sent the same. */
  readonly queryHash: string;
  /** What the answer will hold. */
  readonly tree: AnswerTree;
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
  return {
    document,
    operation: operationIn(document, operationName),
    queryHash: hash('sha256', print(document), 'hex'),
    tree: answerTree({ type: root, sets: [operation.selectionSet] }, reading),
  };
}

function operationIn({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (name === null || definition.name?.value === name) return definition;
  }
  throw new Error('The document has lost its operation');
}
