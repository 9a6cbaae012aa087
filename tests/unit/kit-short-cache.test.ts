import { describe, expect, it } from 'vitest';
import { type Answer, answered, type FailureCode, failed } from '../../subgraphs/registry/answer.ts';
import { answeredFact, markKept, unavailableFact } from '../../subgraphs/registry/facts.ts';
import type { ReadPurpose } from '../../subgraphs/registry/read-purpose.ts';
import { createShortCache, throughCache } from '../../subgraphs/registry/short-cache.ts';

const at = '2026-06-01T09:00:00.000Z';
const code = '150398-905K';
const oid = (number: number): string => `1.2.246.562.24.${String(number).padStart(11, '0')}`;

interface Records {
  readonly rights: string[];
}
type Result = Answer<Records>;

describe('a kept answer', () => {
  it('is served until its time is up, with the time it was read', async () => {
    const { ask, asked, clock } = start({ freshSeconds: 60 });
    const [first] = await ask([1]);
    clock.now += 59_999;
    expect(await ask([1])).toEqual([{ ...first, kept: { insteadOf: null } }]);
    clock.now += 1;
    expect(await ask([1])).toEqual([read(1)]);
    expect(asked).toEqual([[1], [1]]);
  });

  it('is not kept at all unless told', async () => {
    const { ask, asked } = start({});
    await ask([1]);
    expect(await ask([1])).toEqual([read(1)]);
    expect(asked).toEqual([[1], [1]]);
  });

  it('saves only its own person’s question', async () => {
    const { ask, asked } = start({ freshSeconds: 60 });
    await ask([1, 2]);
    const found = await ask([3, 2, 4]);
    expect(asked).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(found).toEqual([read(3), { ...read(2), kept: { insteadOf: null } }, read(4)]);
  });

  it('serves only the purpose it was read for', async () => {
    const { ask, asked } = start({ freshSeconds: 60 });
    await ask([1], 'MIGRI_FIRST_PERMIT');
    expect(await ask([1], 'MIGRI_EXTENSION')).toEqual([read(1)]);
    expect(asked).toHaveLength(2);
  });

  it('serves only the same identifiers and the same part', () => {
    const { cache } = start({ freshSeconds: 60 });
    cache.settle({ purpose: 'NONE', personOids: [oid(1)], part: 'rights' }, read(1));
    const others = [{ personOids: [oid(1)] }, { personOids: [oid(1), oid(2)], part: 'rights' }];
    expect(others.map((key) => cache.fresh({ purpose: 'NONE', ...key }))).toEqual([null, null]);
  });

  it('cannot be changed by anybody who was given it', async () => {
    const { ask } = start({ freshSeconds: 60 });
    const [first] = await ask([1]);
    const [second] = await ask([1]);
    for (const one of [first, second]) if (one?.answered) one.value.rights.push('mine');
    expect(await ask([1])).toMatchObject([{ value: { rights: ['of 1'] } }]);
  });

  it('makes room for others: no more are kept than allowed', async () => {
    const { ask, asked } = start({ freshSeconds: 60, maxEntries: 2 });
    for (const person of [1, 2, 3, 2, 3, 1]) await ask([person]);
    expect(asked).toEqual([[1], [2], [3], [1]]);
  });

  it('says nothing of its age once the clock was set back', async () => {
    const { ask, asked, clock } = start({ freshSeconds: 60 });
    await ask([1]);
    clock.now -= 3_600_000;
    await ask([1]);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a personal identity code', [code]],
    ['one among OIDs', [oid(1), code]],
    ['nobody', []],
  ])('never stands under %s', (_case, personOids) => {
    const { cache } = start({ freshSeconds: 60, staleSeconds: 60 });
    const key = { purpose: 'NONE' as const, personOids };
    expect(cache.settle(key, read(1))).toEqual(read(1));
    expect(cache.fresh(key)).toBeNull();
    expect(cache.settle(key, failed('TIMEOUT'))).toEqual(failed('TIMEOUT'));
  });
});

