import { expect, test } from 'vitest';
import { timeForAnswer } from '../../gateway/request-context.ts';

test.each([
  [60_000, 6_000],
  [5_000, 500],
  [3_000, 500],
  [1_500, 500],
  [900, 300],
  [100, 33],
])(
  'of %i ms, %i are kept for the answer: enough that a subgraph elsewhere can tell what it has',
  (deadlineMs, kept) => {
    expect(timeForAnswer(deadlineMs)).toBe(kept);
  },
);
