import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Access } from '../access/access.ts';
import { codedError, errorCodes, isErrorCode } from '../errors.ts';
import type { Watch } from './anomalies.ts';
import { problemOfAmount } from './cost.ts';
import type { RateLimits } from './rate-limits.ts';
import { type AskedOperation, rootSelections } from './root-selections.ts';

/** What counts requests and people. */
export interface Counting {
  readonly rates: RateLimits;
  readonly watch: Watch;
}

/** Why an operation is more than its client may ask, at once or in a minute; null when it may go on, and is counted. */
export function operationProblem({ rates, watch }: Counting) {
  return (asked: AskedOperation, access: Access): GraphQLError | null => {
    const amount = problemOfAmount(asked, access.client.limits);
    if (amount !== null) return withHttp(amount);
    const people = rootSelections(asked).flatMap((root) => root.people);
    const wait = people.length === 0 ? null : rates.admitPeople(access, people);
    if (wait !== null) {
      watch.refused(access, 'MANY_PEOPLE');
      const headers = new HeaderMap([['retry-after', String(wait.retryAfterSeconds)]]);
      return withHttp(codedError('RATE_LIMITED', errorCodes.RATE_LIMITED[1]), headers);
    }
    watch.asked(access, people);
    return null;
  };
}

function withHttp({ message, extensions }: GraphQLError, headers = new HeaderMap()): GraphQLError {
  const { code } = extensions;
  const status = isErrorCode(code) ? errorCodes[code][0] : 400;
  return new GraphQLError(message, { extensions: { ...extensions, http: { status, headers } } });
}
