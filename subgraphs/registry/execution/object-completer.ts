import { blankOf } from '../blank-object.ts';
import type { Decisions } from '../decided.ts';
import { isObject } from '../property.ts';
import { executeProperty, type FieldStep } from './field-step.ts';
import { isPromise } from './is-promise.ts';
import type { Place, Run } from './place.ts';
import { isAtHand, plainIn } from './plain.ts';
import type { Completer } from './slot.ts';

/** Completes objects by executing what is selected of them. */
export function objectCompleter(stepsOf: () => readonly FieldStep[]): Completer {
  let prepared: SelectedSteps | null = null;
  // Parts that are met only on some objects are prepared when they are met; what is wrong with one is said then.
  const selected = () => {
    prepared ??= new SelectedSteps(stepsOf());
    return prepared;
  };
  return {
    plain: (value, run) => plainObject(selected(), value, run),
    complete: (value, place) => executeFields(selected(), value, place),
  };
}

/** What is selected of objects of a type. */
class SelectedSteps {
  readonly steps: readonly FieldStep[];
  /** Makes results; the keys stand in the order of the selection. */
  readonly blank: () => Record<string, unknown>;
  readonly #mayBePlain: boolean;
  #lastDecisions: Decisions | null = null;
  #areOpen = false;

  constructor(steps: readonly FieldStep[]) {
    this.steps = steps;
    this.blank = blankOf(steps.map(({ key }) => key));
    this.#mayBePlain = steps.every(({ property, plain }) => property !== null && plain !== null);
  }

  /** Whether properties of objects may be read as they are in a run. */
  areOpenIn({ decisions }: Run): boolean {
    // Objects of one kind come one after another, and all requests for a purpose share what is decided.
    if (this.#lastDecisions !== decisions) {
      this.#areOpen = this.steps.every(({ row }) => row === null || decisions.of(row).given);
      this.#lastDecisions = decisions;
    }
    return this.#areOpen;
  }

  /** Whether objects may be plain in a run. */
  mayBePlainIn(run: Run): boolean {
    return this.#mayBePlain && this.areOpenIn(run);
  }
}

/** An object of plain properties. */
function plainObject(selected: SelectedSteps, source: unknown, run: Run): unknown {
  if (!selected.mayBePlainIn(run) || !isObject(source) || !isAtHand(source)) return undefined;
  const result = selected.blank();
  for (const step of selected.steps) {
    const value = step.property === null ? undefined : source[step.property];
    const told = typeof value === 'function' ? undefined : plainIn(step, value, run);
    if (told === undefined) return undefined;
    result[step.key] = told;
  }
  return result;
}

/** The fields of an object; a promise when one of them comes later. */
function executeFields(selected: SelectedSteps, source: unknown, place: Place): unknown {
  const open = selected.areOpenIn(place.run) && isObject(source) ? source : null;
  const result = selected.blank();
  let isLater = false;
  let mayReject = false;
  try {
    for (const step of selected.steps) {
      const value =
        open === null || step.property === null
          ? step.execute(source, place)
          : executeProperty(step, open, place);
      if (isPromise(value)) {
        isLater = true;
        mayReject ||= !step.isNullable;
      }
      // What comes later has its key's place, too.
      result[step.key] = value;
    }
  } catch (error) {
    // What is under way ends before the error goes up, so that nothing of this object is left behind.
    if (!isLater) throw error;
    return Promise.allSettled(Object.values(result)).then(() => {
      throw error;
    });
  }
  if (!isLater) return result;
  return mayReject ? filledAtOnce(result) : filled(result, selected.steps);
}

/** Waits for fields that come later, where what fails is null: it takes less to wait for one after another. */
async function filled(result: Record<string, unknown>, steps: readonly FieldStep[]): Promise<unknown> {
  for (const { key } of steps) {
    const value = result[key];
    if (isPromise(value)) result[key] = await value;
  }
  return result;
}

/** Waits for fields that come later until one fails. */
async function filledAtOnce(result: Record<string, unknown>): Promise<unknown> {
  const keys = Object.keys(result).filter((key) => isPromise(result[key]));
  const values = await Promise.all(keys.map((key) => result[key]));
  for (const [index, key] of keys.entries()) result[key] = values[index];
  return result;
}
