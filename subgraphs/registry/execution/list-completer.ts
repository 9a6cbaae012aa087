import { GraphQLError } from 'graphql';
import { isPromise } from './is-promise.ts';
import type { Place } from './place.ts';
import { type Completer, type Settle, type Slot, settleIn } from './slot.ts';

/** Completes lists; each item has the slot given. */
export function listCompleter(item: Slot): Completer {
  const settle = settleIn(item);
  return {
    plain: null,
    complete: (value, place) => {
      if (Array.isArray(value)) return completeItems(settle, value, place);
      if (isIterable(value)) return completeItems(settle, [...value], place);
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${item.name}".`);
    },
  };
}

function completeItems(settle: Settle, values: readonly unknown[], around: Place): unknown {
  const completed: unknown[] = [];
  let isLater = false;
  try {
    for (const value of values) {
      const one = settle(value, around, completed.length);
      isLater ||= isPromise(one);
      completed.push(one);
    }
  } catch (error) {
    // What is under way ends first: also of items that were not come to, a rejection is left to nobody.
    const others = [...completed, ...values.slice(completed.length + 1)];
    if (!others.some(isPromise)) throw error;
    return Promise.allSettled(others).then(() => {
      throw error;
    });
  }
  return isLater ? Promise.all(completed) : completed;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
