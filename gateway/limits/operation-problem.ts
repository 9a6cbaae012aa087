import type { GraphQLError } from 'graphql';
import type { Access } from '../access/access.ts';
import { problemOfAmount } from './cost.ts';
import type { Limits } from './limits.ts';
import { rateLimited } from './rate-limited.ts';
import type { RootSelection } from './root-selections.ts';

/** Why an operation is more than its client may ask, at once or in a minute; null when it may go on, and is counted. */
export function operationProblem({ rates, watch }: Limits) {
  return async (roots: readonly RootSelection[], access: Access): Promise<GraphQLError | null> => {
    const amount = problemOfAmount(roots, access.client.limits);
    if (amount !== null) return amount;
    const people = roots.flatMap((root) => root.people);
    const wait = people.length === 0 ? null : await rates.admitPeople(access, people);
    if (wait !== null) {
      void watch.refused(access, 'MANY_PEOPLE');
      return rateLimited(wait);
    }
    void watch.asked(access, people);
    return null;
  };
}
