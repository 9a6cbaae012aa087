import type { GraphQLError } from 'graphql';
import { codedError, errorCodes } from '../errors.ts';

/** The refusal of what is too much now, and when to come again. */
export function rateLimited({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): GraphQLError {
  return codedError('RATE_LIMITED', errorCodes.RATE_LIMITED[1], { retryAfterSeconds });
}
