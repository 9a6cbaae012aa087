import type { Answer, Failure } from '../registry/answer.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import type { IdentityRecordDto } from './contract.ts';
import { type LinkedRecords, type PersonOids, personOidsOf } from './linked-records.ts';
import type { MasterRecord } from './master-records.ts';

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

/** ONR's two answers about a batch. */
export interface Answers {
  readonly masters: Answer<ReadonlyMap<string, MasterRecord>>;
  readonly links: Answer<LinkedRecords>;
}

/** Joins a person's record with the records merged into it; without links the OIDs may be incomplete. */
export function lookedUp(asked: string, { masters, links }: Answers): LookedUp {
  if (!masters.answered) return { found: 'NO_ANSWER', reason: reasonOfFailure(masters.failure) };
  const { value, observedAt } = masters;
  const record = value.get(asked);
  if (record === undefined) return { found: 'NOTHING', observedAt };
  if (record === 'UNREADABLE') {
    return { found: 'NO_ANSWER', reason: reasonOf('RECORD_UNREADABLE', { whoCanFix: 'OPH' }) };
  }
  const personOids = personOidsOf(asked, record.oidHenkilo, links.answered ? links.value : null);
  return { found: 'RECORD', record, personOids, observedAt };
}

/** A failure to answer, as a reason. */
export function reasonOfFailure({ code, retryAt }: Failure): FactReason {
  return reasonOf(code, { retryAt });
}
