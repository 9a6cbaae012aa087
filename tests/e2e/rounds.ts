import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningMock } from '../../mocks/registry-server.ts';

/** How long no new request may come before a round is taken to be complete. */
const quietMs = 600;

/**
 * Runs a task while every request to the mocks waits until no further one comes; then all are let through at once.
 * Counts how often that was needed: the rounds of the task, whatever the speed of the machine.
 */
export async function countRounds(
  mocks: readonly RunningMock[],
  task: () => Promise<unknown>,
): Promise<number> {
  const waiting: (() => void)[] = [];
  let lastArrival = Date.now();
  const gate = () =>
    new Promise<void>((pass) => {
      lastArrival = Date.now();
      waiting.push(pass);
    });
  for (const mock of mocks) mock.setGate(gate);
  let finished = false;
  const running = task().finally(() => {
    finished = true;
  });
  let rounds = 0;
  while (!finished) {
    await sleep(20);
    if (waiting.length === 0 || Date.now() - lastArrival < quietMs) continue;
    rounds += 1;
    for (const pass of waiting.splice(0)) pass();
  }
  for (const mock of mocks) mock.setGate(null);
  await running;
  return rounds;
}
