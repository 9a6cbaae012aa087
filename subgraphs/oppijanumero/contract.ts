import { z } from 'zod';

const code = z.object({ kieliKoodi: z.string(), kieliTyyppi: z.string().nullish() });
const text = z.string().nullish();
const flag = z.boolean().nullish();
const epochMilliseconds = z.number().nullish();
const citizenships = z.array(z.object({ kansalaisuusKoodi: z.string() }));
const eidasIdentifiers = z.array(z.object({ tunniste: z.string() }));

const contactGroup = z.object({
  id: z.number().nullish(),
  ryhmaKuvaus: text,
  ryhmaAlkuperaTieto: text,
  readOnly: flag,
  yhteystieto: z.array(z.object({ yhteystietoTyyppi: text, yhteystietoArvo: text })),
});

const identificationError = z.object({
  yksilointivirheTila: text,
  uudelleenyritysAikaleima: epochMilliseconds,
});

/** `HenkiloDto`, a person record (oph.md §4.5). ONR writes nulls. What the gateway reads of it: identity-record.ts. */
export const henkiloDtoSchema = z.object({
  oidHenkilo: z.string(),
  hetu: text,
  kaikkiHetut: z.array(z.string()).nullish(),
  passivoitu: z.boolean(),
  etunimet: text,
  kutsumanimi: text,
  sukunimi: text,
  aidinkieli: code.nullish(),
  asiointiKieli: code.nullish(),
  kansalaisuus: citizenships.nullish(),
  kasittelijaOid: text,
  syntymaaika: text,
  kuolinpaiva: text,
  sukupuoli: text,
  kotikunta: text,
  /** This record's own OID when the person is identified, else null; null on a duplicate: see the master. */
  oppijanumero: z.string().nullable(),
  turvakielto: z.boolean(),
  eiSuomalaistaHetua: flag,
  yksiloity: flag,
  yksiloityVTJ: flag,
  yksiloityEidas: flag,
  yksilointiYritetty: flag,
  eidasTunnisteet: eidasIdentifiers.nullish(),
  duplicate: z.boolean(),
  created: epochMilliseconds,
  modified: epochMilliseconds,
  vtjsynced: epochMilliseconds,
  createdAt: text,
  modifiedAt: text,
  yhteystiedotRyhma: z.array(contactGroup).nullish(),
  yksilointivirheet: z.array(identificationError).nullish(),
  passinumerot: z.array(z.string()).nullish(),
  kielisyys: z.array(code).nullish(),
});

/** A person record as ONR sends it. */
export type HenkiloDto = z.infer<typeof henkiloDtoSchema>;

/**
 * `HenkiloPerustietoDto` (oph.md §4.5): a person's basic data. It has no `oppijanumero`, `duplicate`,
 * `passivoitu` or `yksiloity*`.
 */
export const henkiloPerustietoDtoSchema = z.object({
  oidHenkilo: z.string(),
  identifications: z.array(z.object({ idpEntityId: z.string(), identifier: z.string() })).nullish(),
  hetu: text,
  eidasTunnisteet: eidasIdentifiers.nullish(),
  etunimet: text,
  kutsumanimi: text,
  sukunimi: text,
  syntymaaika: text,
  turvakielto: z.boolean(),
  aidinkieli: code.nullish(),
  asiointiKieli: code.nullish(),
  kansalaisuus: citizenships.nullish(),
  sukupuoli: text,
  modified: epochMilliseconds,
  modifiedAt: text,
});

/** A person's basic data as ONR sends it. */
export type HenkiloPerustietoDto = z.infer<typeof henkiloPerustietoDtoSchema>;

/** What the gateway reads of a `HenkiloPerustietoDto` that was asked for by identity code. */
export const codeHolderSchema = henkiloPerustietoDtoSchema.pick({ oidHenkilo: true, hetu: true });

/** One link of `POST /s2s/duplicateHenkilos` (oph.md §4.7): `henkiloOid` is the slave. */
export const duplicateLinkSchema = z.object({ henkiloOid: z.string(), masterOid: z.string() });

/** A duplicate record and the master it is linked to. */
export type DuplicateLink = z.infer<typeof duplicateLinkSchema>;

/** `GET /yleistunniste/hae/{oid}` (oph.md §4.4): learner number and linked OIDs, no names, no code. */
export const yleistunnisteSchema = z.object({
  oid: z.string(),
  oppijanumero: z.string().nullable(),
  passivoitu: z.boolean(),
  /** All other OIDs of the person; left out when null. */
  linked: z.array(z.string()).optional(),
});

/** Which learner number an OID belongs to. */
export type Yleistunniste = z.infer<typeof yleistunnisteSchema>;

/** A reply with a list of records; each is parsed by itself, so that one bad record spoils no other. */
export const recordListSchema = z.array(z.unknown());

/** The reply of `masterHenkilosByOidList`: asked OID → the master's record; each is parsed by itself. */
export const masterRecordsSchema = z.record(z.string(), z.unknown());

/**
 * The error map (oph.md §4.3). A client must not read or log it: `message` can echo an identity code. It is
 * here for the mock.
 */
export const errorMapSchema = z.object({
  timestamp: z.number(),
  status: z.number(),
  error: z.string(),
  exception: z.string().optional(),
  message: z.string().optional(),
  path: z.string(),
});

/** ONR's error body. */
export type ErrorMap = z.infer<typeof errorMapSchema>;

/** The reply of `POST /kayttooikeus-service/oauth2/token` (oph.md §4.2); `expires_in` is 300 seconds. */
export const tokenReplySchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string(),
  expires_in: z.number().positive().optional(),
});

/** An access token for ONR. */
export type TokenReply = z.infer<typeof tokenReplySchema>;

/** The most persons that a list call takes (oph.md §4.4). */
export const maxPersonsInCall = 5000;
