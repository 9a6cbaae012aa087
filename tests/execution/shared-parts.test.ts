import { expect, test } from 'vitest';
import type { AnswerObject } from '../../gateway/federation/execution/answer-object.ts';
import { SharedParts } from '../../gateway/federation/execution/shared-parts.ts';

const counted = () => {
  let times = 0;
  const part = ({ id }: AnswerObject): AnswerObject => {
    times += 1;
    return { id };
  };
  return { part, times: () => times };
};

test('what several fetches require of an object is taken out of it once', () => {
  const { part, times } = counted();
  const shared = new SharedParts();
  const fact = { id: 1, more: 2 };
  expect(shared.of(fact, part)).toEqual({ id: 1 });
  expect(shared.of(fact, part)).toBe(shared.of(fact, part));
  expect(times()).toBe(1);
  // Another part of the same object is another thing, and so is the same part of another object that says the same.
  shared.of(fact, counted().part);
  expect(shared.of({ ...fact }, part)).not.toBe(shared.of(fact, part));
});

test('when more was told, it is taken out anew', () => {
  const { part } = counted();
  const shared = new SharedParts();
  const fact = { id: 1 };
  shared.of(fact, part);
  fact.id = 2;
  shared.forget();
  expect(shared.of(fact, part)).toEqual({ id: 2 });
});

test('that nothing is known is remembered too, and a list has the parts of its items', () => {
  let times = 0;
  const unknown = (): null => {
    times += 1;
    return null;
  };
  const shared = new SharedParts();
  const fact = { id: 1 };
  expect([shared.of(fact, unknown), shared.of(fact, unknown), times]).toEqual([null, null, 1]);
  expect(shared.of([{ id: 1, more: 2 }, null, [{ id: 3 }]], counted().part)).toEqual([
    { id: 1 },
    null,
    [{ id: 3 }],
  ]);
  expect(shared.of(null, counted().part)).toBeNull();
});
