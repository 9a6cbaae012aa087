import type {
  Aikajakso,
  Jakso,
  Lukukausikertyma,
  Maksuvelvollisuus,
  Nimi,
  Opiskeluoikeus,
  Organisaatio,
  Siirto,
  Tila,
} from '../contract-right.ts';
import { type Draft, none } from './draft.ts';

/** A right while it is read. */
export class RightDraft implements Draft<Opiskeluoikeus> {
  readonly avain: string | null;
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
  tyyppi: string | null = null;
  myontaja: string | null = null;
  tilat: StateDraft[] = none;
  organisaatiot: RoleDraft[] = none;
  jaksot: PeriodDraft[] = none;
  ensisijaisuudet: SpanDraft[] = none;
  liittyvat: string[] = none;
  siirrot: TransferDraft[] = none;
  opintopiste: string | null = null;
  opintoviikko: string | null = null;
  lukuvuosimaksut: FeeDueDraft[] = none;

  constructor(avain: string | null) {
    this.avain = avain;
  }
}

/** A period of a right's being the primary one while it is read. */
export class SpanDraft implements Draft<Aikajakso> {
  alkuPvm: string | null = null;
  loppuPvm: string | null = null;
}

/** An institution's part in a right while it is read. */
export class RoleDraft implements Draft<Organisaatio> {
  rooli: string | null = null;
  koodi: string | null = null;
}

/** A transfer while it is read. */
export class TransferDraft implements Draft<Siirto> {
  readonly lahdeOpiskeluoikeusAvain: string | null;
  siirtoPvm: string | null = null;
  lukukausikertymat: TermsUsedDraft[] = none;

  constructor(lahdeOpiskeluoikeusAvain: string | null) {
    this.lahdeOpiskeluoikeusAvain = lahdeOpiskeluoikeusAvain;
  }
}

/** Terms used while they are read. */
export class TermsUsedDraft implements Draft<Lukukausikertyma> {
  ilmoittautuminenTila: string | null = null;
  maara: string | null = null;
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
