import type { Verdict } from './answer.ts';
import type { Outcome } from './client.ts';

/** What a soak counts. */
export interface Tally {
  started: number;
  readonly kinds: Map<string, number>;
  /** Problems of answers and under which fault they came, with how often. */
  readonly illegal: Map<string, number>;
  /** Answers that came later than the deadline and its allowance. */
  late: number;
  /** Of queries that were answered with data, from when they were due; milliseconds. */
  readonly times: number[];
}

/** A tally of nothing yet. */
export function createTally(): Tally {
  return { started: 0, kinds: new Map(), illegal: new Map(), late: 0, times: [] };
}

/** How long an answer may take, and how long it took from when it was due. */
export interface Timing {
  readonly deadlineMs: number;
  readonly fromDueMs: number;
}

/** Answers leave in time when they come within the deadline and this, in milliseconds. */
const allowanceMs = 100;

/** Counts an outcome; `under` names the fault that struck meanwhile. */
export function count(
  tally: Tally,
  {
    outcome,
    verdict,
    under,
  }: { readonly outcome: Outcome; readonly verdict: Verdict; readonly under: string },
  { deadlineMs, fromDueMs }: Timing,
): void {
  add(tally.kinds, verdict.kind);
  for (const problem of verdict.problems) add(tally.illegal, `${problem} (under ${under})`);
  if (outcome.is !== 'answered') return;
  if (outcome.tookMs > deadlineMs + allowanceMs) tally.late += 1;
  if (outcome.status === 200) tally.times.push(fromDueMs);
}

/** The sum of all counts. */
export function totalOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, value) => sum + value, 0);
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
