/** A point in time by which an answer is needed. */
interface Deadline {
  /** By the monotonic clock, milliseconds. */
  readonly at: number;
  readonly totalMs: number;
}

const deadlines = new WeakMap<AbortSignal, Deadline>();

/** A signal that aborts after `totalMs`, or when one of the others does. What is left of it can be asked. */
export function createDeadline(totalMs: number, others: readonly AbortSignal[] = []): AbortSignal {
  const signal = AbortSignal.any([...others, AbortSignal.timeout(totalMs)]);
  deadlines.set(signal, { at: performance.now() + totalMs, totalMs });
  return signal;
}

/** What is left before a signal's deadline, in milliseconds; infinite when it has none. */
export function remainingMs(signal: AbortSignal): number {
  const deadline = deadlines.get(signal);
  return deadline === undefined ? Number.POSITIVE_INFINITY : Math.max(0, deadline.at - performance.now());
}

/** Which share of its time a signal has left, from 0 to 1; 1 when it has no deadline. */
export function remainingShare(signal: AbortSignal): number {
  const deadline = deadlines.get(signal);
  return deadline === undefined ? 1 : remainingMs(signal) / deadline.totalMs;
}

/** A signal for a step that others wait for: it has only a share of the time left, so that they too have some. */
export function shareOfTime(signal: AbortSignal, share: number): AbortSignal {
  const left = remainingMs(signal);
  return Number.isFinite(left) ? createDeadline(Math.ceil(left * share), [signal]) : signal;
}
