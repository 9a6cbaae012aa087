import type { GraphQLError } from 'graphql';
import type { Access } from '../access/access.ts';
import type { Watch } from './anomalies.ts';
import { problemOfAmount } from './cost.ts';
import { rateLimited } from './rate-limited.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RootSelection } from './root-selections.ts';

/** What counts requests and people. */
export interface Counting {
  readonly rates: RateLimits;
  readonly watch: Watch;
}

/** Why an operation is more than its client may ask, at once or in a minute; null when it may go on, and is counted. */
export function operationProblem({ rates, watch }: Counting) {
  return (roots: readonly RootSelection[], access: Access): GraphQLError | null => {
    const amount = problemOfAmount(roots, access.client.limits);
    if (amount !== null) return amount;
    const people = roots.flatMap((root) => root.people);
    const wait = people.length === 0 ? null : rates.admitPeople(access, people);
    if (wait !== null) {
      watch.refused(access, 'MANY_PEOPLE');
      return rateLimited(wait);
    }
    watch.asked(access, people);
    return null;
  };
}
