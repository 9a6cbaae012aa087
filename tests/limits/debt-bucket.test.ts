import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Allowance, createDebtBuckets } from '../../gateway/limits/debt-bucket.ts';

const minuteMs = 60_000;
const plenty = 1_000;

/** Whole milliseconds for each unit of cost: sums are exact. */
const allowances = fc.record({
  burst: fc.integer({ min: 1, max: 2_000 }),
  perMinute: fc.constantFrom(1_000, 6_000, 30_000, minuteMs),
});
const steps = fc.array(
  fc.record({
    pause: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 200_000 })),
    key: fc.constantFrom('a', 'b', 'c'),
    cost: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 3_000 })),
  }),
  { minLength: 1, maxLength: 300 },
);

function started(allowance: Allowance, most = plenty) {
  const clock = { now: 1_000 };
  return { clock, buckets: createDebtBuckets(allowance, most, () => clock.now) };
}

/** Of so many milliseconds that are left. */
const debtOf = (left: number): number | null => (left > 0 ? null : 0 - left);

describe('a bucket', () => {
  test('admits while anything is left, and not at nothing or below', () => {
    const { buckets } = started({ burst: 1_000, perMinute: 1_000 });
    const told: (number | null)[] = [];
    for (const cost of [999, 1, 0, 1_000]) {
      buckets.charge('a', cost);
      told.push(buckets.debtMs('a'));
    }
    expect(told).toEqual([null, 0, 0, 60_000]);
    expect(buckets.debtMs('b')).toBeNull();
  });

  test('comes back evenly, and never to more than its burst', () => {
    const { clock, buckets } = started({ burst: 1_000, perMinute: 1_000 });
    buckets.charge('a', 1_500);
    clock.now += 30_000;
    expect(buckets.debtMs('a')).toBe(0);
    clock.now += 1;
    expect(buckets.debtMs('a')).toBeNull();
    clock.now += 100 * minuteMs;
    buckets.charge('a', 1_001);
    expect(buckets.debtMs('a')).toBe(60);
  });

  test('is what a plain account of each key says at every step', () => {
    fc.assert(
      fc.property(allowances, steps, (allowance, taken) => {
        const { clock, buckets } = started(allowance);
        const msPerCost = minuteMs / allowance.perMinute;
        const fullMs = allowance.burst * msPerCost;
        const left = new Map<string, number>();
        for (const { pause, key, cost } of taken) {
          clock.now += pause;
          for (const [each, ms] of left) left.set(each, Math.min(fullMs, ms + pause));
          const ms = left.get(key) ?? fullMs;
          expect(buckets.debtMs(key)).toBe(debtOf(ms));
          // Also those who are in debt: what was admitted at once may be paid for one after another.
          buckets.charge(key, cost);
          left.set(key, ms - cost * msPerCost);
        }
      }),
    );
  });

  test('in no time costs more than its burst, what came back, and one of the dearest', () => {
    fc.assert(
      fc.property(allowances, steps, (allowance, taken) => {
        const { clock, buckets } = started(allowance);
        const begun = clock.now;
        let sum = 0;
        let dearest = 0;
        for (const { pause, cost } of taken) {
          clock.now += pause;
          if (buckets.debtMs('a') !== null) continue;
          buckets.charge('a', cost);
          sum += cost;
          dearest = Math.max(dearest, cost);
          const back = ((clock.now - begun) * allowance.perMinute) / minuteMs;
          expect(sum).toBeLessThanOrEqual(allowance.burst + back + dearest);
        }
      }),
    );
  });
});

describe('keys that are remembered', () => {
  const allowance = { burst: 100, perMinute: 1_000 };

  test('are so many at most, whoever comes', () => {
    const { buckets } = started(allowance, 7);
    const keys = Array.from({ length: 500 }, (_unused, index) => `key-${index}`);
    for (const key of keys) buckets.charge(key, 200);
    expect(keys.filter((key) => buckets.debtMs(key) !== null)).toHaveLength(7);
  });

  test('are not kept by asking', () => {
    const { buckets } = started(allowance, 2);
    buckets.charge('debtor', 101);
    for (let index = 0; index < 500; index += 1) buckets.debtMs(`key-${index}`);
    expect(buckets.debtMs('debtor')).toBe(60);
  });

  test('go when they are full again, though they came last, and before anybody who is not', () => {
    const { clock, buckets } = started(allowance, 2);
    buckets.charge('debtor', 150);
    buckets.charge('full soon', 1);
    clock.now += 60;
    buckets.charge('another debtor', 150);
    expect(['debtor', 'another debtor'].map(buckets.debtMs)).toEqual([2_940, 3_000]);
  });

  test('go where nobody is full by who is so soonest, also the newest', () => {
    const { buckets } = started(allowance, 2);
    for (const [key, cost] of [
      ['least', 101],
      ['most', 300],
      ['middle', 200],
      ['newest', 150],
    ] as const)
      buckets.charge(key, cost);
    expect(['least', 'most', 'middle', 'newest'].map(buckets.debtMs)).toEqual([null, 12_000, 6_000, null]);
  });

  test('in debt are not forgiven by any number of others that owe less', () => {
    const flood = fc.array(
      fc.record({
        pause: fc.integer({ min: 0, max: 300 }),
        part: fc.double({ min: 0, max: 0.99, noNaN: true }),
      }),
      { minLength: 50, maxLength: 400 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), flood, (most, others) => {
        const { clock, buckets } = started(allowance, most);
        buckets.charge('debtor', 2_000);
        const outAt = clock.now + 1_900 * 60;
        for (const [index, { pause, part }] of others.entries()) {
          clock.now += pause;
          const owed = Math.max(0, outAt - clock.now) / 60;
          buckets.charge(`made up ${index}`, part * owed);
          expect(buckets.debtMs('debtor')).toBe(outAt < clock.now ? null : outAt - clock.now);
        }
      }),
    );
  });
});
