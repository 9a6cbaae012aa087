import { type Decision, decide, type FieldRow } from './decision.ts';
import { type Grant, sayingOf } from './grant.ts';

/** Decisions for all grants that say the same, by the fields' rows. */
type Decisions = Map<FieldRow, Decision>;

/** Grants that are remembered by what they say; there are few, since nothing of a person decides. */
const mostGrants = 500;
const bySaying = new Map<string, Decisions>();
const byGrant = new WeakMap<Grant, Decisions>();

/** `decide`, once for each row and for all grants that say the same: a request resolves hundreds of fields. */
export function decided(grant: Grant | null, fieldRow: FieldRow): Decision {
  if (grant === null) return decide(grant, fieldRow);
  const decisions = byGrant.get(grant) ?? decisionsFor(grant);
  const known = decisions.get(fieldRow);
  if (known !== undefined) return known;
  const decision = decide(grant, fieldRow);
  decisions.set(fieldRow, decision);
  return decision;
}

function decisionsFor(grant: Grant): Decisions {
  const saying = sayingOf(grant);
  if (bySaying.size >= mostGrants) bySaying.clear();
  const decisions = bySaying.get(saying) ?? new Map();
  bySaying.set(saying, decisions);
  byGrant.set(grant, decisions);
  return decisions;
}
