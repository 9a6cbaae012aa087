import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../mocks/generator/random.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';

/** A call that a mock let wait, by the wall clock to a fraction of a millisecond. */
export interface Delayed {
  readonly registry: string;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** How long no new call may come before a round is taken to be complete. */
const quietMs = 400;

/**
 * Lets every call wait until no further one comes; then all go on at once. Gives what tells how often that was needed.
 */
export function countRounds(mocks: readonly RunningMock[]): () => number {
  const waiting: (() => void)[] = [];
  let rounds = 0;
  let release: NodeJS.Timeout | undefined;
  const goOn = (): void => {
    rounds += 1;
    for (const pass of waiting.splice(0)) pass();
  };
  const gate = () =>
    new Promise<void>((pass) => {
      waiting.push(pass);
      clearTimeout(release);
      release = setTimeout(goOn, quietMs);
    });
  for (const mock of mocks) mock.setGate(gate);
  return () => rounds;
}

/** What registries take in reality, milliseconds. */
export const latencyMs = { least: 50, most: 400 } as const;

/** Lets every call wait as a real registry would; each registry's delays follow from the seed. */
export function delayCalls(mocks: readonly RunningMock[], seed: number): () => readonly Delayed[] {
  const delayed: Delayed[] = [];
  for (const [index, { name: registry, setGate }] of mocks.entries()) {
    const random = randomFrom(seed * 1000 + index);
    setGate(async () => {
      const startedMs = wallClock();
      await sleep(random.between(latencyMs.least, latencyMs.most));
      delayed.push({ registry, startedMs, endedMs: wallClock() });
    });
  }
  return () => delayed;
}

/** Of all processes of a machine alike. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
