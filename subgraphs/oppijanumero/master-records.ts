import { isDay, isOppijanumero } from '../registry/identifiers.ts';
import { type IdentityRecordDto, identityRecordSchema } from './contract.ts';

/** A person's master record, or the finding that it cannot be read. */
export type MasterRecord = IdentityRecordDto | 'UNREADABLE';

/** Reads the master records by the OID asked, each by itself: a bad one costs only its own person. */
export function readMasters(
  replies: readonly Readonly<Record<string, unknown>>[],
): ReadonlyMap<string, MasterRecord> {
  const entries = replies.flatMap((reply) => Object.entries(reply));
  return new Map(entries.map(([asked, value]) => [asked, readMaster(value)]));
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
