import { Counter, Gauge, type Registry } from 'prom-client';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';

/** Tells operators how the shared state does. */
export interface StoreTelling {
  readonly changed: (isInUse: boolean) => void;
  /** It did not answer once. */
  readonly failed: () => void;
}

/** Tells in the log when the store goes and comes back, and in metrics how often it did not answer. */
export function createStoreTelling(log: OperatorLog, metrics: Registry, replicas: number): StoreTelling {
  const registers = [metrics];
  const inUse = new Gauge({
    name: 'shared_state_in_use',
    help: 'Whether what replicas count is counted together: 1; 0 when each counts its own part by itself.',
    registers,
  });
  const failures = new Counter({
    name: 'shared_state_failures_total',
    help: 'How often the shared state did not answer within its time.',
    registers,
  });
  let wasGone = false;
  return {
    failed: () => failures.inc(),
    changed: (isInUse) => {
      inUse.set(isInUse ? 1 : 0);
      if (isInUse && !wasGone) return;
      wasGone = !isInUse;
      const message = isInUse
        ? 'The shared state is used: replicas count together.'
        : 'The shared state does not answer: each replica counts by itself, with its part of every limit.';
      log.warn({ code: isInUse ? 'SHARED_STATE_BACK' : 'SHARED_STATE_GONE', replicas }, message);
    },
  };
}