describe('a failure', () => {
  it('is never kept', async () => {
    const { ask, asked, clock } = start({ freshSeconds: 60, staleSeconds: 600 });
    clock.fails = failed('SOURCE_ERROR');
    expect(await ask([1])).toEqual([failed('SOURCE_ERROR')]);
    clock.fails = null;
    expect(await ask([1])).toEqual([read(1)]);
    expect(asked).toHaveLength(2);
  });

  it('is told as it is where no stale answers are wanted', async () => {
    const { ask, clock } = start({ freshSeconds: 60 });
    await ask([1]);
    clock.now += 60_000;
    clock.fails = failed('TIMEOUT');
    expect(await ask([1])).toEqual([failed('TIMEOUT')]);
  });

  it('is covered by a kept answer, with its age and the reason, until that is too old', async () => {
    const { ask, clock } = start({ staleSeconds: 600 });
    await ask([1]);
    const retryAt = '2026-06-01T09:10:00.000Z';
    clock.fails = failed('CIRCUIT_OPEN', retryAt);
    clock.now += 599_999;
    const [answer] = await ask([1]);
    expect(answer).toEqual({ ...read(1), kept: { insteadOf: { code: 'CIRCUIT_OPEN', retryAt } } });
    clock.now += 1;
    expect(await ask([1])).toEqual([failed('CIRCUIT_OPEN', retryAt)]);
  });

  it.each<[FailureCode, boolean]>([
    ['TIMEOUT', true],
    ['UNREACHABLE', true],
    ['SOURCE_ERROR', true],
    ['CIRCUIT_OPEN', true],
    ['BUSY', true],
    ['AUTHENTICATION_FAILED', false],
    ['REJECTED_BY_SOURCE', false],
    ['INVALID_ANSWER', false],
    ['RATE_LIMITED', false],
  ])('of code %s is covered: %s', async (failure, covered) => {
    const { ask, clock } = start({ staleSeconds: 600 });
    await ask([1]);
    clock.fails = failed(failure);
    expect((await ask([1]))[0]?.answered).toBe(covered);
  });
});

describe('a fact from a kept answer', () => {
  const source = { registry: 'VIRTA', observedAt: at };
  const insteadOf = { code: 'TIMEOUT', retryAt: null } as const;
  const stale = { ...answered({}, at), kept: { insteadOf } };

  it('says so, and when it was read', () => {
    const fresh = { ...answered({}, at), kept: { insteadOf: null } };
    expect(markKept(answeredFact(source, 'KNOWN'), fresh)).toEqual({
      state: 'KNOWN',
      reason: null,
      source: { ...source, recordedAt: null, servedFrom: 'CACHE' },
    });
  });

  it.each(['KNOWN', 'KNOWN_NONE'] as const)('in place of a failure is STALE with its reason: %s', (state) => {
    expect(markKept(answeredFact(source, state), stale)).toMatchObject({
      state: 'STALE',
      reason: { code: 'TIMEOUT' },
      source: { observedAt: at, servedFrom: 'CACHE' },
    });
  });

  it('keeps a state that claims nothing', () => {
    expect(markKept(answeredFact(source, 'AMBIGUOUS'), stale)).toMatchObject({ state: 'AMBIGUOUS' });
    const unavailable = unavailableFact('VIRTA', insteadOf);
    expect(markKept(unavailable, stale)).toBe(unavailable);
  });

  it('is not said to be kept when it was read', () => {
    const fact = answeredFact(source, 'KNOWN');
    expect(markKept(fact, answered({}, at))).toBe(fact);
  });
});

function read(person: number): Extract<Result, { answered: true }> {
  return { answered: true, value: { rights: [`of ${person}`] }, observedAt: at };
}

interface Limits {
  readonly freshSeconds?: number;
  readonly staleSeconds?: number;
  readonly maxEntries?: number;
}

function start({ freshSeconds = 0, staleSeconds = 0, maxEntries = 100 }: Limits) {
  const clock: { now: number; fails: Result | null } = { now: Date.parse(at), fails: null };
  const asked: (readonly number[])[] = [];
  const cache = createShortCache<Records>({ freshSeconds, staleSeconds, maxEntries, now: () => clock.now });
  const ask = (persons: readonly number[], purpose: ReadPurpose = 'NONE') =>
    throughCache(cache, persons, {
      cacheKeyOf: (person) => ({ purpose, personOids: [oid(person)] }),
      ask: async (missing) => {
        asked.push(missing);
        return missing.map((person) => clock.fails ?? read(person));
      },
    });
  return { cache, ask, asked, clock };
}
