import { type AnswerObject, isAnswerObject } from './answer-object.ts';

/** Takes out of an object what is required of it; null when something of it is not known. */
export type Part = (object: AnswerObject) => AnswerObject | null;

/** What a part takes out of a value: of a list, out of each item. */
export function partsOf(value: unknown, part: Part): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => partsOf(item, part));
  return isAnswerObject(value) ? part(value) : null;
}

/**
 * What was taken out of the objects of one run: facts that rest on others are asked for at the same time, and each
 * requires the same of the same objects. Whoever gets such a part only reads it.
 */
export class SharedParts {
  readonly #taken = new Map<Part, Map<AnswerObject, AnswerObject | null>>();

  /** What a part takes out of a value, made once as long as nothing more was told. */
  of(value: unknown, part: Part): unknown {
    if (!isAnswerObject(value)) return partsOf(value, part);
    const known = this.#taken.get(part) ?? new Map<AnswerObject, AnswerObject | null>();
    this.#taken.set(part, known);
    const before = known.get(value);
    if (before !== undefined) return before;
    const taken = part(value);
    known.set(value, taken);
    return taken;
  }

  /** More was told: objects may say something else now. */
  forget(): void {
    this.#taken.clear();
  }
}
