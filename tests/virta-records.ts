import type {
  Liikkuvuusjakso,
  LukukausiIlmoittautuminen,
  Opintosuoritus,
  Opiskelija,
} from '../subgraphs/virta/contract.ts';
import type { Jakso, Opiskeluoikeus, Tila } from '../subgraphs/virta/contract-right.ts';

/** A student record of VIRTA's, empty but for what is told. */
export function student(more: Partial<Opiskelija> = {}): Opiskelija {
  return {
    kansallinenOppijanumero: null,
    henkilotunnus: null,
    opiskeluoikeudet: [],
    lukukausiIlmoittautumiset: [],
    opintosuoritukset: [],
    liikkuvuusjaksot: [],
    ...more,
  };
}

/** A right in force since autumn 2024, but for what is told. */
export function right(more: Partial<Opiskeluoikeus> = {}): Opiskeluoikeus {
  return {
    avain: 'A',
    alkuPvm: '2024-08-01',
    loppuPvm: '2112-12-21',
    tyyppi: '4',
    myontaja: '01901',
    tilat: [tila('1', '2024-08-01')],
    organisaatiot: [],
    jaksot: [],
    ensisijaisuudet: [],
    liittyvat: [],
    siirrot: [],
    opintopiste: '120.000000',
    opintoviikko: null,
    lukuvuosimaksut: [],
    ...more,
  };
}

/** A period of a state. */
export function tila(koodi: string | null, alkuPvm: string | null, loppuPvm: string | null = null): Tila {
  return { koodi, alkuPvm, loppuPvm };
}

/** A phase of which nothing but the municipality is reported, but for what is told. */
export function jakso(alkuPvm: string, more: Partial<Jakso> = {}): Jakso {
  return {
    alkuPvm,
    loppuPvm: null,
    koulutuskoodi: null,
    koulutuskunta: '091',
    koulutuskieli: null,
    rahoituslahde: null,
    luokittelut: [],
    nimet: [],
    ...more,
  };
}

/** A registration as present for autumn 2025, but for what is told. */
export function registration(more: Partial<LukukausiIlmoittautuminen> = {}): LukukausiIlmoittautuminen {
  return {
    opiskeluoikeusAvain: null,
    myontaja: '01901',
    tila: '1',
    ilmoittautumisPvm: null,
    alkuPvm: '2025-08-01',
    loppuPvm: '2025-12-31',
    lukuvuosimaksut: [],
    ...more,
  };
}

/** A course of five credits, but for what is told. */
export function course(more: Partial<Opintosuoritus> = {}): Opintosuoritus {
  return {
    avain: 'C',
    opiskeluoikeusAvain: 'A',
    suoritusPvm: '2025-10-01',
    opintopiste: '5',
    opintoviikko: null,
    myontaja: '01901',
    laji: '2',
    nimet: [],
    koulutuskoodi: null,
    hyvaksilukuPvm: null,
    sisaltyvat: [],
    ...more,
  };
}

/** An exchange in Sweden, but for what is told. */
export function mobility(more: Partial<Liikkuvuusjakso> = {}): Liikkuvuusjakso {
  return {
    avain: 'M',
    opiskeluoikeusAvain: 'A',
    myontaja: '01901',
    alkuPvm: '2025-08-15',
    loppuPvm: '2025-12-20',
    suunta: '1',
    maa: '752',
    tyyppi: '1',
    liikkuvuusohjelma: '103',
    ...more,
  };
}
