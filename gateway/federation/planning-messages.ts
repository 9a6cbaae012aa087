/** What the planner's thread is started with. */
export interface PlanningWorkerData {
  readonly supergraphSdl: string;
}

/** An operation to be planned. */
export interface PlanAsk {
  readonly id: number;
  /** A document with one operation, in canonical form. */
  readonly document: string;
}

/** The thread is up: it says so once. */
export const planningReady = 'ready';

/** A plan, or why there is none. */
export interface PlanReply {
  readonly id: number;
  /** The thread's CPU time for it, milliseconds. */
  readonly tookMs: number;
  /** The plan as JSON; null when it failed. */
  readonly plan: string | null;
  /** Why there is none: the planner's words, for the log alone. */
  readonly failure: string | null;
}
