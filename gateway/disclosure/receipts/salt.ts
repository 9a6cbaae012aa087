import { randomFillSync } from 'node:crypto';

const saltBytes = 32;
/** The system is asked for the bytes of many salts at once: to ask takes longer than to make them. */
const bytes = Buffer.alloc(64 * saltBytes);
let next = bytes.length;

/** A new salt for one answer: without it, nobody can try values against commitments in the log. It is kept nowhere. */
export function newSalt(): string {
  if (next === bytes.length) {
    randomFillSync(bytes);
    next = 0;
  }
  const own = bytes.subarray(next, next + saltBytes);
  next += saltBytes;
  const salt = own.toString('base64url');
  own.fill(0);
  return salt;
}
