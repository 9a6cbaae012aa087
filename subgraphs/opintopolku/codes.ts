/** The graph's `SelectionResult`. */
export type SelectionResult = 'ACCEPTED' | 'ACCEPTED_FROM_WAITING_LIST' | 'UNKNOWN';

/** The graph's `PlaceAcceptance`. */
export type PlaceAcceptance =
  | 'PENDING'
  | 'BINDING'
  | 'WAITING_FOR_HIGHER_PREFERENCE'
  | 'NOT_ACCEPTED_IN_TIME'
  | 'DECLINED'
  | 'CANCELLED'
  | 'TOOK_ANOTHER_PLACE'
  | 'UNKNOWN';

/** The graph's `FirstRegistration`. */
export type FirstRegistration =
  | 'NOT_DONE'
  | 'PRESENT_ACADEMIC_YEAR'
  | 'ABSENT_ACADEMIC_YEAR'
  | 'PRESENT_AUTUMN'
  | 'ABSENT_AUTUMN'
  | 'PRESENT'
  | 'ABSENT'
  | 'DID_NOT_REGISTER'
  | 'UNKNOWN';

/** The graph's `FeeObligation`. */
export type FeeObligation = 'REQUIRED' | 'NOT_REQUIRED' | 'NOT_CHECKED' | 'UNKNOWN';

/** The graph's `FeePaymentState`, but for the word that also means no record. */
export type FeePaymentWord = 'PAID' | 'EXEMPTED' | 'UNKNOWN';

/** The graph's `AdmissionEducationLevel`. */
export type EducationLevel = 'HIGHER_EDUCATION' | 'UPPER_SECONDARY' | 'UNKNOWN';

/** The graph's `Season`. */
export type Season = 'SPRING' | 'AUTUMN';

const selections = new Map<string, SelectionResult>([
  ['HYVAKSYTTY', 'ACCEPTED'],
  ['VARASIJALTA_HYVAKSYTTY', 'ACCEPTED_FROM_WAITING_LIST'],
]);

const acceptances = new Map<string, PlaceAcceptance>([
  ['KESKEN', 'PENDING'],
  ['VASTAANOTTANUT_SITOVASTI', 'BINDING'],
  ['EHDOLLISESTI_VASTAANOTTANUT', 'WAITING_FOR_HIGHER_PREFERENCE'],
  ['EI_VASTAANOTETTU_MAARA_AIKANA', 'NOT_ACCEPTED_IN_TIME'],
  ['PERUNUT', 'DECLINED'],
  ['PERUUTETTU', 'CANCELLED'],
  ['OTTANUT_VASTAAN_TOISEN_PAIKAN', 'TOOK_ANOTHER_PLACE'],
]);

const registrations = new Map<string, FirstRegistration>([
  ['EI_TEHTY', 'NOT_DONE'],
  ['LASNA_KOKO_LUKUVUOSI', 'PRESENT_ACADEMIC_YEAR'],
  ['POISSA_KOKO_LUKUVUOSI', 'ABSENT_ACADEMIC_YEAR'],
  ['LASNA_SYKSY', 'PRESENT_AUTUMN'],
  ['POISSA_SYKSY', 'ABSENT_AUTUMN'],
  ['LASNA', 'PRESENT'],
  ['POISSA', 'ABSENT'],
  ['EI_ILMOITTAUTUNUT', 'DID_NOT_REGISTER'],
]);

const obligations = new Map<string, FeeObligation>([
  ['REQUIRED', 'REQUIRED'],
  ['NOT_REQUIRED', 'NOT_REQUIRED'],
  ['NOT_CHECKED', 'NOT_CHECKED'],
]);

const payments = new Map<string, FeePaymentWord | null>([
  ['MAKSETTU', 'PAID'],
  ['VAPAUTETTU', 'EXEMPTED'],
  // Also what the register says when nothing is recorded.
  ['MAKSAMATTA', null],
]);

/** koodisto haunkohdejoukko: general and vocational upper secondary, what prepares for it, and special needs. */
const levels = new Map<string, EducationLevel>([
  ['haunkohdejoukko_12', 'HIGHER_EDUCATION'],
  ['haunkohdejoukko_11', 'UPPER_SECONDARY'],
  ['haunkohdejoukko_17', 'UPPER_SECONDARY'],
  ['haunkohdejoukko_20', 'UPPER_SECONDARY'],
]);

const seasons = new Map<string, Season>([
  ['K', 'SPRING'],
  ['S', 'AUTUMN'],
]);

/** Result of selection. */
export function selectionOf(code: string): SelectionResult {
  return selections.get(code) ?? 'UNKNOWN';
}

/** Whether the applicant has accepted the place. */
export function acceptanceOf(code: string): PlaceAcceptance {
  return acceptances.get(code) ?? 'UNKNOWN';
}

/** Registration for the first term. */
export function firstRegistrationOf(code: string): FirstRegistration {
  return registrations.get(code) ?? 'UNKNOWN';
}

/** Whether a fee is required; null when the register has no decision. */
export function feeObligationOf(code: string | undefined): FeeObligation | null {
  return code === undefined ? null : (obligations.get(code) ?? 'UNKNOWN');
}

/** The level that a target group (haun kohdejoukko) is of: a code with or without its version. */
export function educationLevelOf(codeUri: string): EducationLevel {
  return levels.get(codeUri.split('#')[0] ?? '') ?? 'UNKNOWN';
}

/** What the register says of the payment; null when it says nothing, or what would also mean nothing. */
export function feePaymentOf(code: string | undefined): FeePaymentWord | null {
  if (code === undefined) return null;
  return payments.has(code) ? (payments.get(code) ?? null) : 'UNKNOWN';
}

/** Whether a code of a season, where there is one, says which. */
export function isSeason(code: string | undefined): boolean {
  return code === undefined || seasons.has(code);
}

/** The season in which studies start; null without one, or with a code that is none. */
export function seasonOf(code: string | undefined): Season | null {
  return code === undefined ? null : (seasons.get(code) ?? null);
}
