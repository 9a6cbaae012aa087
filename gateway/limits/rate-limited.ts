import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { codedError, errorCodes } from '../errors.ts';

/** The refusal of what is too much now: with its status, and when to come again. */
export function rateLimited({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): GraphQLError {
  const [status, message] = errorCodes.RATE_LIMITED;
  const headers = new HeaderMap([['retry-after', String(retryAfterSeconds)]]);
  return codedError('RATE_LIMITED', message, { http: { status, headers } });
}
