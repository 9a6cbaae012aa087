/** An object of an answer. */
export type AnswerObject = Record<string, unknown>;

/** Whether a value is an object that has fields. */
export function isAnswerObject(value: unknown): value is AnswerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field's value; undefined when the object has no such field of its own. */
export function ownValue(object: AnswerObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a field also where its name means something else on ordinary objects. */
export function setOwn(object: AnswerObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}
