import { type Answer, answered, type Kept } from '../registry/answer.ts';
import type { RecordKind } from './contract.ts';
import type { LookUp } from './look-up.ts';
import { mergedRecords } from './merged-records.ts';
import type { PersonRecords } from './person-records.ts';

/** The kinds of one person's records that a field needs. */
export interface WantedKinds {
  readonly lookUp: LookUp;
  readonly oids: readonly string[];
  readonly kinds: readonly RecordKind[];
}

/** What a field needs, where all of it is at hand; else null. */
export function allAtHand({ lookUp, oids, kinds }: WantedKinds): Answer<PersonRecords> | null {
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) return lookUp.atHand({ oids, kind });
  const answers = kinds.map((one) => lookUp.atHand({ oids, kind: one }));
  const all = answers.filter((answer) => answer !== null);
  return all.length < answers.length ? null : together(all, kinds);
}

/** Loads what a field needs. */
export async function loadAll({ lookUp, oids, kinds }: WantedKinds): Promise<Answer<PersonRecords>> {
  return together(await Promise.all(kinds.map((kind) => lookUp.load({ oids, kind }))), kinds);
}

/** Several kinds as one; the first failure is that of all. */
function together(
  answers: readonly Answer<PersonRecords>[],
  kinds: readonly RecordKind[],
): Answer<PersonRecords> {
  const [only] = answers;
  if (only !== undefined && answers.length === 1) return only;
  let records = mergedRecords([], 0);
  let oldest: string | null = null;
  let kept: Kept | undefined;
  for (const [index, answer] of answers.entries()) {
    if (!answer.answered) return answer;
    records = withKind(records, answer.value, kinds[index]);
    if (oldest === null || answer.observedAt < oldest) oldest = answer.observedAt;
    if (kept === undefined || kept.insteadOf === null) kept = answer.kept ?? kept;
  }
  // A fact is as old as its oldest part, and stale when one part is.
  const whole = answered(records, oldest ?? '');
  return kept === undefined || !whole.answered ? whole : { ...whole, kept };
}

function withKind(all: PersonRecords, part: PersonRecords, kind: RecordKind | undefined): PersonRecords {
  const list = kind === undefined || kind === 'degrees' ? 'attainments' : kind;
  return { ...all, [list]: part[list], missing: { ...all.missing, [list]: part.missing[list] } };
}
