import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import type { Clock } from '../../subgraphs/registry/clock.ts';

/** What access control is built with. */
export interface AccessTools {
  readonly clock: Clock;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  /** `<organisation OID>.<system>`, sent to issuers as Caller-Id. */
  readonly callerId: string;
  readonly log: OperatorLog;
}
