import type { Answer } from '../registry/answer.ts';
import { answeredFact, type FactEnvelope, noneFact, unavailableFact } from '../registry/facts.ts';
import type { Institution, InstitutionList } from '../registry/institutions.ts';
import type { RegistryLookup } from '../registry/lookup.ts';
import { type LocalizedText, reasonOf } from '../registry/reasons.ts';
import { type PersonApplications, placeIdOf } from './applicants.ts';
import {
  acceptanceOf,
  type EducationLevel,
  type FeeObligation,
  type FeePaymentWord,
  type FirstRegistration,
  feeObligationOf,
  feePaymentOf,
  firstRegistrationOf,
  type PlaceAcceptance,
  type Season,
  type SelectionResult,
  seasonOf,
  selectionOf,
} from './codes.ts';
import type { MigriHakemus, Nimi } from './contract.ts';

/** The registry's name in the graph. */
export const registry = 'OPINTOPOLKU';

/** Something with an OID and a name. */
interface Named {
  readonly oid: string;
  readonly name: LocalizedText;
}

/** The graph's `Admission`. */
interface Admission {
  readonly id: string;
  readonly applicationOid: string;
  readonly applicationRound: Named;
  readonly applicationOption: Named;
  readonly implementation: Named;
  readonly institution: Institution;
  readonly selection: SelectionResult;
  readonly acceptance: PlaceAcceptance;
  readonly firstRegistration: FirstRegistration;
  readonly feeObligation: FeeObligation | null;
  readonly feePayment: FeePaymentWord | null;
  readonly educationLevel: EducationLevel;
  readonly startYear: number | null;
  readonly startSeason: Season | null;
}

/** The graph's `AdmissionsFact`. */
export interface AdmissionsFact extends FactEnvelope {
  readonly items: readonly Admission[] | null;
  readonly complete: boolean | null;
}

/** What is known beside the register's answer. */
interface Known {
  readonly institutions: InstitutionList;
  /** The level of education by the OID of an application round; those of which nobody says are left out. */
  readonly levels: ReadonlyMap<string, EducationLevel>;
}

/** A person's accepted places as a fact; what the register left out or could not be read never becomes "none". */
export function admissionsFact(
  lookup: RegistryLookup,
  answer: Answer<PersonApplications>,
  known: Known,
): AdmissionsFact {
  if (!answer.answered) return withoutItems(unavailableFact(registry, answer.failure));
  const { applications, complete, field } = answer.value;
  const source = { registry, observedAt: answer.observedAt };
  const unreadable = complete ? null : reasonOf('RECORD_UNREADABLE', { field });
  if (applications.length > 0) {
    const items = applications.map((application) => toAdmission(application, known)).sort(byStart);
    const envelope = contradicts(items)
      ? answeredFact(source, 'CONFLICT', reasonOf('RECORDS_CONTRADICT'))
      : answeredFact(source, 'KNOWN', unreadable);
    return { ...envelope, items, complete };
  }
  if (unreadable !== null) return withoutItems(answeredFact(source, 'SOURCE_UNAVAILABLE', unreadable));
  if (lookup.finnishCitizen) {
    return withoutItems(answeredFact(source, 'NOT_COVERED', reasonOf('EXCLUDED_BY_SOURCE')));
  }
  return withoutItems(noneFact(source, 'NO_ACCEPTED_ADMISSION'));
}

/** Whether the register gave one place twice, and not the same of it: nobody knows which holds. */
function contradicts(items: readonly Admission[]): boolean {
  return new Set(items.map(({ id }) => id)).size < items.length;
}

/** An envelope without study places. */
export function withoutItems(fact: FactEnvelope): AdmissionsFact {
  return { ...fact, items: null, complete: null };
}

function toAdmission(application: MigriHakemus, { institutions, levels }: Known): Admission {
  return {
    id: placeIdOf(application),
    applicationOid: application.hakemusOid,
    applicationRound: { oid: application.hakuOid, name: textOf(application.hakuNimi) },
    applicationOption: { oid: application.hakukohdeOid, name: textOf(application.hakukohdeNimi) },
    implementation: { oid: application.toteutusOid, name: textOf(application.toteutusNimi) },
    institution: toInstitution(application, institutions),
    selection: selectionOf(application.valintaTila),
    acceptance: acceptanceOf(application.vastaanottoTila),
    firstRegistration: firstRegistrationOf(application.ilmoittautuminenTila),
    feeObligation: feeObligationOf(application.maksuvelvollisuus),
    feePayment: feePaymentOf(application.lukuvuosimaksu),
    educationLevel: levels.get(application.hakuOid) ?? 'UNKNOWN',
    startYear: application.koulutuksenAlkamisvuosi ?? null,
    startSeason: seasonOf(application.koulutuksenAlkamiskausi),
  };
}

function toInstitution(application: MigriHakemus, institutions: InstitutionList): Institution {
  const { code, oid, name } = institutions.byOid(application.organisaatioOid);
  const { fi, sv, en } = textOf(application.organisaatioNimi);
  return { code, oid, name: { fi: fi ?? name.fi, sv: sv ?? name.sv, en: en ?? name.en } };
}

function textOf({ fi, sv, en }: Nimi): LocalizedText {
  return { fi: fi || null, sv: sv || null, en: en || null };
}

function byStart(left: Admission, right: Admission): number {
  return (
    compare(startOf(left), startOf(right)) ||
    compare(left.applicationOption.oid, right.applicationOption.oid) ||
    compare(left.applicationOid, right.applicationOid) ||
    compare(JSON.stringify(left), JSON.stringify(right))
  );
}

/** Sorts by year and season within it, what the register does not say last. */
function startOf({ startYear, startSeason }: Admission): number {
  const season = startSeason === null ? 2 : Number(startSeason === 'AUTUMN');
  return (startYear ?? Number.POSITIVE_INFINITY) * 3 + season;
}

function compare<T extends string | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
