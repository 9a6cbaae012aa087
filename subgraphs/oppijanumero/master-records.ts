import { isDay, isOppijanumero } from '../registry/identifiers.ts';
import { fieldOf } from '../registry/reply.ts';
import { type IdentityRecordDto, identityRecordSchema } from './contract.ts';

/** The finding that a master record cannot be read. */
interface UnreadableRecord {
  /** The field that could not, by ONR's name; null when none is to be named. */
  readonly unreadableField: string | null;
}

/** A person's master record, or the finding that it cannot be read or that somebody else's came in its place. */
export type MasterRecord = IdentityRecordDto | UnreadableRecord | 'DISPLACED';

/** Whether a master record could not be read. */
export function isUnreadable(record: MasterRecord): record is Exclude<MasterRecord, IdentityRecordDto> {
  return record === 'DISPLACED' || 'unreadableField' in record;
}

/**
 * Reads the master records by the OID asked, each by itself: a bad one costs only its own person. A record of somebody
 * whom nobody asked about may be anybody's, so whoever is missing beside it is no unknown person.
 */
export function readMasters(
  replies: readonly Readonly<Record<string, unknown>>[],
  asked: readonly string[],
): ReadonlyMap<string, MasterRecord> {
  const records = new Map(
    replies.flatMap(Object.entries).map(([oid, value]) => [oid, readMaster(value)] as const),
  );
  const askedFor = new Set(asked);
  if (!replies.some((reply) => hasOtherMasters(reply, askedFor))) return records;
  return new Map(asked.map((oid) => [oid, records.get(oid) ?? 'DISPLACED']));
}

/** Whether an answer holds somebody whom nobody asked about. */
export function hasOtherMasters(
  reply: Readonly<Record<string, unknown>>,
  asked: ReadonlySet<string>,
): boolean {
  return Object.keys(reply).some((oid) => isOppijanumero(oid) && !asked.has(oid));
}

function readMaster(value: unknown): MasterRecord {
  const parsed = identityRecordSchema.safeParse(value);
  if (!parsed.success) return { unreadableField: fieldOf(parsed.error) };
  const field = contradictionIn(parsed.data);
  return field === null ? parsed.data : { unreadableField: field };
}

/** A record that is no one's, or contradicts itself, proves nothing about anybody. */
function contradictionIn({ oidHenkilo, oppijanumero, syntymaaika }: IdentityRecordDto): string | null {
  if (!isOppijanumero(oidHenkilo)) return 'oidHenkilo';
  if (oppijanumero !== null && oppijanumero !== oidHenkilo) return 'oppijanumero';
  return !syntymaaika || isDay(syntymaaika) ? null : 'syntymaaika';
}
