import { expect, it } from 'vitest';
import { criticalPathOf } from '../../gateway/data-flow/critical-path.ts';

const fetch = (id: string, times: readonly [number, number], after: readonly string[] = []) => ({
  id,
  after,
  startedMs: times[0],
  endedMs: times[1],
});
const call = (id: string, of: string, times: readonly [number, number]) => ({
  id,
  fetch: of,
  startedMs: times[0],
  endedMs: times[1],
});

it('leads from the fetch that ended last back through what it waited for longest', () => {
  const fetches = [
    fetch('f1', [0, 10]),
    fetch('f2', [10, 40], ['f1']),
    fetch('f3', [10, 25], ['f1']),
    fetch('f4', [40, 50], ['f2', 'f3']),
  ];
  const calls = [
    call('log-in', 'f2', [11, 20]),
    call('data', 'f2', [20.4, 39]),
    call('beside', 'f2', [12, 30]),
    call('other', 'f3', [11, 24]),
  ];
  expect(criticalPathOf({ fetches, calls })).toEqual(['f1', 'f2', 'log-in', 'data', 'f4']);
});

it('is empty where nothing was fetched', () => {
  expect(criticalPathOf({ fetches: [], calls: [] })).toEqual([]);
});

it('ends, whatever the clocks say', () => {
  const calls = [call('c1', 'f1', [0, 0]), call('c2', 'f1', [0, 0.5]), call('c3', 'f1', [0.2, 0.4])];
  expect(new Set(criticalPathOf({ fetches: [fetch('f1', [0, 1])], calls }))).toEqual(
    new Set(['f1', 'c1', 'c2']),
  );
});
