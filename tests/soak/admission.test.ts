import { expect, test } from 'vitest';
import { createAdmission } from '../../gateway/admission.ts';

/** A process that has time left or none, as a test says. */
function process() {
  const state = { isSaturated: false, at: 0 };
  return { state, watching: { isSaturated: () => state.isSaturated, now: () => state.at } };
}

test('as long as the gateway has time, queries that wait for a registry keep nobody out', () => {
  const admission = createAdmission({ most: 50, fewest: 6 }, process().watching);
  expect(letIn(admission, 60)).toBe(50);
});

test('a short peak keeps out few, an overload nearly all', () => {
  const { state, watching } = process();
  const admission = createAdmission({ most: 100, fewest: 6 }, watching);
  const leave = Array.from({ length: 40 }, () => admission.enter());
  state.isSaturated = true;
  state.at = 1;
  for (const one of leave.slice(0, 10)) one?.();
  expect(letIn(admission, 40)).toBeGreaterThan(5);
  state.at = 2_000;
  expect(letIn(admission, 40)).toBe(0);
});

test('however long an overload lasts, some are let in, and all again when it is over for a while', () => {
  const { state, admission } = afterLongOverload();
  state.at += 2_000;
  expect(letIn(admission, 40)).toBe(40);
});

test('a moment with time to spare in an overload lets in a few more, not all that come', () => {
  const { state, admission } = afterLongOverload();
  state.at += 50;
  expect(letIn(admission, 40)).toBeLessThan(4);
});

test('a place is freed once, whoever says so twice', () => {
  const admission = createAdmission({ most: 2, fewest: 1 }, process().watching);
  const leave = admission.enter();
  admission.enter();
  leave?.();
  leave?.();
  expect(admission.inside()).toBe(1);
});

/** An overload that has lasted a minute, in which all places are taken, and a moment with time to spare. */
function afterLongOverload() {
  const { state, watching } = process();
  state.isSaturated = true;
  const admission = createAdmission({ most: 100, fewest: 6 }, watching);
  admission.enter()?.();
  state.at = 60_000;
  expect(letIn(admission, 40)).toBe(6);
  state.isSaturated = false;
  return { state, admission };
}

function letIn(admission: ReturnType<typeof createAdmission>, queries: number): number {
  return Array.from({ length: queries }, () => admission.enter()).filter((leave) => leave !== null).length;
}
