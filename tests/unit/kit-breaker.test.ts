import { beforeEach, describe, expect, it } from 'vitest';
import { type Breaker, createBreaker } from '../../subgraphs/registry/breaker.ts';

let now = 0;
let changes: string[] = [];
let breaker: Breaker;

beforeEach(() => {
  now = 1_000_000;
  changes = [];
  breaker = createBreaker({
    windowMs: 10_000,
    minimumCalls: 10,
    failureShare: 0.5,
    openMs: 30_000,
    now: () => now,
    onChange: (state, { calls, failures }) => changes.push(`${state} ${failures}/${calls}`),
  });
});

function succeed(times: number): void {
  for (let n = 0; n < times; n += 1) breaker.admit()?.settle('SUCCESS');
}

function fail(times: number, subjectOf: (n: number) => string | null = () => null): void {
  for (let n = 0; n < times; n += 1) breaker.admit()?.settle('FAILURE', subjectOf(n));
}

function open(): void {
  fail(10);
  expect(breaker.state()).toBe('OPEN');
}

describe('a breaker opens', () => {
  it('at the tenth call of which half failed, not at the ninth', () => {
    fail(5);
    succeed(4);
    expect(breaker.state()).toBe('CLOSED');
    fail(1);
    expect(breaker.state()).toBe('OPEN');
    expect(changes).toEqual(['OPEN 6/10']);
  });

  it('not while fewer than half of the calls fail', () => {
    for (let n = 0; n < 50; n += 1) {
      succeed(11);
      fail(10);
    }
    expect(breaker.state()).toBe('CLOSED');
  });

  it('not for failures that are spread over more than ten seconds', () => {
    for (let n = 0; n < 50; n += 1) {
      fail(1);
      now += 1_200;
    }
    expect(breaker.state()).toBe('CLOSED');
  });

  it('not for refusals, nor for calls that say nothing', () => {
    for (let n = 0; n < 50; n += 1) {
      breaker.admit()?.settle('ALIVE');
      breaker.admit()?.settle('NONE');
    }
    expect(breaker.state()).toBe('CLOSED');
  });

  it('not for one person whose record fails for ever, alone or among others', () => {
    fail(50, () => 'somebody');
    expect(breaker.state()).toBe('CLOSED');
    for (let n = 0; n < 99; n += 1) {
      succeed(1);
      fail(1, () => 'somebody');
    }
    expect(breaker.state()).toBe('CLOSED');
  });

  it('for ten persons whose records fail', () => {
    fail(10, (n) => `person ${n}`);
    expect(breaker.state()).toBe('OPEN');
  });

  it('for failures that are known only later', () => {
    const permits = Array.from({ length: 10 }, () => breaker.admit());
    for (const permit of permits) permit?.settle('NONE');
    for (const _ of permits) breaker.blame(null);
    expect(breaker.state()).toBe('OPEN');
  });
});

describe('an open breaker', () => {
  it('lets nothing through for thirty seconds and says how long', () => {
    open();
    expect(breaker.admit()).toBeNull();
    now += 29_999;
    expect(breaker.waitMs()).toBe(1);
    expect(breaker.admit()).toBeNull();
  });

  it('then lets one probe through, and 49 others not', () => {
    open();
    now += 30_000;
    const permits = Array.from({ length: 50 }, () => breaker.admit());
    expect(permits.filter((permit) => permit !== null)).toHaveLength(1);
    expect(breaker.state()).toBe('HALF_OPEN');
  });

  it.each(['SUCCESS', 'ALIVE'] as const)('closes when the probe comes back with %s', (verdict) => {
    open();
    now += 30_000;
    breaker.admit()?.settle(verdict);
    expect(breaker.state()).toBe('CLOSED');
    expect(changes).toEqual(['OPEN 10/10', 'HALF_OPEN 0/0', 'CLOSED 0/0']);
    fail(9);
    expect(breaker.state()).toBe('CLOSED');
  });

  it('stays open for another thirty seconds when the probe fails', () => {
    open();
    now += 30_000;
    breaker.admit()?.settle('FAILURE', 'somebody');
    expect([breaker.state(), breaker.waitMs()]).toEqual(['OPEN', 30_000]);
  });

  it('lets another probe through when the caller of the first went away', () => {
    open();
    now += 30_000;
    breaker.admit()?.settle('NONE');
    expect(breaker.state()).toBe('HALF_OPEN');
    expect(breaker.admit()).not.toBeNull();
  });

  it('is not moved by calls that began before it opened', () => {
    const late = Array.from({ length: 20 }, () => breaker.admit());
    open();
    late[0]?.settle('SUCCESS');
    now += 30_000;
    const probe = breaker.admit();
    for (const permit of late.slice(1)) permit?.settle('FAILURE');
    expect(breaker.state()).toBe('HALF_OPEN');
    probe?.settle('SUCCESS');
    expect(breaker.state()).toBe('CLOSED');
  });
});
