import type { GraphQLFormattedError } from 'graphql';
import { errorCodes } from '../errors.ts';

/** Codes whose messages by graphql-js tell names of the schema, or repeat the client's. */
const telling = ['GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'] as const;

/**
 * An error as it is told where the schema is not served: one text per code, and the first place in the document. The
 * same whatever was guessed wrong, so that guessing teaches nothing but that it was wrong.
 */
export function withoutSchemaNames(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = telling.find((one) => one === formatted.extensions?.code);
  if (code === undefined) return formatted;
  const [, message] = errorCodes[code];
  const place = formatted.locations?.[0];
  return { message, ...(place === undefined ? {} : { locations: [place] }), extensions: { code } };
}
