import type {
  Jakso,
  LukukausiIlmoittautuminen,
  Maksu,
  Maksuvelvollisuus,
  Nimi,
  Opintosuoritus,
  Opiskelija,
  Opiskeluoikeus,
  Tila,
} from '../contract.ts';

// What an answer's elements are read into. These are classes, not literals, and their lists begin as one empty list for
// all: V8 keeps count of what literals make, sees that an answer's records outlive a collection of young objects, and
// then makes all later ones old at once. Old ones are given back late, and keep alive what they hold until then: an
// answer of 200 students took a quarter more CPU so.

type Draft<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** A list that nothing is added to: what is added first goes into a copy. */
const none: never[] = [];

/** A list with one more, by which the one before is to be replaced. */
export function added<T>(list: T[], item: T): T[] {
  const more: T[] = list.length === 0 ? none.slice() : list;
  more.push(item);
  return more;
}

/** A student record while it is read. */
export class StudentDraft implements Draft<Opiskelija> {
  kansallinenOppijanumero: string | null = null;
  henkilotunnus: string | null = null;
  opiskeluoikeudet: RightDraft[] = none;
  lukukausiIlmoittautumiset: RegistrationDraft[] = none;
  opintosuoritukset: AttainmentDraft[] = none;
}

/** A right while it is read. */
export class RightDraft implements Draft<Opiskeluoikeus> {
  readonly avain: string | null;
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  tyyppi: string | null = null;
  myontaja: string | null = null;
  tilat: StateDraft[] = none;
  jaksot: PeriodDraft[] = none;
  opintopiste: string | null = null;
  lukuvuosimaksut: FeeDueDraft[] = none;

  constructor(avain: string | null) {
    this.avain = avain;
  }
}

/** A period of a right's state while it is read. */
export class StateDraft implements Draft<Tila> {
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  koodi: string | null = null;
}

/** A period of a right's contents while it is read. */
export class PeriodDraft implements Draft<Jakso> {
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  koulutuskoodi: string | null = null;
  koulutuskunta: string | null = null;
  koulutuskieli: string | null = null;
  rahoituslahde: string | null = null;
  luokittelut: string[] = none;
  nimet: Nimi[] = none;
}

/** A fee due while it is read. */
export class FeeDueDraft implements Draft<Maksuvelvollisuus> {
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  summa: string | null = null;
}

/** A registration while it is read. */
export class RegistrationDraft implements Draft<LukukausiIlmoittautuminen> {
  readonly opiskeluoikeusAvain: string | null;
  myontaja: string | null = null;
  tila: string | null = null;
  ilmoittautumisPvm: string | null = null;
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  lukuvuosimaksu: FeePaidDraft | null = null;

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
