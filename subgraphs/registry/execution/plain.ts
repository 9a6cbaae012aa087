import { isPromise } from './is-promise.ts';
import type { Run } from './place.ts';

/**
 * What a value becomes where that is plain to see, and undefined where it must be looked at with care: where a resolver
 * has a say, something comes later or something is wrong, as where it throws. No places are made for it.
 */
export type Plain = (value: unknown, run: Run) => unknown;

/** Where a value comes to that may be plain. */
export interface PlainSlot {
  readonly isNullable: boolean;
  /** Null where no value is plain. */
  readonly plain: Plain | null;
}

/** What comes to a slot, where that is plain; else undefined. */
export function plainIn({ isNullable, plain }: PlainSlot, value: unknown, run: Run): unknown {
  if (value === null || value === undefined) return isNullable ? null : undefined;
  if (plain === null) return undefined;
  try {
    return plain(value, run);
  } catch {
    // Whoever looks with care meets the same, and says so.
    return undefined;
  }
}

/** Whether a value is there, and no failure. */
export function isAtHand(value: unknown): boolean {
  return !isPromise(value) && !(value instanceof Error);
}
