import { z } from 'zod';
import type { FactState } from '../registry/facts.ts';
import type { Actor, ReasonCode } from '../registry/reasons.ts';

/** What a shape gives, not to be changed. */
export type Read<Shape extends z.ZodType> = Unchanged<z.infer<Shape>>;

type Unchanged<T> = T extends object ? { readonly [Key in keyof T]: Unchanged<T[Key]> } : T;

export const text = z.string();
export const optionalText = text.nullable();

export const state = z.custom<FactState>();

/** A reason as rules read it: its message is left out and rebuilt. */
export const reason = z.object({
  code: z.custom<ReasonCode>(),
  whoCanFix: z.custom<Actor>().nullable(),
  retryAt: optionalText,
});

/** The envelope of every fact. */
export const envelope = z.object({
  state,
  reason: reason.nullable(),
  source: z.object({ registry: text, observedAt: optionalText }),
});

/** False when records are missing that could not be read. */
export const complete = z.boolean().nullable();

/** A fact that is a list, of which records may be missing. */
export function records<Entry extends z.ZodType>(entry: Entry) {
  return envelope.extend({ complete, items: z.array(entry).nullable() });
}

export const localizedText = z.object({ fi: optionalText, sv: optionalText, en: optionalText });

export const institution = z.object({ code: optionalText, oid: optionalText, name: localizedText });

/** An institution of which only the number is asked. */
export const institutionCode = institution.pick({ code: true });

/** A sum in hundredths of a euro. */
export const cents = z.object({ cents: z.number() });
