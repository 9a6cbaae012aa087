import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import type { StoredRecord } from '../disclosure/record.ts';
import { factNamedIn } from '../disclosure/request/fact-fields.ts';

/** The graph's `DisclosureEntry`. */
export interface DisclosureEntry {
  readonly at: string;
  readonly authority: string;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly facts: readonly string[];
  readonly registries: readonly string[];
  readonly delivered: boolean;
}

/** Which entries are shown. */
export interface PersonViewTerms {
  readonly now: Date;
  readonly first: number;
  /** ISO; null: from the latest on. */
  readonly before: string | null;
  /** The request that asks for the view: it is still under way. */
  readonly not: string;
}

/** A page of a person's view, latest first. */
export interface PersonView {
  readonly items: readonly DisclosureEntry[];
  readonly hasMore: boolean;
}

type Told = Exclude<StoredRecord, { kind: 'BOOT' } | { kind: 'REFUSAL' }>;

/** A request has at least one record; this is never shown. */
const nobody = { at: '', owner: '', purpose: 'SANDBOX' as const, legalBasis: '' };

const dayMs = 24 * 60 * 60 * 1000;

/** What a person may see of the records about the person: one entry a request, and none that is held back. */
export function personView(records: readonly StoredRecord[], terms: PersonViewTerms): PersonView {
  const told = records
    .filter((record) => isTold(record))
    .filter((record) => record.requestId !== terms.not && !isHeldBack(record, terms.now));
  const entries = [...Map.groupBy(told, ({ requestId }) => requestId).values()]
    .map(entryOf)
    .filter(({ at }) => terms.before === null || Date.parse(at) < Date.parse(terms.before))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return { items: entries.slice(0, terms.first), hasMore: entries.length > terms.first };
}

function isTold(record: StoredRecord): record is Told {
  return record.kind === 'INTENT' || record.kind === 'OUTCOME';
}

function isHeldBack({ at, purpose }: Told, now: Date): boolean {
  return now.getTime() - Date.parse(at) < purposes[purpose].heldBackDays * dayMs;
}

/** An intent whose outcome never came was still a question about the person. */
function entryOf(records: readonly Told[]): DisclosureEntry {
  const outcomes = records.filter((record) => record.kind === 'OUTCOME');
  const [{ at, owner, purpose, legalBasis } = nobody] = [...outcomes, ...records];
  const told = outcomes.flatMap((outcome) => outcome.told);
  const facts = told.flatMap(({ disclosed }) => disclosed.map(factNamedIn));
  const asked = records.flatMap((record) => (record.kind === 'INTENT' ? record.registries : []));
  const read = told.map(({ registry }) => registry);
  return {
    at,
    authority: owner,
    purpose,
    legalBasis,
    facts: [...new Set(facts)].sort(),
    registries: [...new Set(read.length > 0 ? read : asked)].sort(),
    delivered: outcomes.some(({ result }) => result === 'DISCLOSED'),
  };
}
