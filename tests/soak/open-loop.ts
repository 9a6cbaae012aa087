import type { Random } from '../../mocks/generator/random.ts';

/** A stretch of time with one rate of arrivals. */
export interface Stretch {
  readonly perSecond: number;
  readonly forMs: number;
}

/** A load whose queries come when they come, whatever became of those before: arrivals as of many people. */
export interface OpenLoop {
  /** One after the other, without any pause. */
  readonly stretches: readonly Stretch[];
  readonly random: Random;
  /** Sends one query that was due at a moment of the monotonic clock, in milliseconds. */
  readonly send: (due: number, stretch: number) => Promise<void>;
  /** Told when a stretch begins, and with their number at the end. */
  readonly onStretch?: (stretch: number) => void;
  /** Ends the load early. */
  readonly stop?: () => boolean;
}

/** Sends a load and waits until all is answered; gives the delays with which queries were sent, in milliseconds. */
export async function runOpenLoop(load: OpenLoop): Promise<readonly number[]> {
  const { stretches, send, onStretch = () => undefined, stop = () => false } = load;
  const pending = new Set<Promise<void>>();
  const delays: number[] = [];
  let began = performance.now();
  for (const [number, { perSecond, forMs }] of stretches.entries()) {
    onStretch(number);
    const end = began + forMs;
    const gap = (): number => (-Math.log(1 - load.random.next()) * 1000) / perSecond;
    let due = began + gap();
    while (due < end && !stop()) {
      await until(due);
      for (const now = performance.now(); due <= now && due < end; due += gap()) {
        delays.push(performance.now() - due);
        const sent: Promise<void> = send(due, number).finally(() => pending.delete(sent));
        pending.add(sent);
      }
    }
    await until(end);
    began = end;
  }
  onStretch(stretches.length);
  await Promise.all(pending);
  return delays;
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(1, moment - performance.now())));
}
