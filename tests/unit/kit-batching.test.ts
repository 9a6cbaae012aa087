import { describe, expect, it } from 'vitest';
import { chunksOf, mapBounded } from '../../subgraphs/registry/chunks.ts';
import { perRequest } from '../../subgraphs/registry/context.ts';
import { requestContext } from '../request-context.ts';

describe('cutting a list into calls', () => {
  it.each([
    [0, []],
    [1, [1]],
    [3, [3]],
    [4, [3, 1]],
    [7, [3, 3, 1]],
  ])('%d persons at most three a call are calls of %j', (count, sizes) => {
    const persons = Array.from({ length: count }, (_, index) => index);
    const chunks = chunksOf(persons, 3);
    expect(chunks.map((chunk) => chunk.length)).toEqual(sizes);
    expect(chunks.flat()).toEqual(persons);
  });
});

describe('calls at the same time', () => {
  /** Runs tasks that each wait until they are let go, last started first. */
  async function run(count: number, limit: number): Promise<{ most: number; results: readonly string[] }> {
    const waiting: (() => void)[] = [];
    let running = 0;
    let most = 0;
    let done = false;
    const result = mapBounded(
      Array.from({ length: count }, (_, index) => index),
      limit,
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => waiting.push(resolve));
        running -= 1;
        return `result ${item}`;
      },
    ).finally(() => {
      done = true;
    });
    while (!done) {
      waiting.pop()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { most, results: await result };
  }

  it.each([
    [20, 4, 4],
    [3, 8, 3],
    [5, 1, 1],
  ])('%d calls, %d at most, are %d at once, and the order is kept', async (count, limit, expected) => {
    const { most, results } = await run(count, limit);
    expect(most).toBe(expected);
    expect(results).toEqual(Array.from({ length: count }, (_, index) => `result ${index}`));
  });

  it('are none for nobody', async () => {
    expect(await mapBounded([], 4, () => Promise.reject(new Error('asked')))).toEqual([]);
  });

  it('keep results that are undefined in their places', async () => {
    expect(await mapBounded([1, 2, 3], 2, async (item) => (item === 2 ? undefined : item))).toEqual([
      1,
      undefined,
      3,
    ]);
  });

  it('fail together when one meets a fault', async () => {
    const faulty = mapBounded([1, 2], 2, (item) =>
      item === 2 ? Promise.reject(new Error('a fault')) : Promise.resolve(item),
    );
    await expect(faulty).rejects.toThrow('a fault');
  });
});

describe('what the resolvers of a request share', () => {
  const context = () => requestContext({ requestId: crypto.randomUUID() });

  it('is made once for a request and anew for the next', () => {
    let made = 0;
    const shared = perRequest(() => {
      made += 1;
      return { number: made };
    });
    const [first, second] = [context(), context()];
    expect(shared(first)).toBe(shared(first));
    expect(shared(second)).not.toBe(shared(first));
    expect(made).toBe(2);
  });

  it('is not shared between two makers', () => {
    const [one, other] = [perRequest(() => ({})), perRequest(() => ({}))];
    const request = context();
    expect(one(request)).not.toBe(other(request));
  });
});
