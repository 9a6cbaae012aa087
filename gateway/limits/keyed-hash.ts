import { hash, randomBytes } from 'node:crypto';

/**
 * Hashes texts under a key, one that leaves with the process unless given: equal ones can be counted, and none can be
 * read back.
 */
export function createKeyedHash(key = randomBytes(32).toString('base64url')): (text: string) => string {
  return (text) => hash('sha256', key + text, 'base64url').slice(0, 22);
}
