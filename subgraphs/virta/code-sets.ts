const tyypit = {
  1: 'BACHELOR_APPLIED_SCIENCES',
  2: 'BACHELOR',
  3: 'MASTER_APPLIED_SCIENCES',
  4: 'MASTER',
  5: 'SPECIALIST_MEDICAL',
  6: 'LICENTIATE',
  7: 'DOCTORATE',
  8: 'NATIONAL_EXCHANGE',
  9: 'INTERNATIONAL_EXCHANGE',
  10: 'CONTINUING_EDUCATION',
  11: 'QUALIFICATION_TRAINING',
  12: 'SPECIALISATION_STUDIES',
  13: 'OPEN_UNIVERSITY',
  14: 'TEACHER_EDUCATION',
  15: 'VOCATIONAL_TEACHER_EDUCATION',
  16: 'APPRENTICESHIP',
  17: 'PREPARATORY',
  18: 'SEPARATE_RIGHT',
  19: 'SPECIALISATION_EDUCATION',
  20: 'COOPERATION',
} as const;

const tilat = {
  1: 'ACTIVE',
  2: 'OPTION',
  3: 'CONCLUDED',
  4: 'PASSIVATED',
  5: 'DISCONTINUED',
  6: 'ENDED',
  7: 'ENDED_ONE_RIGHT_RULE',
} as const;

const luokittelut = {
  1: 'OUTGOING_EXCHANGE',
  2: 'INCOMING_EXCHANGE',
  3: 'ADULT_EDUCATION',
  4: 'OPEN_UNIVERSITY_ROUTE',
  5: 'MASTERS_PROGRAMME',
  6: 'JOINT_DEGREE',
  7: 'DOUBLE_DEGREE',
} as const;

const ilmoittautumistilat = { 1: 'PRESENT', 2: 'ABSENT', 3: 'ABSENT_STATUTORY', 4: 'MISSING' } as const;

const lajit = { 1: 'DEGREE', 2: 'COURSE', 3: 'DISREGARDED', 4: 'INTERNAL' } as const;

const roolit = {
  1: 'GRANTING',
  2: 'ORGANISING',
  3: 'SOURCE',
  4: 'TARGET',
  5: 'MERGED_GRANTOR',
  9: 'UNKNOWN',
} as const;

const suunnat = { 1: 'OUTGOING', 2: 'INCOMING' } as const;

const liikkuvuustyypit = { 1: 'STUDENT_EXCHANGE', 2: 'TRAINEESHIP' } as const;

const liikkuvuusohjelmat = {
  101: 'ERASMUS_PLUS',
  102: 'OTHER_EU',
  103: 'NORDIC_COUNCIL_OF_MINISTERS',
  104: 'OTHER_INTERNATIONAL',
  105: 'NATIONAL',
  106: 'INSTITUTIONAL_AGREEMENT',
  107: 'OWN_ARRANGEMENT',
  108: 'OTHER',
  999: 'UNKNOWN',
} as const;

/** Whether a source of funding (`Rahoituslahde`) is tuition fees: 5 is. */
const rahoituslahteet = {
  1: false,
  2: false,
  3: false,
  4: false,
  5: true,
  6: false,
  7: false,
  8: false,
  9: false,
} as const;

type ValueOf<T> = T[keyof T] | 'UNKNOWN';

/** What kind of right; the graph's enum of the same name. */
export type StudyRightType = ValueOf<typeof tyypit>;

/** State of a right; the graph's enum of the same name. */
export type StudyRightState = ValueOf<typeof tilat>;

/** Classification of a period of a right; the graph's enum of the same name. */
export type StudyRightClassification = ValueOf<typeof luokittelut>;

/** Registration for a term; the graph's enum of the same name. */
export type TermRegistrationState = ValueOf<typeof ilmoittautumistilat>;

/** What kind of attainment; the graph's enum of the same name. */
export type AttainmentKind = ValueOf<typeof lajit>;

/** An institution's part in a right; the graph's `StudyRightInstitutionRoleKind`. */
export type InstitutionRoleKind = ValueOf<typeof roolit>;

/** Whether a student went abroad or came from there; the graph's enum of the same name. */
export type MobilityDirection = ValueOf<typeof suunnat>;

/** What a period of mobility is for; the graph's enum of the same name. */
export type MobilityKind = ValueOf<typeof liikkuvuustyypit>;

/** The programme of a period of mobility; the graph's enum of the same name. */
export type MobilityProgramme = ValueOf<typeof liikkuvuusohjelmat>;

/** Koodisto virtaopiskeluoikeudentyyppi (virta-koski.md §2). */
export const studyRightTypes: ReadonlyMap<string, StudyRightType> = new Map(Object.entries(tyypit));

/** Koodisto virtaopiskeluoikeudentila; 7 was added on 20 May 2026. */
export const studyRightStates: ReadonlyMap<string, StudyRightState> = new Map(Object.entries(tilat));

/** Koodisto virtaopiskeluoikeudenluokittelu. */
export const studyRightClassifications: ReadonlyMap<string, StudyRightClassification> = new Map(
  Object.entries(luokittelut),
);

/** Koodisto virtalukukausiilmtila. */
export const termRegistrationStates: ReadonlyMap<string, TermRegistrationState> = new Map(
  Object.entries(ilmoittautumistilat),
);

/** Kind of attainment (`Laji`). */
export const attainmentKinds: ReadonlyMap<string, AttainmentKind> = new Map(Object.entries(lajit));

/** Role of an institution in a right (`Organisaatio/Rooli`); 9 is VIRTA's own "unknown". */
export const institutionRoles: ReadonlyMap<string, InstitutionRoleKind> = new Map(Object.entries(roolit));

/** Direction of mobility (`Suunta`). */
export const mobilityDirections: ReadonlyMap<string, MobilityDirection> = new Map(Object.entries(suunnat));

/** Kind of mobility (`Liikkuvuusjakso/Tyyppi`). */
export const mobilityKinds: ReadonlyMap<string, MobilityKind> = new Map(Object.entries(liikkuvuustyypit));

/** Programme of mobility (`Liikkuvuusohjelma`); 999 is VIRTA's own "unknown". */
export const mobilityProgrammes: ReadonlyMap<string, MobilityProgramme> = new Map(
  Object.entries(liikkuvuusohjelmat),
);

/** Source of funding of a phase (`Rahoituslahde`) → whether it is tuition fees. */
export const fundingSources: ReadonlyMap<string, boolean> = new Map(Object.entries(rahoituslahteet));
