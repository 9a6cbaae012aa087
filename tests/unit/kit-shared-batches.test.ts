import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import type { Terms } from '../../subgraphs/registry/asker.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import { createDeadline, remainingMs } from '../../subgraphs/registry/deadline.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import { createSharedBatches, type SharedBatchSettings } from '../../subgraphs/registry/shared-batches.ts';
import { grantFor } from '../grants.ts';
import { requestContext } from '../request-context.ts';

const clock = createClock(null);
const at = '2026-06-01T09:00:00.000Z';

interface Person {
  readonly name: string;
}
type Result = Answer<Person>;

describe('look-ups of different requests', () => {
  it('of one moment ride in one call, and each request has its own persons in its own order', async () => {
    const { calls, load } = start();
    const found = await Promise.all([load(['b', 'a']), load(['c']), load(['d'])]);
    expect(calls.map(({ keys }) => keys)).toEqual([['b', 'a', 'c', 'd']]);
    expect(found).toEqual([[person('b'), person('a')], [person('c')], [person('d')]]);
  });

  it('of the same person are one question, and two answers that share nothing', async () => {
    const { calls, load } = start();
    const [[one], [other]] = await Promise.all([load(['a']), load(['a'])]);
    expect(calls.map(({ keys }) => keys)).toEqual([['a']]);
    expect(one).toEqual(person('a'));
    expect(other).toEqual(one);
    expect(other).not.toBe(one);
    expect(personIn(other)).not.toBe(personIn(one));
  });

  it('do not meet when the window is 0', async () => {
    const { calls, load } = start({ windowMs: 0 });
    await Promise.all([load(['a']), load(['b'])]);
    expect(calls.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
  });

  it('do not meet when their purposes differ', async () => {
    const { calls, load } = start();
    await Promise.all([
      load(['a'], contextFor('MIGRI_FIRST_PERMIT')),
      load(['a'], contextFor('MIGRI_EXTENSION')),
      load(['b'], contextFor('MIGRI_FIRST_PERMIT')),
    ]);
    expect(calls.map(({ keys, terms }) => [terms.asker.client, keys])).toEqual([
      ['MIGRI_FIRST_PERMIT', ['a', 'b']],
      ['MIGRI_EXTENSION', ['a']],
    ]);
  });

  it('meet only within their group, and one request may ask in several', async () => {
    const { calls, load } = start({ groupOf: (key) => key.charAt(0) });
    const [found] = await Promise.all([load(['a1', 'b1', 'a2']), load(['b2'])]);
    expect(calls.map(({ keys }) => keys)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
    expect(found).toEqual([person('a1'), person('b1'), person('a2')]);
  });

  it('fill a call up to the registry’s limit and no further', async () => {
    const { calls, load } = start({ limit: 5, weightOf: (key) => key.length });
    await Promise.all(['aa', 'bb', 'cc', 'd'].map((key) => load([key])));
    expect(calls.map(({ keys }) => keys)).toEqual([
      ['aa', 'bb'],
      ['cc', 'd'],
    ]);
  });
});

describe('a request while no other is under way', () => {
  const hour = 3_600_000;

  it('waits for nobody', async () => {
    const { calls, load } = start({ windowMs: hour });
    expect(await load(['a'], alone())).toEqual([person('a')]);
    expect(calls).toHaveLength(1);
  });

  it('has its look-ups of one moment in one call', async () => {
    const { calls, load } = start({ windowMs: hour });
    const own = alone();
    await Promise.all([load(['a'], own), load(['b'], own)]);
    expect(calls.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  });

  it('waits for one that comes before its call is made', async () => {
    let others = 0;
    const { calls, load } = start({ windowMs: 50 });
    const first = load(
      ['a'],
      alone(() => others === 0),
    );
    others += 1;
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    const second = load(['b']);
    await Promise.all([first, second]);
    expect(calls.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  });
});

describe('a big request', () => {
  const many = Array.from({ length: 51 }, (_, index) => `many ${index}`);

  it('has its own call, and a small one does not wait for it', async () => {
    const never = Promise.withResolvers<void>();
    const { calls, load } = start({}, async (keys) => {
      if (keys.length > 50) await never.promise;
    });
    const big = load(many);
    expect(await load(['a'])).toEqual([person('a')]);
    expect(calls.map(({ keys }) => keys.length).sort()).toEqual([1, 51]);
    never.resolve();
    expect(await big).toEqual(many.map(person));
  });

  it('of exactly 50 still rides with others', async () => {
    const { calls, load } = start();
    await Promise.all([load(many.slice(0, 50)), load(['a'])]);
    expect(calls.map(({ keys }) => keys.length)).toEqual([51]);
  });
});

describe('a request that ends early', () => {
  it('gets TIMEOUT while the call goes on for the others', async () => {
    const under = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const { calls, load, served } = start({}, async () => {
      under.resolve();
      await end.promise;
    });
    const client = new AbortController();
    const leaving = load(['a', 'b'], context('NONE leaves', client.signal));
    const staying = load(['b'], context('NONE stays'));
    await under.promise;
    client.abort();
    expect(await leaving).toEqual([failed('TIMEOUT'), failed('TIMEOUT')]);
    expect(calls[0]?.terms.signal.aborted).toBe(false);
    end.resolve();
    expect(await staying).toEqual([person('b')]);
    expect(served).toEqual([['NONE stays', 'b']]);
  });

  it('ends the call when it was the last that waited', async () => {
    const under = Promise.withResolvers<AbortSignal>();
    const { load } = start({}, async (_keys, { signal }) => {
      under.resolve(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    const clients = [new AbortController(), new AbortController()];
    const loads = clients.map(({ signal }, index) => load([`${index}`], context('NONE', signal)));
    const signal = await under.promise;
    clients[0]?.abort();
    expect(signal.aborted).toBe(false);
    clients[1]?.abort();
    expect(signal.aborted).toBe(true);
    expect(await Promise.all(loads)).toEqual([[failed('TIMEOUT')], [failed('TIMEOUT')]]);
  });

  it('is not asked for when it ended before its call', async () => {
    const { calls, load } = start();
    const client = new AbortController();
    const leaving = load(['a'], context('NONE', client.signal));
    const staying = load(['b']);
    client.abort();
    expect(await leaving).toEqual([failed('TIMEOUT')]);
    expect(await staying).toEqual([person('b')]);
    expect(await load(['c'], context('NONE', AbortSignal.abort()))).toEqual([failed('TIMEOUT')]);
    expect(calls.map(({ keys }) => keys)).toEqual([['b']]);
  });

  it('leaves the call open for one that comes within the same window', async () => {
    const { calls, load } = start();
    const client = new AbortController();
    const leaving = load(['a'], context('NONE', client.signal));
    client.abort();
    await leaving;
    expect(await load(['b'])).toEqual([person('b')]);
    expect(calls[0]?.terms.signal.aborted).toBe(false);
  });
});

it('a call has until the latest deadline of those who wait for it', async () => {
  const { calls, load } = start();
  const deadlines = [1_000, 600_000, 5_000].map((ms) => context('NONE', createDeadline(ms)));
  await Promise.all(deadlines.map((one, index) => load([`${index}`], one)));
  const left = calls.map(({ terms }) => remainingMs(terms.signal));
  expect(left).toHaveLength(1);
  expect(left[0]).toBeGreaterThan(5_000);
  expect(left[0]).toBeLessThanOrEqual(600_001);
});

describe('a call that fails', () => {
  it('tells all that waited, each by its own value', async () => {
    const { load } = start({ ask: async (keys) => keys.map(() => failed('RATE_LIMITED', at)) });
    const [[one], [other]] = await Promise.all([load(['a']), load(['b'])]);
    expect(one).toEqual(failed('RATE_LIMITED', at));
    expect(other).toEqual(one);
    expect(other).not.toBe(one);
  });

  it('by a fault is INVALID_ANSWER for those that waited, and the next call stands', async () => {
    let faults = 2;
    const { load } = start({}, async () => {
      faults -= 1;
      if (faults >= 0) throw new Error('a fault');
    });
    expect(await Promise.all([load(['a']), load(['b'])])).toEqual([[invalid], [invalid]]);
    const many = Array.from({ length: 51 }, (_, index) => `${index}`);
    expect(await load(many)).toEqual(many.map(() => invalid));
    expect(await load(['a'])).toEqual([person('a')]);
  });

  it('by leaving out a person costs only that person', async () => {
    const { load } = start({ ask: async (keys) => keys.slice(0, -1).map(person) });
    expect(await Promise.all([load(['a']), load(['b'])])).toEqual([[person('a')], [invalid]]);
  });
});

describe('reads of a shared call', () => {
  it('are told one by one: two requests for one person are two reads', async () => {
    const { calls, load, served } = start();
    await Promise.all([load(['a', 'b'], context('NONE 1')), load(['a'], context('NONE 2'))]);
    expect(calls).toHaveLength(1);
    expect(served).toEqual([
      ['NONE 1', 'a'],
      ['NONE 1', 'b'],
      ['NONE 2', 'a'],
    ]);
  });

  it('that cannot be told of are not given, and others are', async () => {
    const { load } = start({
      onServed: ({ requestId }) => {
        if (requestId === 'NONE 1') throw new Error('the log is full');
      },
    });
    const found = await Promise.all([load(['a'], context('NONE 1')), load(['a'], context('NONE 2'))]);
    expect(found).toEqual([[invalid], [person('a')]]);
  });
});

const invalid = failed('INVALID_ANSWER');

function person(name: string): Result {
  return answered({ name }, at);
}

function personIn(result: Result | undefined): unknown {
  return result?.answered ? result.value : undefined;
}

function context(requestId = 'NONE', signal = new AbortController().signal): RequestContext {
  return requestContext({ signal, clock, requestId });
}

function alone(isAlone = () => true): RequestContext {
  return { ...context(), isAlone };
}

function contextFor(purpose: Purpose): RequestContext {
  return { ...context(purpose), grant: grantFor(purpose) };
}

type Settings = SharedBatchSettings<string, Result>;

function start(
  changes: Partial<Settings> = {},
  before: (keys: readonly string[], terms: Terms) => Promise<unknown> = async () => undefined,
) {
  const calls: { readonly keys: readonly string[]; readonly terms: Terms }[] = [];
  const served: (readonly [string, string])[] = [];
  const batches = createSharedBatches<string, Result>({
    windowMs: 5,
    limit: 5000,
    keyOf: (key) => key,
    ask: async (keys, terms) => {
      calls.push({ keys, terms });
      await before(keys, terms);
      return keys.map(person);
    },
    failed,
    onServed: ({ requestId }, key) => {
      served.push([requestId, key]);
    },
    ...changes,
  });
  const load = (keys: readonly string[], of = context()) => batches.load(of, keys);
  return { calls, served, load };
}
