import { z } from 'zod';

/** A text as the graph gives it; a language is null when the source has none. */
export const said = z.object({
  fi: z.string().nullable(),
  sv: z.string().nullable(),
  en: z.string().nullable(),
});

/** A text as the graph gives it. */
export type Said = z.infer<typeof said>;

const reason = z.object({ code: z.string(), whoCanFix: z.string().nullable() });

/** Why something is not there, and who can act. */
export type Reason = z.infer<typeof reason>;

const source = z.object({
  registry: z.string(),
  observedAt: z.string().nullable(),
  recordedAt: z.string().nullable(),
  servedFrom: z.string(),
});

/** What stands around every registered fact; `complete` is false when some of its records could not be read. */
export const envelope = z.object({
  state: z.string(),
  reason: reason.nullable(),
  source,
  complete: z.boolean().nullish(),
});

/** What stands around every registered fact. */
export type Envelope = z.infer<typeof envelope>;

const input = z.object({
  fact: z.string(),
  registry: z.string(),
  state: z.string(),
  observedAt: z.string().nullable(),
});

/** What stands around every derived fact. */
export const derived = z.object({
  determination: z.enum(['DETERMINED', 'UNDETERMINED']),
  validOn: z.string(),
  rule: z.object({ id: z.string(), version: z.number() }),
  inputs: z.array(input),
  missing: z.array(z.object({ fact: z.string(), state: z.string(), reason })),
  outOfScope: z.array(z.object({ fact: z.string() })),
});

/** What stands around every derived fact. */
export type Derived = z.infer<typeof derived>;

/** Money in hundredths. */
export const money = z.object({ cents: z.number() });
