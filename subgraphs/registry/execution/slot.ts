import { type FieldNode, locatedError } from 'graphql';
import { isPromise } from './is-promise.ts';
import { below, type Place, pathTo } from './place.ts';
import { type PlainSlot, plainIn } from './plain.ts';

/** What a value becomes in the answer; it is not null and not a promise. */
export interface Completer extends Pick<PlainSlot, 'plain'> {
  readonly complete: (value: unknown, place: Place) => unknown;
}

/** A place that values come to: a field, or an item of a list. Where it may be null, what comes later never rejects. */
export interface Slot extends PlainSlot, Completer {
  /** `Type.field`. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

/** Completes a value for a part of the answer whose place nobody needs as long as nothing fails. */
export type Settle = (value: unknown, around: Place, key: string | number) => unknown;

/**
 * Completes what comes to a slot, also when it comes later. What fails is an error of the answer and null; where there
 * may be no null it is thrown, so that what is around becomes null instead.
 */
export function settleIn(slot: Slot): Settle {
  return (value, around, key) => {
    const told = plainIn(slot, value, around.run);
    return told === undefined ? completeAt(slot, value, below(around, key)) : told;
  };
}

function completeAt(slot: Slot, value: unknown, place: Place): unknown {
  try {
    if (isPromise(value)) return completeLater(slot, value, place);
    const completed = complete(slot, value, place);
    return isPromise(completed) ? orFailAt(slot, completed, place) : completed;
  } catch (error) {
    return failAt(slot, error, place);
  }
}

// Functions are made here, and not for each value that is at hand.

function completeLater(slot: Slot, value: Promise<unknown>, place: Place): Promise<unknown> {
  return value.then(
    (resolved) => {
      const told = plainIn(slot, resolved, place.run);
      return told === undefined ? completeAt(slot, resolved, place) : told;
    },
    (error: unknown) => failAt(slot, error, place),
  );
}

function orFailAt(slot: Slot, completed: Promise<unknown>, place: Place): Promise<unknown> {
  return completed.then(undefined, (error: unknown) => failAt(slot, error, place));
}

/** Records a failure and gives null, or throws it on where there may be no null. */
export function failAt(slot: Slot, error: unknown, place: Place): null {
  const located = locatedError(error, slot.nodes, pathTo(place));
  if (!slot.isNullable) throw located;
  if (!isNulled(place)) {
    place.run.errors.push(located);
    nullIn(place);
  }
  return null;
}

/** Whether a part, or what it is a part of, has failed before: what fails in there later is not told. */
function isNulled(place: Place): boolean {
  const { nulled } = place.run;
  for (let part = place; part.around !== null; part = part.around) {
    if (nulled.get(part.around)?.has(part.key) === true) return true;
  }
  return false;
}

function nullIn({ run: { nulled }, around, key }: Place): void {
  if (around === null) return;
  const keys = nulled.get(around) ?? new Set();
  nulled.set(around, keys.add(key));
}

function complete(slot: Slot, value: unknown, place: Place): unknown {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) {
    if (slot.isNullable) return null;
    throw new Error(`Cannot return null for non-nullable field ${slot.name}.`);
  }
  return slot.complete(value, place);
}
