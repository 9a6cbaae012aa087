import { describe, expect, test } from 'vitest';
import { PortionWaiting } from '../../gateway/federation/execution/portion-waiting.ts';

/** Portions that begin to ask as they may, and which of them have. */
function portions(count: number, most: number) {
  const waiting = new PortionWaiting((subgraph) => (subgraph === 'much' ? most : null));
  const begun: number[] = [];
  const all = Array.from({ length: count }, (_, number) => {
    const { promise: done, resolve: end } = Promise.withResolvers<void>();
    const begin = async (): Promise<void> => {
      await waiting.begin('much', done);
      begun.push(number);
    };
    return { begin, end, done };
  });
  return { waiting, begun, all };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('portions of an answer', () => {
  test('ask a subgraph that tells much only so many at once, the next as soon as one is done', async () => {
    const { begun, all } = portions(5, 2);
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

  test('that have begun ask again without waiting', async () => {
    const { begun, all } = portions(2, 1);
    await all[0]?.begin();
    await all[0]?.begin();
    expect(begun).toEqual([0, 0]);
  });

  test('do not wait for a subgraph that tells little', () => {
    const { waiting, all } = portions(3, 1);
    for (const { done } of all) expect(waiting.begin('little', done)).toBeNull();
  });
});
