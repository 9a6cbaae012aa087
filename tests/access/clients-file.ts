import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a file of its own; gives its path. */
export function writtenFile(name: string, content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'opintolupa-access-')), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  return path;
}

/** A client that is all right, changed. */
export function clientEntry(changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'token-client',
    kind: 'AUTHORITY',
    owner: 'Owner',
    purposes: ['MIGRI_FIRST_PERMIT'],
    expiresAt: '2036-01-01T00:00:00Z',
    credentials: { tokens: [{ issuer: 'sandbox', claim: 'client_id', value: 'token-client' }] },
    limits: { requestsPerMinute: 1, peoplePerMinute: 1, peoplePerList: 1, bodyKib: 1, cost: 1 },
    ...changed,
  };
}

/** The path of a clients' file with one good client and others besides. */
export function clientsFileWith(others: readonly Readonly<Record<string, unknown>>[]): string {
  return writtenFile('clients.json', { clients: [clientEntry(), ...others.map((one) => clientEntry(one))] });
}
