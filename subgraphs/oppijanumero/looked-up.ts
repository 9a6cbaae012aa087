import type { Answer, Failure } from '../registry/answer.ts';
import { type FactReason, reasonOf } from '../registry/reasons.ts';
import type { IdentityRecord } from './identity-record.ts';
import { comparedWithLinks, isLinked, type LinkedRecords, personOidsOf } from './linked-records.ts';
import type { MasterRecord } from './master-records.ts';

/** What ONR says of one person OID. */
export type LookedUp =
  | {
      readonly found: 'RECORD';
      readonly record: IdentityRecord;
      /** The OIDs that belong together, the master's first; null when the links are not known. */
      readonly linkedOids: readonly string[] | null;
      readonly observedAt: string;
    }
  /** ONR answered: it has no such record. */
  | { readonly found: 'NOTHING'; readonly observedAt: string }
  | NoAnswer;

/** ONR gave no usable answer. */
interface NoAnswer {
  readonly found: 'NO_ANSWER';
  readonly reason: FactReason;
  /** Whether its two calls contradict each other: records may have been linked or unlinked between them. */
  readonly isContradiction?: true;
}

/** ONR's two answers about the same persons. */
export interface OnrAnswers {
  readonly masters: Answer<ReadonlyMap<string, MasterRecord>>;
  readonly links: Answer<LinkedRecords>;
}

/** What the two answers together say of a person: neither is taken for true against the other. */
export function lookedUp(asked: string, { masters, links: linksAnswer }: OnrAnswers): LookedUp {
  if (!masters.answered) return noAnswer(masters.failure);
  const { value, observedAt } = masters;
  const links = linksAnswer.answered ? linksAnswer.value : null;
  const record = value.get(asked);
  if (record === undefined) {
    return links !== null && isLinked(asked, links) ? contradiction() : { found: 'NOTHING', observedAt };
  }
  if ('unusable' in record) return invalid(record.unusable);
  const { oidHenkilo, duplicate } = record;
  if (duplicate === true) return contradiction();
  if (links === null) {
    return asked === oidHenkilo ? { found: 'RECORD', record, linkedOids: null, observedAt } : unresolved();
  }
  switch (comparedWithLinks(asked, oidHenkilo, links)) {
    case 'JOINED':
      return { found: 'RECORD', record, linkedOids: personOidsOf(oidHenkilo, links), observedAt };
    case 'NOT_JOINED':
      return { ...invalid('oidHenkilo'), isContradiction: true };
    case 'CONTRADICTED':
      return contradiction();
    case 'UNREADABLE':
      return invalid(null);
  }
}

/** What is known of a person when ONR gave no usable answer. */
export function noAnswer(failure: Failure): NoAnswer {
  return { found: 'NO_ANSWER', reason: reasonOfFailure(failure) };
}

/** A failure to answer, as a reason. */
export function reasonOfFailure({ code, retryAt }: Failure): FactReason {
  return reasonOf(code, { retryAt });
}

function invalid(field: string | null): NoAnswer {
  return { found: 'NO_ANSWER', reason: reasonOf('INVALID_ANSWER', { field }) };
}

function unresolved(): NoAnswer {
  return { found: 'NO_ANSWER', reason: reasonOf('IDENTITY_UNRESOLVED') };
}

function contradiction(): NoAnswer {
  return { ...unresolved(), isContradiction: true };
}
