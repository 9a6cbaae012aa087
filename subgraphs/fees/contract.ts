import { z } from 'zod';

/**
 * Wire format of valinta-tulos-service's tuition-fee register (oph.md §2.1) and of its selection results by
 * application (oph.md §3, first row). Enum-like fields are plain strings: a value that is new to us must not lose the
 * record.
 */

/** Known values of `maksuntila` (§2.1). */
export const MAKSUNTILAT = ['MAKSETTU', 'MAKSAMATTA', 'VAPAUTETTU'] as const;

/** A row of the tuition-fee register (§2.1). `luotu` is UTC in whole seconds and means "last changed". */
export const lukuvuosimaksuSchema = z.object({
  personOid: z.string(),
  hakukohdeOid: z.string(),
  maksuntila: z.string(),
  muokkaaja: z.string(),
  luotu: z.string(),
});

/** Request of the bulk read without CAS (§2.3). */
export const lukuvuosimaksuKyselySchema = z.object({
  hakukohdeOids: z.array(z.string()),
  auditSession: z.object({
    personOid: z.string(),
    roles: z.array(z.string()),
    userAgent: z.string(),
    inetAddress: z.string(),
  }),
});

/**
 * The result of selection for one application option. Field names as in `Valinnantulos` of Opetushallitus/
 * valinta-tulos-service (`valintarekisteri/domain/valinnantulos.scala`). Times are ISO 8601 with an offset: the two
 * `…ViimeisinMuutos` are written in Helsinki time, with as many fraction digits as they have
 * (`customSerializers.scala`, OffsetDateTimeSerializer); `vastaanottoDeadline` is UTC, seen with and without fraction
 * digits in fixtures of OPH's own clients (there of other VTS answers: for this one its format is inferred).
 */
export const valinnantulosSchema = z.object({
  hakukohdeOid: z.string(),
  valintatapajonoOid: z.string(),
  hakemusOid: z.string(),
  henkiloOid: z.string(),
  valinnantila: z.string(),
  ehdollisestiHyvaksyttavissa: z.boolean().optional(),
  ehdollisenHyvaksymisenEhtoKoodi: z.string().optional(),
  ehdollisenHyvaksymisenEhtoFI: z.string().optional(),
  ehdollisenHyvaksymisenEhtoSV: z.string().optional(),
  ehdollisenHyvaksymisenEhtoEN: z.string().optional(),
  julkaistavissa: z.boolean().optional(),
  vastaanottotila: z.string(),
  ilmoittautumistila: z.string(),
  valinnantilanViimeisinMuutos: z.string().optional(),
  vastaanotonViimeisinMuutos: z.string().optional(),
  vastaanottoDeadline: z.string().optional(),
});

/**
 * One state that a selection result has had (`TilaHistoriaRecord` in `SijoitteluWrapper.scala`); `luotu` is UTC in
 * whole seconds, as in the fee register (the same date formatter, `JsonFormats.scala`).
 */
export const tilaHistoriaSchema = z.object({
  valintatapajonoOid: z.string(),
  hakemusOid: z.string(),
  tila: z.string(),
  luotu: z.string(),
});

/**
 * A selection result with the states it has had (`ValinnantulosWithTilahistoria`). `tilaHistoria` is left unread, so
 * that a bad history row does not lose the result.
 */
export const valinnantulosHistoriallaSchema = z.object({
  valinnantulos: valinnantulosSchema,
  tilaHistoria: z.array(z.unknown()).optional(),
});

/** Body of a successful login (§1.1). */
export const kirjautuminenSchema = z.object({ personOid: z.string() });

/** Body of an error answer (§1.2, §2.2); the limit error of the selection results is plain text instead. */
export const virheSchema = z.object({ error: z.string() });

/** A row of the tuition-fee register. */
export type Lukuvuosimaksu = z.infer<typeof lukuvuosimaksuSchema>;

/** Request of the bulk read without CAS. */
export type LukuvuosimaksuKysely = z.infer<typeof lukuvuosimaksuKyselySchema>;

/** The result of selection for one application option. */
export type Valinnantulos = z.infer<typeof valinnantulosSchema>;

/** One state that a selection result has had. */
export type TilaHistoria = z.infer<typeof tilaHistoriaSchema>;

/** A selection result with the states it has had, all read. */
export type ValinnantulosHistorialla = { valinnantulos: Valinnantulos; tilaHistoria: TilaHistoria[] };
