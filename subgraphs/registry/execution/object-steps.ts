import { blankOf } from '../blank-object.ts';
import type { FieldStep } from './field-step.ts';
import { isPromise } from './is-promise.ts';
import type { Place } from './place.ts';

/** Executes what is selected of an object. */
export type ObjectExecutor = (source: unknown, place: Place) => unknown;

/**
 * An executor of an object's fields; gives a promise when one of them comes later. The keys stand in the order of the
 * selection.
 */
export function objectExecutor(steps: readonly FieldStep[]): ObjectExecutor {
  const blank = blankOf(steps.map(({ key }) => key));
  return (source, place) => executeFields(steps, { source, place, result: blank() });
}

interface Execution {
  readonly source: unknown;
  readonly place: Place;
  readonly result: Record<string, unknown>;
}

function executeFields(steps: readonly FieldStep[], { source, place, result }: Execution): unknown {
  const pending: Promise<unknown>[] = [];
  try {
    for (const { key, execute } of steps) {
      const value = execute(source, place);
      if (isPromise(value)) {
        // Keeps the key's place.
        result[key] = undefined;
        pending.push(value.then((resolved) => put(result, key, resolved)));
      } else result[key] = value;
    }
  } catch (error) {
    // What is under way ends before the error goes up, so that nothing of this object is left behind.
    if (pending.length === 0) throw error;
    return Promise.allSettled(pending).then(() => {
      throw error;
    });
  }
  return pending.length === 0 ? result : Promise.all(pending).then(() => result);
}

function put(result: Record<string, unknown>, key: string, value: unknown): void {
  result[key] = value;
}
