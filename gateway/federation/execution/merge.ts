import { type AnswerObject, isAnswerObject, setOwn } from './answer-object.ts';

/** Puts what another subgraph told of the same object into it. What only one of them has is taken as it is. */
export function mergeInto(target: AnswerObject, source: AnswerObject): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isAnswerObject(known) && isAnswerObject(value)) mergeInto(known, value);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      mergeItems(known, value);
    else setOwn(target, key, value);
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (const [index, value] of source.entries()) {
    const known = target[index];
    if (isAnswerObject(known) && isAnswerObject(value)) mergeInto(known, value);
    else target[index] = value;
  }
}
