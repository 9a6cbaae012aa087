import type { Answer, Failure } from '../registry/answer.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import type { IdentityRecordDto } from './contract.ts';
import type { PersonOids } from './linked-records.ts';
import { isUnreadable, type MasterRecord } from './master-records.ts';

/** What ONR says of one person OID. */
export type LookedUp =
  | {
      readonly found: 'RECORD';
      readonly record: IdentityRecordDto;
      readonly personOids: PersonOids;
      readonly observedAt: string;
    }
  /** ONR answered: it has no such record. */
  | { readonly found: 'NOTHING'; readonly observedAt: string }
  /** ONR gave no usable answer. */
  | { readonly found: 'NO_ANSWER'; readonly reason: FactReason };

/** Joins a person's record with the OIDs that belong together with its master. */
export function lookedUp(
  asked: string,
  masters: Answer<ReadonlyMap<string, MasterRecord>>,
  personOidsOf: (master: string) => PersonOids,
): LookedUp {
  if (!masters.answered) return noAnswer(masters.failure);
  const { value, observedAt } = masters;
  const record = value.get(asked);
  if (record === undefined) return { found: 'NOTHING', observedAt };
  if (isUnreadable(record)) {
    if (record === 'DISPLACED') return { found: 'NO_ANSWER', reason: reasonOf('INVALID_ANSWER') };
    const { unreadableField: field } = record;
    return { found: 'NO_ANSWER', reason: reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH', field }) };
  }
  return { found: 'RECORD', record, personOids: personOidsOf(record.oidHenkilo), observedAt };
}

/** What is known of a person when ONR gave no usable answer. */
export function noAnswer(failure: Failure): LookedUp {
  return { found: 'NO_ANSWER', reason: reasonOfFailure(failure) };
}

/** A failure to answer, as a reason. */
export function reasonOfFailure({ code, retryAt }: Failure): FactReason {
  return reasonOf(code, { retryAt });
}
