import type { DataRow } from './data-rows.ts';
import type { Purpose } from './purpose.ts';

/** A registry that a person's consent is asked for, one by one; the graph's `Registry` without the gateway itself. */
export type ConsentRegistry = 'ONR' | 'OPINTOPOLKU' | 'VIRTA' | 'TUITION_FEE_REGISTER' | 'MIGRI';

/** Whether a person's consent to give what a registry holds is there; absent: not given. */
export type ConsentState = 'GRANTED' | 'UNVERIFIABLE';

/** What a request may read and on what ground; travels with it to every subgraph. */
export interface Grant {
  readonly purpose: Purpose;
  /** Rows of the minimisation table that the case needs besides, where the table gives them only when asked. */
  readonly needs: readonly DataRow[];
  /** The person's consents by registry; null where consent is not the ground. */
  readonly consents: Readonly<Partial<Record<ConsentRegistry, ConsentState>>> | null;
  /** The person whose own data may be read, and nobody else's; null where the purpose is not the person's own. */
  readonly self: string | null;
  /** Pseudonymous id of the end user, told to registries that ask for it; null when there is none. */
  readonly endUser: string | null;
}

/** What of a grant decides over fields, as a text: equal for grants that say the same. Nothing of a person is in it. */
export function sayingOf({
  purpose,
  needs,
  consents,
}: Pick<Grant, 'purpose' | 'needs' | 'consents'>): string {
  const given = consents === null ? null : Object.entries(consents).sort();
  return JSON.stringify([purpose, needs.toSorted(), given]);
}
