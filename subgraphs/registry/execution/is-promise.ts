import { isObject } from '../property.ts';

/** Whether a value comes later. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof value.then === 'function';
}
