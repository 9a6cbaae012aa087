import type { Access } from '../access/access.ts';

/** Who asks, as far as counting needs it. */
export type Asker = Pick<Access, 'client' | 'endUser' | 'person'>;

/** The name under which an asker is counted: a person by their number, however they logged in. To be hashed. */
export function nameOf({ client, endUser, person }: Asker): string {
  return JSON.stringify([client.id, person, person === null ? endUser : null]);
}
