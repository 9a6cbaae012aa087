/**
 * Wire format of VIRTA's reading interface: SOAP 1.1, data model 1.06 (WSDL of 2026-05-21; virta-koski.md §1). Only
 * what the gateway keeps of an answer is declared; names, grades, addresses and mobility are never read. Every value
 * is the trimmed text of the answer, null when the element or attribute is absent or empty.
 */

/** Namespace of the SOAP 1.1 envelope. */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Namespace of requests and response roots (§1.1). */
export const messageNamespace = 'http://tietovaranto.csc.fi/luku';

/** Namespace of the data. It has been the same through all of model 1.06; 1.05 (`…/2013/01/29`) is not read. */
export const dataNamespace = 'urn:mace:funet.fi:virta/2015/09/01';

/** The part of a student's data that a question is about. */
export type RecordKind = 'rights' | 'registrations' | 'attainments' | 'degrees';

/** One operation of the WSDL: its message names and the element that holds one learner number. */
export interface Operation {
  readonly request: string;
  /** Accepted response roots: for a list some services answer with the root of the single operation (§1.2). */
  readonly responses: readonly string[];
  readonly payload: 'Virta' | 'Opiskeluoikeudet' | 'LukukausiIlmoittautumiset' | 'Opintosuoritukset';
  readonly idElement: 'kansallinenOppijanumero' | 'kansallinenOppijanumeroLista';
}

/** Everything of up to 200 persons (`OpiskelijanKaikkiTiedotLista`). */
export const listOperation: Operation = {
  request: 'OpiskelijanKaikkiTiedotListaRequest',
  responses: ['OpiskelijanKaikkiTiedotListaResponse', 'OpiskelijanKaikkiTiedotResponse'],
  payload: 'Virta',
  idElement: 'kansallinenOppijanumeroLista',
};

/** The operations for one person and one kind of record (§1.2). */
export const singleOperations: Readonly<Record<RecordKind, Operation>> = {
  rights: single('Opiskeluoikeudet', 'Opiskeluoikeudet'),
  registrations: single('LukukausiIlmoittautumiset', 'LukukausiIlmoittautumiset'),
  attainments: single('Opintosuoritukset', 'Opintosuoritukset'),
  degrees: single('Tutkinnot', 'Opintosuoritukset'),
};

function single(name: string, payload: Operation['payload']): Operation {
  return {
    request: `${name}Request`,
    responses: [`${name}Response`],
    payload,
    idElement: 'kansallinenOppijanumero',
  };
}

/** A student record (`Opiskelija`, §1.4): one per institution, not per person. A single operation's answer is read as one without identifiers. */
export interface Opiskelija {
  readonly kansallinenOppijanumero: string | null;
  /** Only for finding records that belong together inside one answer; never sent, shown or logged. */
  readonly henkilotunnus: string | null;
  readonly opiskeluoikeudet: readonly Opiskeluoikeus[];
  readonly lukukausiIlmoittautumiset: readonly LukukausiIlmoittautuminen[];
  readonly opintosuoritukset: readonly Opintosuoritus[];
}

/** A name in one language (`Nimi` with attribute `kieli`). */
export interface Nimi {
  readonly kieli: string | null;
  readonly teksti: string;
}

/** A right to study (`OpiskeluoikeusTyyppi`, §1.5). `avain` is unique only within `myontaja`. */
export interface Opiskeluoikeus {
  readonly avain: string | null;
  readonly alkuPvm: string | null;
  /** End of validity, usually in the future. */
  readonly loppuPvm: string | null;
  readonly tyyppi: string | null;
  readonly myontaja: string | null;
  /** In any order. */
  readonly tilat: readonly Tila[];
  readonly jaksot: readonly Jakso[];
  /** `Laajuus/Opintopiste`. */
  readonly opintopiste: string | null;
  /** `Opiskeluoikeus/LukuvuosiMaksu`: what is due; not the element of the same name in a registration. */
  readonly lukuvuosimaksut: readonly Maksuvelvollisuus[];
}

/** A period of a right's state (`Opiskeluoikeus/Tila`). */
export interface Tila {
  readonly alkuPvm: string | null;
  readonly loppuPvm: string | null;
  readonly koodi: string | null;
}

/** A period of a right's contents (`Opiskeluoikeus/Jakso`). */
export interface Jakso {
  readonly alkuPvm: string | null;
  readonly loppuPvm: string | null;
  readonly koulutuskoodi: string | null;
  readonly koulutuskunta: string | null;
  readonly koulutuskieli: string | null;
  readonly rahoituslahde: string | null;
  readonly luokittelut: readonly string[];
  readonly nimet: readonly Nimi[];
}

/** The fee due for a period of a right, scholarship included (`Opiskeluoikeus/LukuvuosiMaksu`, §1.7). */
export interface Maksuvelvollisuus {
  readonly alkuPvm: string | null;
  readonly loppuPvm: string | null;
  /** `RahaMaaraTyyppi`: a text of at most five characters, whole euros by agreement. */
  readonly summa: string | null;
}

/** A term registration (§1.6). Without `opiskeluoikeusAvain` it covers all the student's rights at the institution. */
export interface LukukausiIlmoittautuminen {
  readonly opiskeluoikeusAvain: string | null;
  readonly myontaja: string | null;
  readonly tila: string | null;
  readonly ilmoittautumisPvm: string | null;
  readonly alkuPvm: string | null;
  readonly loppuPvm: string | null;
  readonly lukuvuosimaksu: Maksu | null;
}

/** What is recorded as paid for a term (`LukukausiIlmoittautuminen/LukuvuosiMaksu`, §1.7). */
export interface Maksu {
  /** The only link to a right when the registration has none; may point nowhere. */
  readonly opiskeluoikeusAvain: string | null;
  /** `1` when the whole fee is covered by anyone, `0` when any part is open. */
  readonly maksettu: string | null;
  readonly summa: string | null;
  readonly apuraha: string | null;
}

/** An attainment (`OpintosuoritusTyyppi`, §1.8). */
export interface Opintosuoritus {
  readonly avain: string | null;
  readonly opiskeluoikeusAvain: string | null;
  readonly suoritusPvm: string | null;
  /** `Laajuus/Opintopiste`. */
  readonly opintopiste: string | null;
  readonly myontaja: string | null;
  readonly laji: string | null;
  readonly nimet: readonly Nimi[];
  readonly koulutuskoodi: string | null;
  readonly hyvaksilukuPvm: string | null;
  /** `Sisaltyvyys/@sisaltyvaOpintosuoritusAvain`: keys of the attainments inside this one. */
  readonly sisaltyvat: readonly string[];
}
