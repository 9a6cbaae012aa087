import { GraphQLError } from 'graphql';
import { isPromise } from './is-promise.ts';
import type { Place } from './place.ts';
import { isAtHand, type Plain, plainIn } from './plain.ts';
import { type Completer, type Settle, type Slot, settleIn } from './slot.ts';

/** Completes lists; each item has the slot given. */
export function listCompleter(item: Slot): Completer {
  const settle = settleIn(item);
  const { isNullable } = item;
  return {
    plain: item.plain === null ? null : plainList(item),
    complete: (value, place) => {
      // A copy is as long as it must be; a list that items are added to has room for more.
      if (isIterable(value)) return completeItems({ settle, isNullable }, [...value], place);
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${item.name}".`);
    },
  };
}

/** A list of nothing but plain items. */
function plainList(item: Slot): Plain {
  return (value, run) => {
    if (!Array.isArray(value) || !isAtHand(value)) return undefined;
    const items: unknown[] = [...value];
    for (let index = 0; index < items.length; index += 1) {
      const told = plainIn(item, items[index], run);
      if (told === undefined) return undefined;
      items[index] = told;
    }
    return items;
  };
}

interface ItemSlot {
  readonly settle: Settle;
  readonly isNullable: boolean;
}

/** Completes items where they stand. */
function completeItems({ settle, isNullable }: ItemSlot, items: unknown[], around: Place): unknown {
  let isLater = false;
  let index = 0;
  try {
    for (; index < items.length; index += 1) {
      const one = settle(items[index], around, index);
      isLater ||= isPromise(one);
      items[index] = one;
    }
  } catch (error) {
    // What is under way ends first: also of items that were not come to, a rejection is left to nobody.
    items[index] = null;
    if (!items.some(isPromise)) throw error;
    return Promise.allSettled(items).then(() => {
      throw error;
    });
  }
  if (!isLater) return items;
  return isNullable ? filled(items) : Promise.all(items);
}

/** Waits for items that come later, where what fails is null: it takes less to wait for one after another. */
async function filled(items: unknown[]): Promise<unknown[]> {
  for (const [index, item] of items.entries()) {
    if (isPromise(item)) items[index] = await item;
  }
  return items;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
