/** A point in time by which an answer is needed. */
interface Deadline {
  /** By the monotonic clock, milliseconds. */
  readonly at: number;
  readonly totalMs: number;
  /** Ends its timer, and its listening to other signals. */
  readonly stop: () => void;
}

const deadlines = new WeakMap<AbortSignal, Deadline>();

/**
 * A signal that aborts after `totalMs`, or when one of the others does. What is left of it can be asked. Made of a
 * controller and a timer: in a soak, Node kept thousands of aborted signals of `AbortSignal.any` with all they held.
 */
export function createDeadline(totalMs: number, others: readonly AbortSignal[] = []): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const end = (reason: unknown): void => {
    release(signal);
    controller.abort(reason);
  };
  const timer = setTimeout(() => end(new DOMException('The time is up', 'TimeoutError')), totalMs).unref();
  const stops = others.map((other) => {
    const follow = (): void => end(other.reason);
    other.addEventListener('abort', follow, { once: true });
    return () => other.removeEventListener('abort', follow);
  });
  deadlines.set(signal, {
    at: performance.now() + totalMs,
    totalMs,
    stop: () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  });
  const gone = others.find(({ aborted }) => aborted);
  if (gone !== undefined) end(gone.reason);
  return signal;
}

/** Lets go of a deadline that nobody waits for any more: it never aborts. */
export function release(signal: AbortSignal): void {
  deadlines.get(signal)?.stop();
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
