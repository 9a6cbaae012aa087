import { answeredFact, type FactEnvelope, noneFact, unavailableFact } from '../../registry/facts.ts';
import { type FactReason, type ReasonCode, reasonOf } from '../../registry/reasons.ts';

/** The registry's name in facts. */
export const registry = 'VIRTA';

/** What of some records was there and is not in the fact. */
export interface Gaps {
  /** Records that could not be used. */
  readonly unreadable: number;
  /** The field that made one of them unusable, by VIRTA's name, the first by the alphabet; null when none is to be named. */
  readonly field: string | null;
  /** The field of a record in use whose text was not understood, named likewise; null when all were. */
  readonly unread: string | null;
}

/** Records read one by one: a bad one costs only itself, but is not forgotten. */
export interface Reading<T> extends Gaps {
  readonly items: readonly T[];
}

/** A fact with a list. */
export interface ListFact<T> extends FactEnvelope {
  readonly items: readonly T[] | null;
  readonly complete: boolean | null;
}

/** Texts of records in use that were there and not understood: one costs only itself, but is not forgotten. */
export class UnreadTexts {
  /** The field of one of them, the first by the alphabet, since records come in any order; null when there is none. */
  field: string | null = null;

  /** Notes that the text of a field, by VIRTA's name, was not understood. */
  note(field: string): void {
    this.field = firstOf(this.field, field);
  }

  /** A value as it was read; null, and noted, when its text was not understood. */
  orNull<T>(value: T | null | undefined, field: string): T | null {
    if (value !== undefined) return value;
    this.note(field);
    return null;
  }

  /** The word for a code; noted, and unknown, when nobody knows the code. */
  word<W>(code: string | null, words: ReadonlyMap<string, W>, field: string): W | 'UNKNOWN' {
    const word = code === null ? undefined : words.get(code);
    return this.orNull(word, field) ?? 'UNKNOWN';
  }
}

/** What a reader gives of a record besides the name of a bad field. */
type Usable<X> = Exclude<X, Extract<X, string>>;

function isUsable<X>(item: X): item is Usable<X> {
  return typeof item !== 'string';
}

/** Reads each record; `read` gives the name of the field that makes one unusable. */
export function readEach<R, X>(
  records: readonly R[],
  read: (record: R, unread: UnreadTexts) => X,
): Reading<Usable<X>> {
  const items: Usable<X>[] = [];
  const unread = new UnreadTexts();
  let field: string | null = null;
  for (const record of records) {
    const item = read(record, unread);
    if (isUsable(item)) items.push(item);
    else if (typeof item === 'string') field = firstOf(field, item);
  }
  return { items, unreadable: records.length - items.length, field, unread: unread.field };
}

/** The gaps of two readings as those of one, and of more records that are missing. */
export function gapsTogether(one: Gaps, other: Gaps, missing = 0): Gaps {
  return {
    unreadable: one.unreadable + other.unreadable + missing,
    field: firstOf(one.field, other.field),
    unread: firstOf(one.unread, other.unread),
  };
}

/** Whether all that was there is in the fact. */
export function isComplete({ unreadable, unread }: Gaps): boolean {
  return unreadable === 0 && unread === null;
}

/**
 * The envelope of what was read: nothing there is KNOWN_NONE only when nothing was unreadable, since an unreadable
 * record may be the very one asked about.
 */
export function envelopeOf(
  gaps: Gaps,
  { found, observedAt, noneCode }: { found: number; observedAt: string; noneCode: ReasonCode },
): FactEnvelope {
  const source = { registry, observedAt };
  if (found > 0) return answeredFact(source, 'KNOWN', reasonFor(gaps));
  if (!isComplete(gaps)) return unavailableFact(registry, { code: 'INVALID_ANSWER', retryAt: null });
  return noneFact(source, noneCode);
}

/** A fact with the list of what was read. */
export function listFactOf<T>(reading: Reading<T>, observedAt: string, noneCode: ReasonCode): ListFact<T> {
  const { items } = reading;
  const envelope = envelopeOf(reading, { found: items.length, observedAt, noneCode });
  return items.length === 0
    ? { ...envelope, items: null, complete: null }
    : { ...envelope, items, complete: isComplete(reading) };
}

function reasonFor({ unreadable, field, unread }: Gaps): FactReason | null {
  if (unreadable > 0) return reasonOf('RECORD_UNREADABLE', { field });
  return unread === null ? null : reasonOf('FIELD_UNREADABLE', { field: unread });
}

function firstOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
