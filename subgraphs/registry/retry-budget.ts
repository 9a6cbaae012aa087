/** How often a call to a registry may be made again. */
export interface RetryBudget {
  /** Says that a call is made; each earns a tenth of a retry. */
  readonly earn: () => void;
  /** Whether a retry may be made now; one that may is taken from the budget. */
  readonly spend: () => boolean;
}

const callsPerRetry = 10;

/**
 * At most one retry in ten calls, and none saved up: an outage after a good day costs no more than one after another.
 * The first may be made at once, so that a quiet system too gets over one dead connection.
 */
export function createRetryBudget(): RetryBudget {
  let callsSinceRetry = callsPerRetry;
  return {
    earn: () => {
      callsSinceRetry += 1;
    },
    spend: () => {
      if (callsSinceRetry < callsPerRetry) return false;
      callsSinceRetry = 0;
      return true;
    },
  };
}
