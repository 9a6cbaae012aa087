import { globSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createDeadline, release, remainingMs, shareOfTime } from '../../subgraphs/registry/deadline.ts';

test('a deadline ends when its time is up, and says so', async () => {
  const signal = createDeadline(5);
  expect(remainingMs(signal)).toBeGreaterThan(0);
  await sleep(20);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  expect(remainingMs(signal)).toBe(0);
});

test('a deadline ends with another signal, for its reason, also when that has ended before', () => {
  const gone = new AbortController();
  const waiting = createDeadline(60_000, [gone.signal]);
  gone.abort('the client left');
  expect(waiting.reason).toBe('the client left');
  expect(createDeadline(60_000, [gone.signal]).reason).toBe('the client left');
});

test('a step that others wait for ends with the whole, and sooner', () => {
  const gone = new AbortController();
  const whole = createDeadline(60_000, [gone.signal]);
  const step = shareOfTime(whole, 0.5);
  expect(remainingMs(step)).toBeLessThanOrEqual(30_000);
  gone.abort();
  expect(step.aborted).toBe(true);
});

test('a deadline that was let go of neither ends nor hears of others', async () => {
  const gone = new AbortController();
  const signal = createDeadline(5, [gone.signal]);
  release(signal);
  gone.abort();
  await sleep(20);
  expect(signal.aborted).toBe(false);
});

test('nothing composes signals in any other way: Node was seen to keep composed ones for ever', () => {
  const files = globSync(['{gateway,subgraphs}/**/*.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
  });
  expect(files.length).toBeGreaterThan(200);
  const composing = files.filter((file) =>
    readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').includes('AbortSignal.any('),
  );
  expect(composing).toEqual([]);
});

test('nobody waits for a step any more once nobody waits for the whole', () => {
  vi.useFakeTimers();
  const whole = createDeadline(60_000);
  const step = shareOfTime(whole, 0.5);
  expect(vi.getTimerCount()).toBe(2);
  release(whole);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(120_000);
  expect(step.aborted).toBe(false);
  vi.useRealTimers();
});
