import { answeredFact, type FactEnvelope, noneFact, unavailableFact } from '../../registry/facts.ts';
import { type ReasonCode, reasonOf } from '../../registry/reasons.ts';

/** The registry's name in facts. */
export const registry = 'VIRTA';

/** Records read one by one: a bad one costs only itself, but is not forgotten. */
export interface Reading<T> {
  readonly items: readonly T[];
  readonly unreadable: number;
  /** The field that made the first of them unreadable, by VIRTA's name; null when none is to be named. */
  readonly field: string | null;
}

/** A fact with a list. */
export interface ListFact<T> extends FactEnvelope {
  readonly items: readonly T[] | null;
  readonly complete: boolean | null;
}

/** What a reader gives of a record besides the name of a bad field. */
type Usable<X> = Exclude<X, Extract<X, string>>;

function isUsable<X>(item: X): item is Usable<X> {
  return typeof item !== 'string';
}

/** Reads each record; `read` gives the name of the field that makes one unusable. */
export function readEach<R, X>(records: readonly R[], read: (record: R) => X): Reading<Usable<X>> {
  const items: Usable<X>[] = [];
  let field: string | null = null;
  for (const record of records) {
    const item = read(record);
    if (isUsable(item)) items.push(item);
    else if (typeof item === 'string') field ??= item;
  }
  return { items, unreadable: records.length - items.length, field };
}

/**
 * The envelope of what was read: nothing there is KNOWN_NONE only when nothing was unreadable, since an unreadable
 * record may be the very one asked about.
 */
export function envelopeOf(reading: {
  readonly found: number;
  readonly unreadable: number;
  readonly field: string | null;
  readonly observedAt: string;
  readonly noneCode: ReasonCode;
}): FactEnvelope {
  const { found, unreadable, field, observedAt, noneCode } = reading;
  const source = { registry, observedAt };
  if (found > 0)
    return answeredFact(source, 'KNOWN', unreadable > 0 ? reasonOf('RECORD_UNREADABLE', { field }) : null);
  if (unreadable > 0) return unavailableFact(registry, { code: 'INVALID_ANSWER', retryAt: null });
  return noneFact(source, noneCode);
}

/** A fact with the list of what was read. */
export function listFactOf<T>(reading: Reading<T>, observedAt: string, noneCode: ReasonCode): ListFact<T> {
  const { items, unreadable, field } = reading;
  const envelope = envelopeOf({ found: items.length, unreadable, field, observedAt, noneCode });
  const some = items.length > 0;
  return { ...envelope, items: some ? items : null, complete: some ? unreadable === 0 : null };
}
