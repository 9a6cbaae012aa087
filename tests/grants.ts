import type { Grant } from '../subgraphs/registry/grant.ts';
import type { Purpose } from '../subgraphs/registry/purpose.ts';

/** A grant of a purpose that asks for no consent; synthetic people only. */
export function grantFor(purpose: Purpose, more: Partial<Grant> = {}): Grant {
  return { purpose, needs: [], consents: null, self: null, endUser: null, ...more };
}

/** The sandbox's grant: nearly all rows. */
export const sandboxGrant: Grant = grantFor('SANDBOX');
