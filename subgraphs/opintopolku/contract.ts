import { z } from 'zod';

/**
 * Wire format of valinta-tulos-service's Migri API: oph.md §1.3 (`MigriHakija`), §1.4 (`MigriHakemus`), §1.1 (login
 * reply) and §1.2 (errors). Enum-like fields are plain strings: a value that is new to us must not lose the record.
 */

/** Values of `valintaTila` that the Migri answer can hold (§1.4). */
export const VALINTA_TILAT = ['HYVAKSYTTY', 'VARASIJALTA_HYVAKSYTTY'] as const;

/** Known values of `vastaanottoTila` (§1.4). */
export const VASTAANOTTO_TILAT = [
  'KESKEN',
  'VASTAANOTTANUT_SITOVASTI',
  'EHDOLLISESTI_VASTAANOTTANUT',
  'EI_VASTAANOTETTU_MAARA_AIKANA',
  'PERUNUT',
  'PERUUTETTU',
  'OTTANUT_VASTAAN_TOISEN_PAIKAN',
] as const;

/** Known values of `ilmoittautuminenTila` (§1.4). */
export const ILMOITTAUTUMINEN_TILAT = [
  'EI_TEHTY',
  'LASNA_KOKO_LUKUVUOSI',
  'POISSA_KOKO_LUKUVUOSI',
  'EI_ILMOITTAUTUNUT',
  'LASNA_SYKSY',
  'POISSA_SYKSY',
  'LASNA',
  'POISSA',
] as const;

/** Known values of `maksuvelvollisuus` (§1.4). */
export const MAKSUVELVOLLISUUDET = ['REQUIRED', 'NOT_REQUIRED', 'NOT_CHECKED'] as const;

/** Known values of `lukuvuosimaksu` (§1.4); `MAKSAMATTA` is also what VTS says when nothing is recorded. */
export const LUKUVUOSIMAKSUT = ['MAKSETTU', 'MAKSAMATTA', 'VAPAUTETTU'] as const;

/** Known values of `koulutuksenAlkamiskausi` (§1.4): spring and autumn. */
export const ALKAMISKAUDET = ['K', 'S'] as const;

/** A name by language, keys a subset of `fi`, `sv`, `en` (§1.4). */
export const nimiSchema = z.object({
  fi: z.string().optional(),
  sv: z.string().optional(),
  en: z.string().optional(),
});

/** One accepted application option (§1.4). */
export const migriHakemusSchema = z.object({
  hakuOid: z.string(),
  hakuNimi: nimiSchema,
  hakemusOid: z.string(),
  organisaatioOid: z.string(),
  organisaatioNimi: nimiSchema,
  hakukohdeOid: z.string(),
  hakukohdeNimi: nimiSchema,
  toteutusOid: z.string(),
  toteutusNimi: nimiSchema,
  valintaTila: z.string(),
  vastaanottoTila: z.string(),
  ilmoittautuminenTila: z.string(),
  maksuvelvollisuus: z.string().optional(),
  lukuvuosimaksu: z.string().optional(),
  koulutuksenAlkamisvuosi: z.int32().optional(),
  koulutuksenAlkamiskausi: z.string().optional(),
});

/**
 * A person with accepted places (§1.3). `hakemukset` is left unread, so that one bad application does not lose the
 * others: parse each with `migriHakemusSchema`.
 */
export const migriHakijaSchema = z.object({
  henkilotunnus: z.string().optional(),
  henkiloOid: z.string(),
  sukunimi: z.string().optional(),
  etunimet: z.string().optional(),
  kansalaisuudet: z.array(z.string()).optional(),
  syntymaaika: z.string().optional(),
  hakemukset: z.array(z.unknown()),
});

/**
 * An application round in Studyinfo's public data (konfo-backend, `/external/haku/{oid}`): of all that it says only the
 * target group (haunkohdejoukko) is read.
 */
export const hakuSchema = z.object({ oid: z.string(), kohdejoukko: z.object({ koodiUri: z.string() }) });

/** Body of an error answer (§1.1, §1.2). */
export const virheSchema = z.object({ error: z.string() });

/** Body of a successful login (§1.1). */
export const kirjautuminenSchema = z.object({ personOid: z.string() });

/** An application round. */
export type Haku = z.infer<typeof hakuSchema>;

/** A name by language. */
export type Nimi = z.infer<typeof nimiSchema>;

/** One accepted application option. */
export type MigriHakemus = z.infer<typeof migriHakemusSchema>;

/** A person with accepted places, the applications read. */
export type MigriHakija = Omit<z.infer<typeof migriHakijaSchema>, 'hakemukset'> & {
  hakemukset: MigriHakemus[];
};

/** Body of an error answer. */
export type Virhe = z.infer<typeof virheSchema>;

/** Body of a successful login. */
export type Kirjautuminen = z.infer<typeof kirjautuminenSchema>;
