import {
  type DocumentNode,
  executeSync,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collect, readingOf } from '../../policy/selections.ts';
import { type AnswerObject, isAnswerObject } from '../execution/answer-object.ts';
import type { AskedOperation } from './operation-writer.ts';

/**
 * What an operation asks of the schema itself, as a document of its own; null when it asks nothing of it. No subgraph
 * knows the whole.
 */
export function introspectionIn(schema: GraphQLSchema, asked: AskedOperation): DocumentNode | null {
  const { document, operation } = asked;
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const fields = collect({ type: root, sets: [operation.selectionSet] }, readingOf(schema, document, asked));
  const own = [...fields.values()].flat().filter(({ node }) => /^__(schema|type)$/.test(node.name.value));
  if (own.length === 0) return null;
  const selections = own.map(({ node }) => node);
  const introspection: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const others = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return { ...document, definitions: [introspection, ...others] };
}

/** Asks a schema about itself. */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): AnswerObject {
  const { data, errors } = executeSync({ schema, document, variableValues });
  if (errors !== undefined || !isAnswerObject(data)) throw new Error('The schema could not be described');
  return data;
}
