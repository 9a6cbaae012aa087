import type { Aikajakso, Nimi, Opiskeluoikeus } from './contract-right.ts';

/**
 * Wire format of VIRTA's reading interface: SOAP 1.1, data model 1.06 (WSDL of 2026-05-21; virta-koski.md §1). Only
 * what the gateway keeps of an answer is declared; persons' names, grades, addresses, student union membership and fields of
 * education are never read. Every value is the trimmed text of the answer, null when the element or attribute is absent or
 * empty; of an element that may stand once and stands twice with different texts, both are in it.
 */

/** Namespace of the SOAP 1.1 envelope. */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Namespace of requests and response roots (§1.1). */
export const messageNamespace = 'http://tietovaranto.csc.fi/luku';

/** Namespace of the data. It has been the same through all of model 1.06; 1.05 (`…/2013/01/29`) is not read. */
export const dataNamespace = 'urn:mace:funet.fi:virta/2015/09/01';

/** The part of a student's data that a question is about. */
export type RecordKind = 'rights' | 'registrations' | 'attainments' | 'degrees' | 'mobility';

/** One operation of the WSDL: its message names and the element that holds one learner number. */
export interface Operation {
  readonly request: string;
  /** Accepted response roots: for a list some services answer with the root of the single operation (§1.2). */
  readonly responses: readonly string[];
  readonly payload:
    | 'Virta'
    | 'Opiskeluoikeudet'
    | 'LukukausiIlmoittautumiset'
    | 'Opintosuoritukset'
    | 'Liikkuvuusjaksot';
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
  mobility: single('Liikkuvuusjaksot', 'Liikkuvuusjaksot'),
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
  readonly liikkuvuusjaksot: readonly Liikkuvuusjakso[];
}

/** A term registration (§1.6). Without `opiskeluoikeusAvain` it covers all the student's rights at the institution. */
export interface LukukausiIlmoittautuminen extends Aikajakso {
  readonly opiskeluoikeusAvain: string | null;
  readonly myontaja: string | null;
  readonly tila: string | null;
  readonly ilmoittautumisPvm: string | null;
  /** The schema allows one. */
  readonly lukuvuosimaksut: readonly Maksu[];
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
  /** `Laajuus/Opintoviikko`. */
  readonly opintoviikko: string | null;
  readonly myontaja: string | null;
  readonly laji: string | null;
  readonly nimet: readonly Nimi[];
  readonly koulutuskoodi: string | null;
  readonly hyvaksilukuPvm: string | null;
  /** `Sisaltyvyys/@sisaltyvaOpintosuoritusAvain`: keys of the attainments inside this one. */
  readonly sisaltyvat: readonly string[];
}

/** A period of mobility (`LiikkuvuusjaksoTyyppi`, §1.9): an exchange or a traineeship abroad, or from abroad. */
export interface Liikkuvuusjakso extends Aikajakso {
  readonly avain: string | null;
  readonly opiskeluoikeusAvain: string | null;
  readonly myontaja: string | null;
  readonly suunta: string | null;
  readonly maa: string | null;
  readonly tyyppi: string | null;
  readonly liikkuvuusohjelma: string | null;
}
