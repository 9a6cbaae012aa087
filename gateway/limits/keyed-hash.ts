import { hash, randomBytes } from 'node:crypto';

/** Hashes texts under a key that leaves with the process: equal ones can be counted, and none can be read back. */
export function createKeyedHash(): (text: string) => string {
  const key = randomBytes(32).toString('base64url');
  return (text) => hash('sha256', key + text, 'base64url').slice(0, 22);
}
