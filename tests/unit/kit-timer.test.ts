import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadline } from '../../subgraphs/registry/deadline.ts';
import { startTimer } from '../../subgraphs/registry/timer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a timer', () => {
  it.each([0, -1, -1e12, Number.NaN, Number.NEGATIVE_INFINITY])('of %s ms runs at once', (ms) => {
    let ran = 0;
    startTimer(() => {
      ran += 1;
    }, ms);
    vi.advanceTimersByTime(1);
    expect(ran).toBe(1);
  });

  it.each([2 ** 31, 2 ** 32 + 1, 1e15, Number.POSITIVE_INFINITY])('of %s ms does not run at once', (ms) => {
    let ran = 0;
    const timer = startTimer(() => {
      ran += 1;
    }, ms);
    vi.advanceTimersByTime(2 ** 31 - 2);
    expect(ran).toBe(0);
    clearTimeout(timer);
  });

  it('of a deadline too long for Node has not passed a second later, and one below zero has', () => {
    const [long, passed] = [createDeadline(2 ** 31), createDeadline(-5)];
    vi.advanceTimersByTime(1_000);
    expect([long.aborted, passed.aborted]).toEqual([false, true]);
  });

  it('is started in no other way', () => {
    const cwd = new URL('../..', import.meta.url).pathname;
    const files = globSync('{gateway,subgraphs}/**/*.ts', { cwd }).filter(
      (file) => !file.startsWith('gateway/sandbox/explorer/app/'),
    );
    const starting = files.filter((file) => /\bsetTimeout\(/.test(readFileSync(`${cwd}${file}`, 'utf8')));
    expect(starting).toEqual(['subgraphs/registry/timer.ts']);
  });
});
