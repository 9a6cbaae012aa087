import { z } from 'zod';
import { isDay, isOppijanumero } from '../registry/identifiers.ts';
import { fieldOf } from '../registry/reply.ts';

const nothingWritten = /^[\s\p{Cc}\p{Cf}]*$/u;

/** A text without the spaces around it; null for one in which nothing is written. */
const written = z
  .string()
  .nullish()
  .transform((text) => (nothingWritten.test(text ?? '') ? null : (text ?? '').trim()));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);

/** Whose record it is decides what is joined: it is read whole, or the record is no answer. */
const owner = z
  .object({
    oidHenkilo: z.string().refine(isOppijanumero),
    oppijanumero: z.string().nullable(),
  })
  .refine(({ oidHenkilo, oppijanumero }) => oppijanumero === null || oppijanumero === oidHenkilo, {
    path: ['oppijanumero'],
  });

/** All else costs only itself. Of the identity code and the day of death it is kept only whether there is one. */
const rest = {
  etunimet: written,
  sukunimi: written,
  syntymaaika: written.refine((text) => text === null || isDay(text)),
  /** Of a partial date, too, one thing is certain. */
  kuolinpaiva: written.refine((text) => text === null || /\d/.test(text)).transform((text) => text !== null),
  kansalaisuus: z
    .array(z.object({ kansalaisuusKoodi: written.pipe(z.string().regex(/^\d{3}$/)) }))
    .nullish()
    .transform((list) => (list ?? []).map(({ kansalaisuusKoodi }) => kansalaisuusKoodi)),
  hetu: written.transform((text) => text !== null),
  turvakielto: z.boolean(),
  passivoitu: z.boolean(),
  duplicate: z.boolean(),
  yksiloity: flag,
  yksiloityVTJ: flag,
  yksiloityEidas: flag,
};
const whole = z.object(rest);
const orNull = <S extends z.ZodType>(schema: S) => schema.or(z.unknown().transform(() => null));
const inParts = z.object({
  etunimet: orNull(rest.etunimet),
  sukunimi: orNull(rest.sukunimi),
  syntymaaika: orNull(rest.syntymaaika),
  kuolinpaiva: orNull(rest.kuolinpaiva),
  kansalaisuus: orNull(rest.kansalaisuus),
  hetu: orNull(rest.hetu),
  turvakielto: orNull(rest.turvakielto),
  passivoitu: orNull(rest.passivoitu),
  duplicate: orNull(rest.duplicate),
  yksiloity: orNull(rest.yksiloity),
  yksiloityVTJ: orNull(rest.yksiloityVTJ),
  yksiloityEidas: orNull(rest.yksiloityEidas),
});
/** What is no part of the identity. */
const besides = z.object({
  /** Undefined when it could not be read. */
  kotikunta: written
    .refine((text) => text === null || /^\d{3}$/.test(text))
    .or(z.unknown().transform(() => undefined)),
  modifiedAt: z.unknown(),
});

/**
 * What the gateway reads of a `HenkiloDto`; a field is null when it could not be read. Contact details, passport numbers,
 * languages and handlers are left behind at the door.
 */
export interface IdentityRecord
  extends z.output<typeof owner>,
    z.output<typeof inParts>,
    z.output<typeof besides> {
  /** Fields that say something that was not understood, by ONR's names. */
  readonly unreadable: readonly string[];
}

/** The finding that a record tells of nobody: the field that does not, by ONR's name, when one is to be named. */
export interface NobodysRecord {
  readonly unusable: string | null;
}

/** Reads a person record. */
export function readIdentityRecord(value: unknown): IdentityRecord | NobodysRecord {
  const whose = owner.safeParse(value);
  if (!whose.success) return { unusable: fieldOf(whose.error) };
  const all = whole.safeParse(value);
  const unreadable = [...new Set(all.error?.issues.map(({ path }) => String(path[0])))];
  const read = all.success ? all.data : inParts.parse(value);
  return { ...whose.data, ...read, ...besides.parse(value), unreadable };
}
