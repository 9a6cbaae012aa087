import type { QueryPlan } from '@apollo/query-planner';
import { createCallRecord } from '../../subgraphs/registry/call-record.ts';
import { listeningTo } from '../../subgraphs/registry/call-witness.ts';
import type { UpstreamCall } from '../../subgraphs/registry/upstream-call.ts';

/** A question to one part of the graph. */
export interface FetchQuestion {
  readonly subgraph: string;
  readonly operation: string;
}

/** A question that was sent, when, and the calls that were made for it. */
export interface RecordedFetch extends FetchQuestion {
  readonly startedMs: number;
  readonly endedMs: number;
  readonly calls: readonly UpstreamCall[];
}

/** What happened for one request. */
export interface RecordedFlow {
  /** Null when nothing was left to plan. */
  readonly plan: QueryPlan | null;
  readonly fetches: readonly RecordedFetch[];
  readonly totalMs: number;
}

/** Records what happens for one request. */
export interface FlowRecorder {
  readonly planned: (plan: QueryPlan) => void;
  /** Runs a fetch and hears of the calls that are made for it. */
  readonly fetching: <T>(question: FetchQuestion, work: () => Promise<T>) => Promise<T>;
  readonly recorded: () => RecordedFlow;
}

/** A recorder of a request that began then, by the monotonic clock. */
export function createFlowRecorder(beganAt: number): FlowRecorder {
  let plan: QueryPlan | null = null;
  const fetches: (() => RecordedFetch)[] = [];
  const sinceBegin = (): number => Math.round((performance.now() - beganAt) * 10) / 10;
  return {
    planned: (made) => {
      plan = made;
    },
    fetching: async (question, work) => {
      const record = createCallRecord(beganAt);
      const startedMs = sinceBegin();
      let endedMs: number | null = null;
      fetches.push(() => ({
        ...question,
        startedMs,
        endedMs: endedMs ?? sinceBegin(),
        calls: record.calls(),
      }));
      try {
        return await listeningTo(record.listener, work);
      } finally {
        endedMs = sinceBegin();
      }
    },
    recorded: () => ({ plan, fetches: fetches.map((fetch) => fetch()), totalMs: sinceBegin() }),
  };
}
