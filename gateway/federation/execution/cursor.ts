import { isAnswerObject, ownValue } from './answer-object.ts';
import type { PlanRun } from './plan-run.ts';

/** Names of fields from the root on; `@` is every item of a list. */
export type PlanPath = readonly (string | number)[];

/** Where in the answer a step of a plan works: one object, or many. */
export interface Cursor {
  readonly path: PlanPath;
  readonly data: unknown;
}

/** The cursor of a step that works further in; null when there is nothing there. */
export function moveInto({ path, data }: Cursor, further: PlanPath): Cursor | null {
  const found = valueAt(data, further, 0);
  return found === undefined || found === null ? null : { path: [...path, ...further], data: found };
}

/** The objects that a step works on. */
export function objectsAt({ data }: Cursor): readonly Record<string, unknown>[] {
  const all: readonly unknown[] = Array.isArray(data) ? data : [data];
  return all.every(isAnswerObject) ? all : all.filter(isAnswerObject);
}

/** The full paths of everything that a step works on, nulls left out, in the order of `objectsAt`. */
export function fullPaths({ path }: Cursor, { data }: PlanRun): readonly (readonly (string | number)[])[] {
  const paths: (string | number)[][] = [];
  collectPaths({ value: data, path, at: 0 }, [], paths);
  return paths;
}

function valueAt(value: unknown, path: PlanPath, at: number): unknown {
  const step = path[at];
  if (step === undefined || value === undefined || value === null) return value;
  if (step === '@') return Array.isArray(value) ? valuesAt(value, path, at + 1) : null;
  return isAnswerObject(value) ? valueAt(ownValue(value, String(step)), path, at + 1) : null;
}

function valuesAt(items: readonly unknown[], path: PlanPath, at: number): readonly unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    const value = valueAt(item, path, at);
    if (Array.isArray(value)) for (const one of value) found.push(one);
    else found.push(value);
  }
  return found;
}

interface Walk {
  readonly value: unknown;
  readonly path: PlanPath;
  readonly at: number;
}

function collectPaths(
  { value, path, at }: Walk,
  before: readonly (string | number)[],
  paths: (string | number)[][],
): void {
  if (value === undefined || value === null) return;
  const step = path[at];
  if (Array.isArray(value) && step !== undefined) {
    const next = step === '@' ? at + 1 : at;
    for (const [index, item] of value.entries()) {
      collectPaths({ value: item, path, at: next }, [...before, index], paths);
    }
  } else if (step === undefined) paths.push([...before]);
  else if (isAnswerObject(value)) {
    const key = String(step);
    collectPaths({ value: ownValue(value, key), path, at: at + 1 }, [...before, key], paths);
  }
}
