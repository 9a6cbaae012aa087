import { answeredFact, type FactEnvelope, noneFact, unavailableFact } from '../../registry/facts.ts';
import { type ReasonCode, reasonOf } from '../../registry/reasons.ts';

/** The registry's name in facts. */
export const registry = 'VIRTA';

/** Records read one by one: a bad one costs only itself, but is not forgotten. */
export interface Reading<T> {
  readonly items: readonly T[];
  readonly unreadable: number;
}

/** A fact with a list. */
export interface ListFact<T> extends FactEnvelope {
  readonly items: readonly T[] | null;
  readonly complete: boolean | null;
}

/** Reads each record; `read` gives null for one that cannot be used. */
export function readEach<R, T>(records: readonly R[], read: (record: R) => T | null): Reading<T> {
  const items: T[] = [];
  for (const record of records) {
    const item = read(record);
    if (item !== null) items.push(item);
  }
  return { items, unreadable: records.length - items.length };
}

/**
 * The envelope of what was read: nothing there is KNOWN_NONE only when nothing was unreadable, since an unreadable
 * record may be the very one asked about.
 */
export function envelopeOf(reading: {
  readonly found: number;
  readonly unreadable: number;
  readonly observedAt: string;
  readonly noneCode: ReasonCode;
}): FactEnvelope {
  const { found, unreadable, observedAt, noneCode } = reading;
  const source = { registry, observedAt };
  if (found > 0) return answeredFact(source, 'KNOWN', unreadable > 0 ? reasonOf('RECORD_UNREADABLE') : null);
  if (unreadable > 0) return unavailableFact(registry, { code: 'INVALID_ANSWER', retryAt: null });
  return noneFact(source, noneCode);
}

/** A fact with the list of what was read. */
export function listFactOf<T>(reading: Reading<T>, observedAt: string, noneCode: ReasonCode): ListFact<T> {
  const { items, unreadable } = reading;
  const envelope = envelopeOf({ found: items.length, unreadable, observedAt, noneCode });
  const some = items.length > 0;
  return { ...envelope, items: some ? items : null, complete: some ? unreadable === 0 : null };
}
