import { type Decision, decide, type FieldRow } from './decision.ts';
import { type Grant, sayingOf } from './grant.ts';

/** What is decided over fields, for all grants that say the same: they share one, and whoever meets it again has decided. */
export class Decisions {
  readonly #grant: Grant | null;
  readonly #known = new Map<FieldRow, Decision>();

  constructor(grant: Grant | null) {
    this.#grant = grant;
  }

  /** `decide`, once for each row: a request resolves hundreds of fields. */
  of(fieldRow: FieldRow): Decision {
    const known = this.#known.get(fieldRow);
    if (known !== undefined) return known;
    const decision = decide(this.#grant, fieldRow);
    this.#known.set(fieldRow, decision);
    return decision;
  }
}

/** Grants that are remembered by what they say; there are few, since nothing of a person decides. */
const mostGrants = 500;
const bySaying = new Map<string, Decisions>();
const byGrant = new WeakMap<Grant, Decisions>();
const withoutGrant = new Decisions(null);

/** What is decided for a grant. */
export function decisionsFor(grant: Grant | null): Decisions {
  if (grant === null) return withoutGrant;
  const known = byGrant.get(grant);
  if (known !== undefined) return known;
  const saying = sayingOf(grant);
  if (bySaying.size >= mostGrants) bySaying.clear();
  // The persons of a grant decide over no field, and are not kept.
  const decisions = bySaying.get(saying) ?? new Decisions({ ...grant, self: null, endUser: null });
  bySaying.set(saying, decisions);
  byGrant.set(grant, decisions);
  return decisions;
}
