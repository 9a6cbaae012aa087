import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutIdentityCodes } from './identity-codes/identity-code-like.ts';

/**
 * Every code that `errors[].extensions.code` can have, with its HTTP status when nothing could be executed, and what it
 * means. The README prints this table.
 */
export const errorCodes = {
  BAD_REQUEST: [400, 'The request is not a GraphQL request over HTTP.'],
  GRAPHQL_PARSE_FAILED: [400, 'The document is not GraphQL.'],
  GRAPHQL_VALIDATION_FAILED: [400, 'The document does not fit the schema.'],
  OPERATION_RESOLUTION_FAILURE: [
    400,
    'The document has no operation of the name given, or several and no name.',
  ],
  BAD_USER_INPUT: [
    400,
    'An argument or variable is not acceptable; the message names it and what is accepted.',
  ],
  PERSISTED_QUERY_NOT_SUPPORTED: [200, 'Persisted queries are not served: send the document itself.'],
  NOT_FOUND: [404, 'There is nothing at this path.'],
  METHOD_NOT_ALLOWED: [405, 'Queries are sent by POST.'],
  PAYLOAD_TOO_LARGE: [413, 'The body is larger than accepted.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The body must be uncompressed application/json in UTF-8.'],
  UNAUTHENTICATED: [401, 'No valid credential came with the request, or it is not accepted here.'],
  FORBIDDEN: [403, 'The client may not ask for this: the message says what it may.'],
  PURPOSE_REQUIRED: [403, 'The request names no registered purpose of the client: `X-Purpose`.'],
  CASE_REFERENCE_REQUIRED: [403, 'The purpose needs a case reference: `X-Case`.'],
  END_USER_REQUIRED: [403, 'The purpose needs the pseudonymous id of the end user: `X-End-User`.'],
  ANSWER_TOO_LARGE: [
    400,
    'The answer is larger than the client may get at once: ask about fewer people, or for fewer fields.',
  ],
  RATE_LIMITED: [
    429,
    'The client asks more, or more that is new, than it may in a minute; `Retry-After` says when to come again.',
  ],
  AUDIT_UNAVAILABLE: [
    503,
    'The disclosure log cannot be written, so nothing was asked or nothing of it is disclosed.',
  ],
  ACCESS_UNAVAILABLE: [503, 'The credential could not be checked; it may well be valid. Come again later.'],
  INTROSPECTION_DISABLED: [400, 'The schema is not served here.'],
  BATCHING_DISABLED: [400, 'One operation a request.'],
  OPERATION_NOT_SUPPORTED: [400, 'Only queries are served.'],
  MAX_TOKENS_LIMIT: [400, 'The document has more lexical tokens than accepted.'],
  MAX_DEPTH_LIMIT: [400, 'The selection is deeper than accepted.'],
  MAX_FIELDS_LIMIT: [400, 'The selection, with its fragments expanded, has more fields than accepted.'],
  MAX_ALIASES_LIMIT: [400, 'The operation has more aliases than accepted.'],
  MAX_ROOT_FIELDS_LIMIT: [400, 'The operation has more root fields than accepted.'],
  MAX_DIRECTIVES_LIMIT: [400, 'The operation has more directives than accepted.'],
  MAX_VARIABLES_LIMIT: [400, 'The operation has more variables than accepted.'],
  MAX_COST_LIMIT: [400, 'The operation would make more calls to registries than the client may cause.'],
  PERSISTED_QUERY_NOT_FOUND: [400, 'The client has no operation registered under this hash.'],
  PERSISTED_QUERY_REQUIRED: [403, 'Only operations registered for the client are served: send their hash.'],
  OVERLOADED: [503, 'Too many queries are under way; `Retry-After` says when to come again.'],
  SUBGRAPH_UNAVAILABLE: [
    200,
    'One part of the gateway gave no answer; its fields are null, the others stand.',
  ],
  DEADLINE_EXCEEDED: [200, 'The time for the request ran out before a part of the gateway answered.'],
  SANDBOX_UNAVAILABLE: [503, 'A part of the sandbox does not answer; the message names it.'],
  INTERNAL_SERVER_ERROR: [500, 'A fault of the gateway; `reference` names it in the log.'],
} as const satisfies Record<string, readonly [number, string]>;

/** A documented error code. */
export type ErrorCode = keyof typeof errorCodes;

/** Whether a value is a documented error code. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}

/** An error that a client may see as it is. */
export function codedError(
  code: ErrorCode,
  message: string,
  more: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}

/**
 * What a client sees of an error: documented codes pass with their message, everything else becomes one fixed text
 * with a reference into the log. Nothing of an upstream error or of the document's text passes.
 */
export function presentError(formatted: GraphQLFormattedError, reference: string): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  const place = {
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
  };
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') {
    const extensions = { code: 'INTERNAL_SERVER_ERROR', reference };
    return { message: 'The gateway failed to answer this part.', ...place, extensions };
  }
  const message = code === 'GRAPHQL_PARSE_FAILED' ? parseMessage(formatted) : safeMessage(formatted.message);
  return { message, ...place, extensions: { code, ...shownExtensions(formatted) } };
}

/** graphql-js quotes the offending token, which may be anything a client pasted. */
function parseMessage(formatted: GraphQLFormattedError): string {
  const at = formatted.locations?.[0];
  const where = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`;
  return `The document is not valid GraphQL${where}.`;
}

function safeMessage(message: string): string {
  // Cut last: a code that the cut goes through would no longer look like one.
  const safe = withoutIdentityCodes(message);
  return safe.length > 500 ? `${safe.slice(0, 500)}…` : safe;
}

function shownExtensions(formatted: GraphQLFormattedError): Record<string, unknown> {
  const { argument, accepted, subgraph } = formatted.extensions ?? {};
  return Object.fromEntries(
    Object.entries({ argument, accepted, subgraph }).filter(([, value]) => typeof value === 'string'),
  );
}
