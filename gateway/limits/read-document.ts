import { type DocumentNode, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import { isIntrospection } from '../../subgraphs/registry/document-parts.ts';
import { atMost, type DocumentLimits, type DocumentProblem, documentProblem } from './document-limits.ts';

/** What is accepted of documents. */
export interface DocumentPolicy {
  readonly limits: DocumentLimits;
  /** Whether anybody may ask for the schema, as in a sandbox. */
  readonly schemaOpen: boolean;
}

/** A document that may go on to validation and planning, or why not. */
export type ReadDocument =
  | { readonly ok: true; readonly document: DocumentNode }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** Types nest in types, so what tools ask of a schema is deeper than any question about a student. */
const introspectionDepth = 20;

/** Parses a document and checks all that needs no schema; nothing of it is planned or asked before. */
export function readDocument(text: string, policy: DocumentPolicy): ReadDocument {
  const parsed = parseDocument(text, policy.limits.tokens);
  if (!parsed.ok) return parsed;
  const problem = problemOf(parsed.document, policy);
  return problem === null ? parsed : { ok: false, problem };
}

function parseDocument(text: string, maxTokens: number): ReadDocument {
  try {
    return { ok: true, document: parse(text, { maxTokens, noLocation: true }) };
  } catch (error) {
    return { ok: false, problem: parseProblem(error, maxTokens) };
  }
}

/** graphql-js quotes the token that it stumbled over, so only its place is told. */
function parseProblem(error: unknown, maxTokens: number): DocumentProblem {
  if (!(error instanceof GraphQLError))
    return { code: 'GRAPHQL_PARSE_FAILED', message: 'The document is not GraphQL.' };
  if (/more that \d+ tokens/.test(error.message))
    return { code: 'MAX_TOKENS_LIMIT', message: atMost(maxTokens, 'lexical tokens') };
  const at = error.locations?.[0];
  const where = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`;
  return { code: 'GRAPHQL_PARSE_FAILED', message: `The document is not valid GraphQL${where}.` };
}

function problemOf(document: DocumentNode, { limits, schemaOpen }: DocumentPolicy): DocumentProblem | null {
  if (document.definitions.some(isChange))
    return {
      code: 'OPERATION_NOT_SUPPORTED',
      message: 'Only queries are served: no mutation, no subscription.',
    };
  const introspection = isIntrospection(document);
  if (introspection && !schemaOpen)
    return {
      code: 'INTROSPECTION_DISABLED',
      message: 'The schema is not served here: it is in the repository, and a sandbox serves it.',
    };
  const depth = introspection ? Math.max(limits.depth, introspectionDepth) : limits.depth;
  return documentProblem(document, { ...limits, depth });
}

function isChange(definition: DocumentNode['definitions'][number]): boolean {
  return definition.kind === Kind.OPERATION_DEFINITION && definition.operation !== OperationTypeNode.QUERY;
}
