import { type AnswerObject, isAnswerObject, setOwn } from './answer-object.ts';

/**
 * Stands for a value of which subgraphs told lists of different lengths: nobody knows which of their items are the same.
 * It is no value, and is not printed.
 */
export const disputed: unique symbol = Symbol('lists of different lengths');

/**
 * Puts what another subgraph told of the same object into it. What only one of them has is taken as it is; a null says
 * nothing against what is there; objects, and lists of one length item by item, are put together; of other values the one
 * that is told later in the plan's order stands. False where something became disputed.
 */
export function mergeInto(target: AnswerObject, source: AnswerObject): boolean {
  let isAgreed = true;
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known === undefined || known === null) setOwn(target, key, value);
    else if (mayJoin(known, value)) isAgreed = join(known, value) && isAgreed;
    else {
      const stands = standing(known, value);
      if (stands === disputed) isAgreed = false;
      setOwn(target, key, stands);
    }
  }
  return isAgreed;
}

/** Whether two values are put together part by part. */
function mayJoin(known: unknown, value: unknown): boolean {
  if (Array.isArray(known)) return Array.isArray(value) && known.length === value.length;
  return isAnswerObject(known) && isAnswerObject(value);
}

function join(known: unknown, value: unknown): boolean {
  if (isAnswerObject(known)) return !isAnswerObject(value) || mergeInto(known, value);
  return !Array.isArray(known) || !Array.isArray(value) || mergeItems(known, value);
}

function mergeItems(target: unknown[], source: readonly unknown[]): boolean {
  let isAgreed = true;
  for (let index = 0; index < source.length; index += 1) {
    const known = target[index];
    const value = source[index];
    if (mayJoin(known, value)) isAgreed = join(known, value) && isAgreed;
    else {
      const stands = standing(known, value);
      if (stands === disputed) isAgreed = false;
      target[index] = stands;
    }
  }
  return isAgreed;
}

/** What stands of two values that cannot be put together. */
function standing(known: unknown, value: unknown): unknown {
  if (value === null || value === undefined || known === disputed) return known ?? null;
  return Array.isArray(known) && Array.isArray(value) ? disputed : value;
}

/** The paths of all that is disputed in a value. */
export function disputesIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (value === disputed) return [path];
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => disputesIn(item, [...path, index]));
  if (!isAnswerObject(value)) return [];
  return Object.keys(value).flatMap((key) => disputesIn(value[key], [...path, key]));
}
