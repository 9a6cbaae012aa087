import type { PlanningBudget } from '../limits/planning-budget.ts';
import { rateLimited } from '../limits/rate-limited.ts';
import type { MonotonicClock } from '../limits/rate-limits.ts';
import type { GatewayContext } from './request.ts';

/** Has an operation planned for a request; throws RATE_LIMITED where the request may not plan now. */
export type Planning = <Planned>(context: GatewayContext, plan: () => Planned) => Planned;

/** Planning that its asker pays for, also when it fails. Registered operations are few, known and free. */
export function planningWithin(budget: PlanningBudget, now: MonotonicClock): Planning {
  return ({ access, isRegistered }, plan) => {
    if (isRegistered) return plan();
    const wait = budget.admit(access);
    if (wait !== null) throw rateLimited(wait);
    const begun = now();
    try {
      return plan();
    } finally {
      budget.charge(access, now() - begun);
    }
  };
}
