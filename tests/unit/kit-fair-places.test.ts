import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asker, Standing } from '../../subgraphs/registry/asker.ts';
import {
  createFairPlaces,
  type Entry,
  type FairPlaces,
  personsPart,
  type Shares,
} from '../../subgraphs/registry/fair-places.ts';

const never = new AbortController().signal;
const person = (name: string): Asker => ({ client: 'vf', endUser: name, standing: 'PERSON' });
const official = (name: string): Asker => ({ client: 'migri', endUser: name, standing: 'AUTHORITY' });
const system = (client: string): Asker => ({ client, endUser: null, standing: 'OTHER' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Places, and what became of each wish, by the asker's name, as it became. */
function watched(shares: Partial<Shares>) {
  const places = createFairPlaces({ places: () => 6, queue: 100, ...shares });
  const became: string[] = [];
  const wish = (asker: Asker, maxWaitMs = 2_000): Promise<Entry> => {
    const entry = places.enter({ asker, signal: never, maxWaitMs });
    void entry.then((one) => became.push(`${asker.endUser ?? asker.client} ${one}`));
    return entry;
  };
  return { places, became, wish };
}

async function enterAll(places: FairPlaces, askers: readonly Asker[]): Promise<readonly Entry[]> {
  const entries = askers.map((asker) => places.enter({ asker, signal: never, maxWaitMs: 10 }));
  await vi.advanceTimersByTimeAsync(20);
  return Promise.all(entries);
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('an asker', () => {
  it('has at most its share, waits for its own places, and is refused for it', async () => {
    const { places, became, wish } = watched({ perEndUser: 2 });
    for (let n = 0; n < 3; n += 1) void wish(official('a'));
    void wish(official('b'));
    await vi.advanceTimersByTimeAsync(0);
    expect(became).toEqual(['a ENTERED', 'a ENTERED', 'b ENTERED']);
    places.leave(official('a'));
    void wish(official('a'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(became.slice(3)).toEqual(['a ENTERED', 'a OVER_SHARE']);
  });

  it('has at most its part of the queue, and others the rest', async () => {
    const { places } = watched({ perEndUser: 1, queuePerEndUser: 3 });
    const entries = enterAll(places, [...times(9, official('a')), official('b')]);
    for (let n = 0; n < 3; n += 1) places.leave(official('a'));
    expect((await entries).filter((entry) => entry === 'ENTERED')).toHaveLength(5);
  });

  it('who goes away leaves the queue, and nobody waits for them', async () => {
    const { places, wish } = watched({ places: () => 1 });
    await wish(official('a'));
    const gone = new AbortController();
    const left = places.enter({ asker: official('b'), signal: gone.signal, maxWaitMs: 1_000 });
    const next = wish(official('c'));
    gone.abort();
    places.leave(official('a'));
    expect([await left, await next]).toEqual(['GONE', 'ENTERED']);
    expect(places.taken()).toBe(1);
  });
});

describe('places', () => {
  it('go to authorities first, then to clients in turn, and to their end users in turn', async () => {
    const { places, became, wish } = watched({ places: () => 1 });
    await wish(system('first'));
    for (const name of ['x', 'x', 'y']) void wish(person(name));
    void wish(system('one'));
    void wish(system('one'));
    void wish(system('two'));
    for (const name of ['a', 'a', 'b']) void wish(official(name));
    const served: Asker[] = [system('first')];
    for (let n = 0; n < 9; n += 1) {
      const last = served.at(-1);
      if (last !== undefined) places.leave(last);
      await vi.advanceTimersByTimeAsync(0);
      const name = became.at(-1)?.split(' ')[0] ?? '';
      const all = [...['x', 'y'].map(person), ...['one', 'two'].map(system), ...['a', 'b'].map(official)];
      served.push(all.find(({ client, endUser }) => (endUser ?? client) === name) ?? system(name));
    }
    expect(became.slice(1).map((line) => line.split(' ')[0])).toEqual([
      'a',
      'b',
      'a',
      'one',
      'two',
      'one',
      'x',
      'y',
      'x',
    ]);
  });

  it('are never all held by persons, however many come first', async () => {
    const { places } = watched({ personsPart });
    const persons = times(50, null).map((_, n) => person(`p${n}`));
    const entries = await enterAll(places, persons);
    expect(entries.filter((entry) => entry === 'ENTERED')).toHaveLength(4);
    expect(await enterAll(places, [official('a'), official('b')])).toEqual(['ENTERED', 'ENTERED']);
  });

  it('are there for a client that has few, however full and shrunk they are', async () => {
    const { places } = watched({ places: () => 1, alwaysPerClient: 2 });
    await enterAll(places, times(2, system('attacker')));
    const entries = await enterAll(places, [...times(3, system('victim'))]);
    expect(entries).toEqual(['ENTERED', 'ENTERED', 'FULL']);
  });

  it('are told to be full at once to whoever has half of them, and waited for by others', async () => {
    const { places, became, wish } = watched({ places: () => 4, refusesCrowds: true });
    await enterAll(places, [
      ...times(2, system('crowd')),
      ...times(1, system('b')),
      ...times(1, system('c')),
    ]);
    const refused = wish(system('crowd'));
    const waits = wish(official('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(became).toEqual(['crowd FULL']);
    places.leave(system('crowd'));
    expect([await refused, await waits]).toEqual(['FULL', 'ENTERED']);
  });
});

const standing = fc.constantFrom<Standing>('AUTHORITY', 'OTHER', 'PERSON');
const asker = fc.record({
  client: fc.constantFrom('c1', 'c2', 'c3'),
  endUser: fc.option(fc.constantFrom('u1', 'u2', 'u3', 'u4')),
  standing,
});
const step = fc.oneof(
  fc.record({ does: fc.constant('enter' as const), asker }),
  fc.record({ does: fc.constant('leave' as const), which: fc.nat(50) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.nat(500) }),
);

/** Places in use, and who is inside: after each step no share is exceeded. */
class InUse {
  readonly places = createFairPlaces({
    places: () => 5,
    personsPart,
    perEndUser: 2,
    perClient: 4,
    queue: 10,
    queuePerEndUser: 3,
  });
  readonly inside: Asker[] = [];
  wished = 0;
  answered = 0;

  enter(one: Asker): void {
    this.wished += 1;
    void this.places.enter({ asker: one, signal: never, maxWaitMs: 300 }).then((entry) => {
      this.answered += 1;
      if (entry === 'ENTERED') this.inside.push(one);
    });
  }

  leave(which: number): void {
    const [left] = this.inside.splice(which % Math.max(1, this.inside.length), 1);
    if (left !== undefined) this.places.leave(left);
  }

  check(): void {
    const most = (nameOf: (one: Asker) => string, among = this.inside): number =>
      Math.max(0, ...[...Map.groupBy(among, nameOf).values()].map(({ length }) => length));
    expect(this.places.taken()).toBe(this.inside.length);
    expect(this.inside.length).toBeLessThanOrEqual(5);
    const persons = this.inside.filter((one) => one.standing === 'PERSON');
    expect(persons.length).toBeLessThanOrEqual(3);
    expect(most(({ client }) => client)).toBeLessThanOrEqual(4);
    const named = this.inside.filter(({ endUser }) => endUser !== null);
    expect(most(({ client, endUser }) => `${client} ${endUser}`, named)).toBeLessThanOrEqual(2);
  }
}

it('whatever comes and goes: no share is exceeded, every wish is answered, all places come back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const use = new InUse();
      for (const one of steps) {
        if (one.does === 'enter') use.enter(one.asker);
        if (one.does === 'leave') use.leave(one.which);
        await vi.advanceTimersByTimeAsync(one.does === 'wait' ? one.ms : 0);
        use.check();
      }
      await vi.advanceTimersByTimeAsync(1_000);
      expect(use.answered).toBe(use.wished);
      while (use.inside.length > 0) use.leave(0);
      await vi.advanceTimersByTimeAsync(0);
      expect(use.places.taken()).toBe(0);
    }),
    { numRuns: 200 },
  );
});
