/**
 * A synthetic person as the sandbox's registries know the person. Codes are the registries' own (Finnish) ones,
 * so that a mock only has to put them into its wire format. One `Person` is one human being, however many
 * records the registries keep of them.
 */
export interface Person {
  /** Persona (`P00`, `P03b`) or generated (`G000001`). */
  readonly id: string;
  readonly story: string;
  /** ONR records, the master first; empty when ONR has none. */
  readonly records: readonly IdentityRecord[];
  /** VTS: all application choices, accepted or not. */
  readonly places: readonly StudyPlace[];
  /** Rows of the tuition-fee register. */
  readonly feeRows: readonly FeeRow[];
  /** VIRTA: one record per institution. */
  readonly studentRecords: readonly StudentRecord[];
  /** Migri's register; null when the person is unknown there. */
  readonly migri: MigriRecord | null;
}

export interface Names {
  readonly fi?: string;
  readonly sv?: string;
  readonly en?: string;
}

export interface IdentityRecord {
  readonly oid: string;
  readonly givenNames: string;
  readonly callingName: string;
  readonly familyName: string;
  readonly birthDate: string;
  /** koodisto maatjavaltiot2, e.g. `704`. */
  readonly citizenships: readonly string[];
  readonly personalIdentityCode: string | null;
  readonly identifiedBy: 'VTJ' | 'MANUAL' | 'EIDAS' | 'NONE';
  readonly nonDisclosure: boolean;
  readonly municipality: string | null;
  readonly sex: '1' | '2';
}

export interface NamedOid {
  readonly oid: string;
  readonly name: Names;
}

export interface StudyPlace {
  /** The person OID on the application: may be a merged (slave) one. */
  readonly personOid: string;
  readonly applicationOid: string;
  readonly round: NamedOid;
  /** The round's target group, koodisto haunkohdejoukko: `12`, higher education, unless told. */
  readonly targetGroup?: '11' | '12';
  /** A 20-digit last node (35 characters in all) is kouta; a shorter one is old tarjonta, which VTS skips. */
  readonly option: NamedOid;
  readonly implementation: NamedOid;
  readonly provider: NamedOid;
  readonly valintaTila:
    | 'HYVAKSYTTY'
    | 'VARASIJALTA_HYVAKSYTTY'
    | 'VARALLA'
    | 'HYLATTY'
    | 'PERUUNTUNUT'
    | 'PERUNUT'
    | 'PERUUTETTU'
    | 'KESKEN';
  readonly vastaanottoTila:
    | 'KESKEN'
    | 'VASTAANOTTANUT_SITOVASTI'
    | 'EHDOLLISESTI_VASTAANOTTANUT'
    | 'EI_VASTAANOTETTU_MAARA_AIKANA'
    | 'PERUNUT'
    | 'PERUUTETTU'
    | 'OTTANUT_VASTAAN_TOISEN_PAIKAN';
  readonly ilmoittautuminenTila:
    | 'EI_TEHTY'
    | 'LASNA_KOKO_LUKUVUOSI'
    | 'POISSA_KOKO_LUKUVUOSI'
    | 'EI_ILMOITTAUTUNUT'
    | 'LASNA_SYKSY'
    | 'POISSA_SYKSY'
    | 'LASNA'
    | 'POISSA';
  /** Null when ATARU has no review row: VTS then omits the field. */
  readonly maksuvelvollisuus: 'REQUIRED' | 'NOT_REQUIRED' | 'NOT_CHECKED' | null;
  readonly condition: Names | null;
  readonly published: boolean;
  /** ISO instant; null when none. */
  readonly acceptanceDeadline: string | null;
  readonly startYear: number | null;
  readonly startSeason: 'K' | 'S' | null;
}

export interface FeeRow {
  readonly personOid: string;
  readonly optionOid: string;
  readonly maksuntila: 'MAKSETTU' | 'MAKSAMATTA' | 'VAPAUTETTU';
  readonly recordedBy: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly recordedAt: string;
}

export interface StudentRecord {
  /** Institution number, five digits. */
  readonly institution: string;
  readonly studentKey: string;
  /** Null when the institution never recorded it: the record is then found by nobody. */
  readonly learnerNumber: string | null;
  readonly personalIdentityCode: string | null;
  readonly rights: readonly StudyRightRecord[];
  readonly registrations: readonly RegistrationRecord[];
  readonly attainments: readonly AttainmentRecord[];
  readonly mobility?: readonly MobilityRecord[];
}

