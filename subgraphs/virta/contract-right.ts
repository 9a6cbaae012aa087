/** Wire format of a right to study (virta-koski.md §1.5); see contract.ts for what a value is. */

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
  /** In any order, as all lists. */
  readonly tilat: readonly Tila[];
  readonly organisaatiot: readonly Organisaatio[];
  readonly jaksot: readonly Jakso[];
  readonly ensisijaisuudet: readonly Aikajakso[];
  /** `Liittyvyys/@liittyvaOpiskeluoikeusAvain`: keys of rights that belong with this one. */
  readonly liittyvat: readonly string[];
  /** `SiirtoOpiskelija`; the schema allows one. */
  readonly siirrot: readonly Siirto[];
  /** `Laajuus/Opintopiste`. */
  readonly opintopiste: string | null;
  /** `Laajuus/Opintoviikko`: the study weeks in use until 2005. */
  readonly opintoviikko: string | null;
  /** `Opiskeluoikeus/LukuvuosiMaksu`: what is due; not the element of the same name in a registration. */
  readonly lukuvuosimaksut: readonly Maksuvelvollisuus[];
}

/** A period (`AikajaksoTyyppi`); of a right's `Ensisijaisuus`, one in which the right is the student's primary one. */
export interface Aikajakso {
  readonly alkuPvm: string | null;
  readonly loppuPvm: string | null;
}

/** An institution's part in a right (`Opiskeluoikeus/Organisaatio`); its share (`Osuus`) is not read. */
export interface Organisaatio {
  readonly rooli: string | null;
  readonly koodi: string | null;
}

/** That the student came from another institution, or went to one (`Opiskeluoikeus/SiirtoOpiskelija`). */
export interface Siirto {
  /** Key of the right at the institution that the student came from. */
  readonly lahdeOpiskeluoikeusAvain: string | null;
  readonly siirtoPvm: string | null;
  readonly lukukausikertymat: readonly Lukukausikertyma[];
}

/** Terms used at the institution that a student came from, by the state of registration. */
export interface Lukukausikertyma {
  readonly ilmoittautuminenTila: string | null;
  readonly maara: string | null;
}

/** A period of a right's state (`Opiskeluoikeus/Tila`). */
export interface Tila extends Aikajakso {
  readonly koodi: string | null;
}

/** A period of a right's contents (`Opiskeluoikeus/Jakso`). */
export interface Jakso extends Aikajakso {
  readonly koulutuskoodi: string | null;
  readonly koulutuskunta: string | null;
  readonly koulutuskieli: string | null;
  readonly rahoituslahde: string | null;
  readonly luokittelut: readonly string[];
  readonly nimet: readonly Nimi[];
}

/** The fee due for a period of a right, scholarship included (`Opiskeluoikeus/LukuvuosiMaksu`, §1.7). */
export interface Maksuvelvollisuus extends Aikajakso {
  /** `RahaMaaraTyyppi`: a text of at most five characters, whole euros by agreement. */
  readonly summa: string | null;
}
