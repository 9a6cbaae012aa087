import { createFairPlaces } from '../../subgraphs/registry/fair-places.ts';
import { codedError, errorCodes } from '../errors.ts';
import type { PlanningBudget } from '../limits/planning-budget.ts';
import { rateLimited } from '../limits/rate-limited.ts';
import { requestAskerOf } from '../limits/request-places.ts';
import type { GatewayContext } from '../request-context.ts';
import type { Spending } from './planning-thread.ts';

/** Has an operation planned for a request, which is told what it spends; rejects where the request may not plan now. */
export type Planning = <Planned>(
  context: GatewayContext,
  plan: (spent: Spending) => Promise<Planned>,
) => Promise<Planned>;

/** One operation is planned at a time; others wait for their turn, authorities first. */
const shares = { places: () => 1, queue: 256, queuePerEndUser: 24 };
const longestWaitMs = 5_000;

/** Planning in turns, that its asker pays for, also when it fails. Registered operations are few, known and free. */
export function planningWithin(budget: PlanningBudget): Planning {
  const places = createFairPlaces(shares);
  return async ({ access, isRegistered, end }, plan) => {
    if (isRegistered) return plan(() => undefined);
    const asker = requestAskerOf(access);
    const wish = { asker, signal: end, maxWaitMs: longestWaitMs };
    const refusal = budget.admit(access);
    if (refusal !== null) throw rateLimited(refusal);
    const turn = await places.enter(wish);
    if (turn === 'GONE') throw codedError('DEADLINE_EXCEEDED', errorCodes.DEADLINE_EXCEEDED[1]);
    if (turn !== 'ENTERED') throw rateLimited({ retryAfterSeconds: 1 });
    let spentMs = 0;
    try {
      // Whoever has waited may have spent it all meanwhile.
      const late = budget.admit(access);
      if (late !== null) throw rateLimited(late);
      return await plan((milliseconds) => {
        spentMs += milliseconds;
      });
    } finally {
      places.leave(asker);
      if (spentMs > 0) budget.charge(access, spentMs);
    }
  };
}
