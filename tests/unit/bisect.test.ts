import { describe, expect, it } from 'vitest';
import { answered, failed } from '../../subgraphs/registry/answer.ts';
import { type Attempt, askInParts } from '../../subgraphs/registry/bisect.ts';

const now = '2026-06-01T09:00:00.000Z';

describe('asking in parts', () => {
  it.each([
    { bad: [], size: 1000, calls: 1 },
    { bad: [0], size: 1, calls: 1 },
    { bad: [1], size: 2, calls: 3 },
    { bad: [700], size: 1000, calls: 21 },
    { bad: [0, 999], size: 1000, calls: 39 },
    { bad: [0, 4999], size: 5000, calls: 51 },
    { bad: [0, 2499, 4999], size: 5000, calls: 75 },
    { bad: [0, 99, 199], size: 200, calls: 43 },
    { bad: [97, 98, 99], size: 200, calls: 43 },
    { bad: [498, 499], size: 1000, calls: 39 },
  ])(
    'finds $bad among $size in at most $calls calls, and all others are answered',
    async ({ bad, size, calls }) => {
      const registry = failingOn(new Set(bad));
      const parts = await askInParts(upTo(size), registry.ask);
      expect(registry.calls()).toBeLessThanOrEqual(calls);
      expect(numbersIn(parts, false)).toEqual(bad);
      expect(numbersIn(parts, true)).toHaveLength(size - bad.length);
    },
  );

  it('gives every record to exactly one part, however many are bad', async () => {
    for (const step of [2, 3, 7, 50, 201]) {
      const registry = failingOn(new Set(upTo(1000).filter((n) => n % step === 0)));
      const parts = await askInParts(upTo(1000), registry.ask);
      const all = [...numbersIn(parts, true), ...numbersIn(parts, false)];
      expect(all.sort((a, b) => a - b)).toEqual(upTo(1000));
      expect(registry.calls()).toBeLessThanOrEqual(63);
    }
  });

  it('saves most records when more are bad than can be told apart', async () => {
    const registry = failingOn(new Set([0, 251, 502, 753, 754]));
    const parts = await askInParts(upTo(1000), registry.ask);
    expect(numbersIn(parts, true)).toEqual([]);
    expect(registry.calls(), 'a bad one in every quarter looks like a registry that is down').toBe(7);
    const five = failingOn(new Set([0, 125, 251, 376, 502]));
    expect(numbersIn(await askInParts(upTo(1000), five.ask), true).length).toBeGreaterThan(970);
  });

  it('gives up a registry that fails every call after seven', async () => {
    const registry = failingOn(new Set(upTo(5000)));
    const parts = await askInParts(upTo(5000), registry.ask);
    expect(registry.calls()).toBe(7);
    expect(numbersIn(parts, false)).toHaveLength(5000);
  });

  it('gives up a registry that goes down on the way', async () => {
    const registry = failingOn(new Set([0]));
    let down = false;
    const parts = await askInParts(upTo(1000), async (items) => {
      down ||= registry.calls() >= 7;
      return down ? failedAttempt() : registry.ask(items);
    });
    expect(numbersIn(parts, true)).toHaveLength(875);
  });

  it('does not split what another kind of failure failed', async () => {
    let calls = 0;
    const parts = await askInParts(upTo(8), async () => {
      calls += 1;
      return { answer: failed('TIMEOUT'), worthSplitting: false };
    });
    expect(parts).toEqual([{ items: upTo(8), answer: failed('TIMEOUT'), splittable: false }]);
    expect(calls).toBe(1);
  });

  it('asks nothing about nobody', async () => {
    const registry = failingOn(new Set());
    expect(await askInParts([], registry.ask)).toEqual([]);
    expect(registry.calls()).toBe(0);
  });

  it('never has more than four calls under way', async () => {
    let most = 0;
    let under = 0;
    await askInParts(upTo(64), async (items) => {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      under -= 1;
      return items.length > 4 && items.some((n) => n % 16 === 0 && n < 48) ? failedAttempt() : fine(items);
    });
    expect(most).toBe(4);
  });
});

function failingOn(bad: ReadonlySet<number>) {
  let calls = 0;
  return {
    calls: () => calls,
    ask: async (items: readonly number[]): Promise<Attempt<number>> => {
      calls += 1;
      return items.some((item) => bad.has(item)) ? failedAttempt() : fine(items);
    },
  };
}

function fine(items: readonly number[]): Attempt<number> {
  return { answer: answered(items.length, now), worthSplitting: false };
}

function failedAttempt(): Attempt<never> {
  return { answer: failed('SOURCE_ERROR'), worthSplitting: true };
}

function numbersIn(
  parts: Awaited<ReturnType<typeof askInParts<number, number>>>,
  good: boolean,
): readonly number[] {
  const chosen = parts.filter(({ answer }) => answer.answered === good);
  return chosen.flatMap(({ items }) => items).sort((a, b) => a - b);
}

function upTo(size: number): readonly number[] {
  return Array.from({ length: size }, (_, n) => n);
}
