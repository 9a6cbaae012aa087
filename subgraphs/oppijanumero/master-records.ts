import { isDay, isOppijanumero } from '../registry/identifiers.ts';
import { type IdentityRecordDto, identityRecordSchema } from './contract.ts';

/** A person's master record, or the finding that it cannot be read. */
export type MasterRecord = IdentityRecordDto | 'UNREADABLE';

/**
 * Reads the master records by the OID asked, each by itself: a bad one costs only its own person. A record of somebody
 * whom nobody asked about may be anybody's, so whoever is missing beside it is no unknown person.
 */
export function readMasters(
  replies: readonly Readonly<Record<string, unknown>>[],
  asked: readonly string[],
): ReadonlyMap<string, MasterRecord> {
  const entries = replies.flatMap((reply) => Object.entries(reply));
  const records = new Map(entries.map(([oid, value]) => [oid, readMaster(value)]));
  const askedFor = new Set(asked);
  const isForeign = [...records.keys()].some((oid) => !askedFor.has(oid));
  if (!isForeign) return records;
  return new Map(asked.map((oid) => [oid, records.get(oid) ?? 'UNREADABLE']));
}

function readMaster(value: unknown): MasterRecord {
  const parsed = identityRecordSchema.safeParse(value);
  return parsed.success && isUsable(parsed.data) ? parsed.data : 'UNREADABLE';
}

/** A record that is no one's, or contradicts itself, proves nothing about anybody. */
function isUsable({ oidHenkilo, oppijanumero, syntymaaika }: IdentityRecordDto): boolean {
  const ownNumber = oppijanumero === null || oppijanumero === oidHenkilo;
  return isOppijanumero(oidHenkilo) && ownNumber && (!syntymaaika || isDay(syntymaaika));
}