export interface StudyRightRecord {
  readonly key: string;
  readonly startsOn: string;
  /** `2112-12-21` is VIRTA's open end; null leaves the element out. */
  readonly endsOn: string | null;
  /** virtaopiskeluoikeudentyyppi, `1`–`20`. */
  readonly type: string;
  /** In the order VIRTA would send them: not always by date. */
  readonly states: readonly { readonly code: string; readonly startsOn: string; readonly endsOn?: string }[];
  readonly periods: readonly StudyRightPeriod[];
  readonly fees: readonly { readonly startsOn: string; readonly endsOn?: string; readonly amount: string }[];
  /** Credits as text, e.g. `120` or `120.0`. */
  readonly extent: string | null;
  /** Organisaatio: role (`1`–`5`, `9`) and number of an institution. */
  readonly institutions?: readonly { readonly role: string; readonly code: string }[];
  /** Ensisijaisuus: periods in which it is the primary right. */
  readonly primary?: readonly { readonly startsOn: string; readonly endsOn?: string }[];
  /** Liittyvyys: keys of rights that belong with it. */
  readonly related?: readonly string[];
  readonly transfer?: TransferRecord;
}

/** SiirtoOpiskelija: when the student moved, from which right, and the terms used before. */
export interface TransferRecord {
  readonly on: string;
  readonly sourceKey?: string;
  readonly terms: readonly { readonly state: string; readonly count: string }[];
}

/** Liikkuvuusjakso: an exchange or a traineeship. */
export interface MobilityRecord {
  readonly key: string;
  readonly rightKey: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  /** `1` out, `2` in. */
  readonly direction: '1' | '2';
  /** koodisto maatjavaltiot2. */
  readonly country: string;
  readonly kind?: '1' | '2';
  readonly programme?: string;
}

export interface StudyRightPeriod {
  readonly startsOn: string;
  readonly endsOn?: string;
  readonly moduleId: string;
  readonly degreeCode?: string;
  readonly municipality: string;
  readonly language?: string;
  readonly funding?: string;
  readonly classifications: readonly string[];
  readonly name: Names;
}

export interface RegistrationRecord {
  /** Null for a registration that covers all rights at the institution. */
  readonly rightKey: string | null;
  /** virtalukukausiilmtila, `1`–`4`. */
  readonly state: string;
  readonly registeredOn: string;
  readonly startsOn: string;
  readonly endsOn?: string;
  readonly fee?: { readonly paid: '0' | '1'; readonly amount?: string; readonly scholarship?: string };
}

export interface AttainmentRecord {
  readonly key: string;
  readonly rightKey: string | null;
  readonly attainedOn: string;
  readonly credits: string;
  /** Study weeks, the unit in use until 2005. */
  readonly weeks?: string;
  /** 1 degree, 2 course, 3 disregarded, 4 internal. */
  readonly kind: '1' | '2' | '3' | '4';
  readonly name: Names;
  readonly grade: string;
  readonly recognisedOn?: string;
  readonly degreeCode?: string;
  /** Keys of attainments that are inside this one (sisältyvyys). */
  readonly parts?: readonly string[];
}

export interface MigriRecord {
  readonly customerNumber: string;
  readonly firstPermitGround: string | null;
  readonly cases: readonly {
    readonly caseNumber: string;
    readonly kind: 'FIRST_PERMIT' | 'EXTENSION' | 'PERMANENT' | 'WITHDRAWAL';
    readonly ground: string;
    readonly state: 'SUBMITTED' | 'IN_PROCESS' | 'WAITING_FOR_APPLICANT' | 'DECIDED' | 'LAPSED';
    readonly submittedOn: string;
    readonly decidedOn?: string;
    readonly decision?: 'GRANTED' | 'REFUSED' | 'WITHDRAWN';
  }[];
  readonly permits: readonly {
    readonly permitNumber: string;
    readonly type: 'A' | 'B' | 'P' | 'P_EU';
    readonly ground: string;
    readonly validFrom: string;
    readonly validUntil?: string;
  }[];
}
