import { startTimer } from './timer.ts';

/** A point in time by which an answer is needed. */
class Deadline {
  /** By the monotonic clock, milliseconds. */
  readonly at: number;
  readonly totalMs: number;
  /** Shares of its time, which nobody waits for any more once nobody waits for the whole. */
  readonly shares: AbortSignal[] = [];
  /** Ends its timer, and its listening to other signals. */
  readonly stop: () => void;

  constructor(totalMs: number, stop: () => void) {
    this.at = performance.now() + totalMs;
    this.totalMs = totalMs;
    this.stop = stop;
  }
}

const known = Symbol('deadline');

/**
 * A signal that aborts after `totalMs`, or when one of the others does. What is left of it can be asked. Made of a
 * controller and a timer: in a soak, Node kept thousands of aborted signals of `AbortSignal.any` with all they held.
 */
export function createDeadline(totalMs: number, others: readonly AbortSignal[] = []): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const end = (reason: unknown): void => {
    deadlineOf(signal)?.stop();
    controller.abort(reason);
  };
  const timer = startTimer(() => end(new DOMException('The time is up', 'TimeoutError')), totalMs).unref();
  const stops = others.map((other) => {
    const follow = (): void => end(other.reason);
    other.addEventListener('abort', follow, { once: true });
    return () => other.removeEventListener('abort', follow);
  });
  const deadline = new Deadline(totalMs, () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  });
  // With the signal itself: what a weak table beside it holds, here all of the request, stays until the whole heap is
  // collected, and is copied until then.
  Object.defineProperty(signal, known, { value: deadline });
  const gone = others.find(({ aborted }) => aborted);
  if (gone !== undefined) end(gone.reason);
  return signal;
}

/** Lets go of a deadline that nobody waits for any more: it never aborts. */
export function release(signal: AbortSignal): void {
  const deadline = deadlineOf(signal);
  deadline?.stop();
  for (const share of deadline?.shares ?? []) release(share);
}

/** What is left before a signal's deadline, in milliseconds; infinite when it has none. */
export function remainingMs(signal: AbortSignal): number {
  const deadline = deadlineOf(signal);
  return deadline === undefined ? Number.POSITIVE_INFINITY : Math.max(0, deadline.at - performance.now());
}

/** Which share of its time a signal has left, from 0 to 1; 1 when it has no deadline. */
export function remainingShare(signal: AbortSignal): number {
  const deadline = deadlineOf(signal);
  return deadline === undefined ? 1 : remainingMs(signal) / deadline.totalMs;
}

/** A signal for a step that others wait for: it has only a share of the time left, so that they too have some. */
export function shareOfTime(signal: AbortSignal, share: number): AbortSignal {
  const deadline = deadlineOf(signal);
  if (deadline === undefined) return signal;
  const part = createDeadline(Math.ceil(remainingMs(signal) * share), [signal]);
  deadline.shares.push(part);
  return part;
}

function deadlineOf(signal: AbortSignal): Deadline | undefined {
  const deadline: unknown = Reflect.get(signal, known);
  return deadline instanceof Deadline ? deadline : undefined;
}
