import { isOppijanumero } from '../registry/identifiers.ts';
import { type IdentityRecord, type NobodysRecord, readIdentityRecord } from './identity-record.ts';

/** A person's master record, or the finding that there is none that can be used. */
export type MasterRecord = IdentityRecord | NobodysRecord;

/**
 * Reads the master records by the OID asked, each by itself: a bad one costs only its own person. A record of somebody
 * whom nobody asked about may be anybody's, so whoever is missing beside it is no unknown person.
 */
export function readMasters(
  replies: readonly Readonly<Record<string, unknown>>[],
  asked: readonly string[],
): ReadonlyMap<string, MasterRecord> {
  const records = new Map(
    replies.flatMap(Object.entries).map(([oid, value]) => [oid, readIdentityRecord(value)] as const),
  );
  const askedFor = new Set(asked);
  if (!replies.some((reply) => hasOtherMasters(reply, askedFor))) return records;
  return new Map(asked.map((oid) => [oid, records.get(oid) ?? { unusable: null }]));
}

/** Whether an answer holds somebody whom nobody asked about. */
export function hasOtherMasters(
  reply: Readonly<Record<string, unknown>>,
  asked: ReadonlySet<string>,
): boolean {
  return Object.keys(reply).some((oid) => isOppijanumero(oid) && !asked.has(oid));
}
