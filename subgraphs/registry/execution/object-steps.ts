import { blankOf } from '../blank-object.ts';
import type { Decisions } from '../decided.ts';
import { isObject } from '../property.ts';
import { executeProperty, type FieldStep } from './field-step.ts';
import { isPromise } from './is-promise.ts';
import type { Place } from './place.ts';

/** Executes what is selected of an object. */
export type ObjectExecutor = (source: unknown, place: Place) => unknown;

/**
 * An executor of an object's fields; gives a promise when one of them comes later. The keys stand in the order of the
 * selection.
 */
export function objectExecutor(stepsOf: () => readonly FieldStep[]): ObjectExecutor {
  let prepared: Prepared | null = null;
  let lastDecisions: Decisions | null = null;
  let areOpen = false;
  return (source, place) => {
    prepared ??= prepare(stepsOf());
    const { steps, blank } = prepared;
    const { decisions } = place.run;
    // Objects of one kind come one after another, and all requests for a purpose share what is decided.
    if (lastDecisions !== decisions) {
      areOpen = steps.every(({ row }) => row === null || decisions.of(row).given);
      lastDecisions = decisions;
    }
    return executeFields(steps, {
      source,
      place,
      result: blank(),
      open: areOpen && isObject(source) ? source : null,
    });
  };
}

interface Prepared {
  readonly steps: readonly FieldStep[];
  readonly blank: () => Record<string, unknown>;
}

// Parts that are met only on some objects are prepared when they are met.
function prepare(steps: readonly FieldStep[]): Prepared {
  return { steps, blank: blankOf(steps.map(({ key }) => key)) };
}

interface Execution {
  readonly source: unknown;
  readonly place: Place;
  readonly result: Record<string, unknown>;
  /** The source where its properties may be read as they are. */
  readonly open: object | null;
}

function executeFields(steps: readonly FieldStep[], { source, place, result, open }: Execution): unknown {
  let pending: Pending | null = null;
  try {
    for (const step of steps) {
      const { key } = step;
      const value =
        open === null || step.property === null
          ? step.execute(source, place)
          : executeProperty(step, open, place);
      if (isPromise(value)) {
        pending ??= { keys: [], values: [] };
        pending.keys.push(key);
        pending.values.push(value);
      }
      // What comes later has its key's place, too.
      result[key] = value;
    }
  } catch (error) {
    // What is under way ends before the error goes up, so that nothing of this object is left behind.
    if (pending === null) throw error;
    return Promise.allSettled(pending.values).then(() => {
      throw error;
    });
  }
  return pending === null ? result : filled(result, pending);
}

/** Fields that come later. */
interface Pending {
  readonly keys: string[];
  readonly values: Promise<unknown>[];
}

async function filled(result: Record<string, unknown>, pending: Pending): Promise<Record<string, unknown>> {
  const values = await Promise.all(pending.values);
  for (const [index, key] of pending.keys.entries()) result[key] = values[index];
  return result;
}
