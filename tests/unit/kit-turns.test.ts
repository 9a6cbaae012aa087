import { describe, expect, test } from 'vitest';
import { Turns } from '../../subgraphs/registry/turns.ts';

/** Parts of an answer that begin as they may, and which of them have. */
function parts(count: number, most: number) {
  const turns = new Turns(most);
  const begun: number[] = [];
  const all = Array.from({ length: count }, (_, number) => {
    const { promise: done, resolve: end } = Promise.withResolvers<void>();
    const begin = async (): Promise<void> => {
      await turns.begin(done);
      begun.push(number);
    };
    return { begin, end };
  });
  return { begun, all };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('parts of an answer', () => {
  test('begin only so many at once, the next as soon as one is done', async () => {
    const { begun, all } = parts(5, 2);
    for (const { begin } of all) void begin();
    await settle();
    expect(begun).toEqual([0, 1]);
    all[1]?.end();
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    all[0]?.end();
    all[2]?.end();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  test('that have begun go on without waiting', async () => {
    const { begun, all } = parts(2, 1);
    await all[0]?.begin();
    await all[0]?.begin();
    expect(begun).toEqual([0, 0]);
  });
});
