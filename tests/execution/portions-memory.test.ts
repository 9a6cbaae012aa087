import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Explaining } from '../../gateway/federation/execution/explained.ts';
import type { PlanRun } from '../../gateway/federation/execution/plan-run.ts';
import { inPortions } from '../../gateway/federation/execution/portions.ts';
import { SharedParts } from '../../gateway/federation/execution/shared-parts.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

test('what a portion was made with is out of memory while another is still waited for', async () => {
  const made: WeakRef<object>[] = [];
  const known = <T extends object>(thing: T): T => {
    made.push(new WeakRef(thing));
    return thing;
  };
  const taken: number[] = [];
  const late = Promise.withResolvers<void>();
  const run: PlanRun = {
    variables: {},
    data: { people: Array.from({ length: 8 }, (_, number) => known({ number })) },
    shared: new SharedParts(),
    errors: [],
    ask: () => Promise.reject(new Error('Each portion has its own')),
  };
  const answered = inPortions(run, {
    portioning: {
      key: 'people',
      split: () => [
        [
          [0, 1],
          [2, 3],
        ],
        [
          [4, 5],
          [6, 7],
        ],
      ],
      take: ({ places }) => taken.push(...places),
    },
    // As one whose records of a portion's people are remembered for that portion.
    askForPortion: () => {
      const records = known({ of: 'the people of a portion' });
      return async () => ({ data: { records } });
    },
    groupsAtOnce: () => 2,
    further: async ({ mayAsk, ask, data }) => {
      await mayAsk?.('REGISTRY');
      await ask('REGISTRY', { query: '', variables: {} });
      if (JSON.stringify(data.people).includes('"number":7')) await late.promise;
    },
    explaining: new Explaining({ kind: 'QueryPlan' }),
    shape: { isWhole: true, of: (data) => data },
  });
  while (taken.length < 6) await setImmediate();
  collect();
  const left = made.filter((one) => one.deref() !== undefined);
  // Two people, and what was remembered for them.
  expect(left).toHaveLength(3);
  late.resolve();
  expect(await answered).toEqual([]);
  expect(taken.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
