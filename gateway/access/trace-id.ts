import { randomUUID } from 'node:crypto';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hexadecimal = /^[0-9a-f]{32}$/i;
const traceParent = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;
const zeroes = '0'.repeat(32);

/**
 * The trace id of a request, 32 small hexadecimal digits: of the candidates, in their order, the first that is a uuid
 * or such digits, else that of `traceparent` (W3C), else a new one.
 */
export function traceIdOf(candidates: readonly (string | null)[], traceparent: string | null): string {
  const given = candidates.find((text) => text !== null && (uuid.test(text) || hexadecimal.test(text)));
  const id = given?.replaceAll('-', '').toLowerCase() ?? traceParent.exec(traceparent ?? '')?.[1];
  return id === undefined || id === zeroes ? newId() : id;
}

/** Node keeps random bytes of many uuids at hand: to ask the system each time takes longer than the rest of this. */
function newId(): string {
  return randomUUID().replaceAll('-', '');
}
