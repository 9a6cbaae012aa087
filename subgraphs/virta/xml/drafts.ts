import type {
  Liikkuvuusjakso,
  LukukausiIlmoittautuminen,
  Maksu,
  Opintosuoritus,
  Opiskelija,
} from '../contract.ts';
import type { Nimi } from '../contract-right.ts';
import { type Draft, none } from './draft.ts';
import type { RightDraft } from './right-drafts.ts';

/** A student record while it is read. */
export class StudentDraft implements Draft<Opiskelija> {
  kansallinenOppijanumero: string | null = null;
  henkilotunnus: string | null = null;
  opiskeluoikeudet: RightDraft[] = none;
  lukukausiIlmoittautumiset: RegistrationDraft[] = none;
  opintosuoritukset: AttainmentDraft[] = none;
  liikkuvuusjaksot: MobilityDraft[] = none;
}

/** A registration while it is read. */
export class RegistrationDraft implements Draft<LukukausiIlmoittautuminen> {
  readonly opiskeluoikeusAvain: string | null;
  myontaja: string | null = null;
  tila: string | null = null;
  ilmoittautumisPvm: string | null = null;
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  lukuvuosimaksut: FeePaidDraft[] = none;

  constructor(opiskeluoikeusAvain: string | null) {
    this.opiskeluoikeusAvain = opiskeluoikeusAvain;
  }
}

/** What is paid for a term while it is read. */
export class FeePaidDraft implements Draft<Maksu> {
  readonly opiskeluoikeusAvain: string | null;
  maksettu: string | null = null;
  summa: string | null = null;
  apuraha: string | null = null;

  constructor(opiskeluoikeusAvain: string | null) {
    this.opiskeluoikeusAvain = opiskeluoikeusAvain;
  }
}

/** An attainment while it is read. */
export class AttainmentDraft implements Draft<Opintosuoritus> {
  readonly avain: string | null;
  readonly opiskeluoikeusAvain: string | null;
  suoritusPvm: string | null = null;
  opintopiste: string | null = null;
  opintoviikko: string | null = null;
  myontaja: string | null = null;
  laji: string | null = null;
  nimet: Nimi[] = none;
  koulutuskoodi: string | null = null;
  hyvaksilukuPvm: string | null = null;
  sisaltyvat: string[] = none;

  constructor(avain: string | null, opiskeluoikeusAvain: string | null) {
    this.avain = avain;
    this.opiskeluoikeusAvain = opiskeluoikeusAvain;
  }
}

/** A period of mobility while it is read. */
export class MobilityDraft implements Draft<Liikkuvuusjakso> {
  readonly avain: string | null;
  readonly opiskeluoikeusAvain: string | null;
  myontaja: string | null = null;
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  suunta: string | null = null;
  maa: string | null = null;
  tyyppi: string | null = null;
  liikkuvuusohjelma: string | null = null;

  constructor(avain: string | null, opiskeluoikeusAvain: string | null) {
    this.avain = avain;
    this.opiskeluoikeusAvain = opiskeluoikeusAvain;
  }
}
