import { oppijanumeroOf, type StudentSource } from '../../../subgraphs/oppijanumero/mapping.ts';
import type { StudentFacts } from './facts.ts';
import { pickDerived } from './pick-derived.ts';
import { pickEnvelope } from './pick-envelope.ts';
import {
  pickAdmission,
  pickCondition,
  pickCredits,
  pickFeeDue,
  pickFeePaid,
  pickFeePayment,
  pickPermit,
  pickPermitCase,
  pickRegistration,
  pickStudyRight,
} from './pick-items.ts';

/** What the officer's query selects of a student: registry facts as they came, and the facts derived from them. */
export function pickStudent(source: StudentSource, facts: StudentFacts, today: string) {
  return {
    oppijanumero: oppijanumeroOf(source),
    identity: pickIdentity(facts.identity),
    ...pickPlaces(facts),
    ...pickStudies(facts),
    ...pickPermits(facts),
    ...pickDerived(facts, today),
  };
}

function pickIdentity(fact: StudentFacts['identity']) {
  const { givenNames, familyName, birthDate, minor, nonDisclosure, citizenships } = fact;
  const { hasPersonalIdentityCode, identificationMethod, mergedRecords } = fact;
  return {
    ...pickEnvelope(fact),
    givenNames,
    familyName,
    birthDate,
    minor,
    nonDisclosure,
    hasPersonalIdentityCode,
    identificationMethod,
    mergedRecords,
    citizenships:
      citizenships === null ? null : citizenships.map(({ code, name }) => ({ code, name: { en: name.en } })),
  };
}

function pickPlaces({ admissions, admissionConditions, feePayments }: StudentFacts) {
  return {
    admissions: { ...pickEnvelope(admissions), items: each(admissions.items, pickAdmission) },
    admissionConditions: {
      ...pickEnvelope(admissionConditions),
      items: each(admissionConditions.items, pickCondition),
    },
    feePayments: { ...pickEnvelope(feePayments), items: each(feePayments.items, pickFeePayment) },
  };
}

function pickStudies({ studyRights, termRegistrations, termFees, studyProgress }: StudentFacts) {
  return {
    studyRights: { ...pickEnvelope(studyRights), items: each(studyRights.items, pickStudyRight) },
    termRegistrations: {
      ...pickEnvelope(termRegistrations),
      items: each(termRegistrations.items, pickRegistration),
    },
    termFees: {
      ...pickEnvelope(termFees),
      due: each(termFees.due, pickFeeDue),
      paid: each(termFees.paid, pickFeePaid),
    },
    studyProgress: {
      ...pickEnvelope(studyProgress),
      academicYears: each(studyProgress.academicYears, pickCredits),
    },
  };
}

function pickPermits({ permitCases, permits }: StudentFacts) {
  const { customerNumber, firstPermitGround } = permits;
  return {
    permitCases: { ...pickEnvelope(permitCases), items: each(permitCases.items, pickPermitCase) },
    permits: {
      ...pickEnvelope(permits),
      customerNumber,
      firstPermitGround,
      items: each(permits.items, pickPermit),
    },
  };
}

function each<T, R>(items: readonly T[] | null, pick: (item: T) => R): readonly R[] | null {
  return items === null ? null : items.map(pick);
}
