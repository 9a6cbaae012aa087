import { expect, test } from 'vitest';
import { createAdmission } from '../../gateway/admission.ts';

test('as long as the gateway has time, queries that wait for a registry keep nobody out', () => {
  const admission = createAdmission({ most: 50, fewest: 6 }, () => 0);
  expect(letIn(admission, 60)).toBe(50);
});

test('a short peak keeps out few, an overload nearly all', () => {
  let saturatedForMs = 0;
  const admission = createAdmission({ most: 100, fewest: 6 }, () => saturatedForMs);
  const leave = Array.from({ length: 40 }, () => admission.enter());
  admission.enter()?.();
  saturatedForMs = 1;
  for (const one of leave.slice(0, 10)) one?.();
  expect(letIn(admission, 40)).toBeGreaterThan(5);
  saturatedForMs = 2_000;
  expect(letIn(admission, 40)).toBe(0);
});

test('however long an overload lasts, some are let in, and all again when it is over', () => {
  let saturatedForMs = 60_000;
  const admission = createAdmission({ most: 100, fewest: 6 }, () => saturatedForMs);
  expect(letIn(admission, 40)).toBe(6);
  saturatedForMs = 0;
  expect(letIn(admission, 40)).toBe(40);
});

test('a place is freed once, whoever says so twice', () => {
  const admission = createAdmission({ most: 2, fewest: 1 }, () => 0);
  const leave = admission.enter();
  admission.enter();
  leave?.();
  leave?.();
  expect(admission.inside()).toBe(1);
});

function letIn(admission: ReturnType<typeof createAdmission>, queries: number): number {
  return Array.from({ length: queries }, () => admission.enter()).filter((leave) => leave !== null).length;
}
