import { inputOf, type StudentReference } from '../../../subgraphs/fees/admissions-input.ts';
import type { FeeLoaders } from '../../../subgraphs/fees/batches.ts';
import { type FeePaymentsFact, feePaymentsFact, feeRegistry } from '../../../subgraphs/fees/mapping.ts';
import {
  type AdmissionConditionsFact,
  admissionConditionsFact,
  admissionRegistry,
  withoutConditions,
} from '../../../subgraphs/fees/mapping-conditions.ts';

/** What the tuition-fee register has for a student's places. */
export async function feePaymentsOf(
  student: StudentReference,
  { rows }: FeeLoaders,
): Promise<FeePaymentsFact> {
  const input = inputOf({ registry: feeRegistry, none: 'NO_APPLICATION_OPTION' }, student);
  if (!input.open) return { ...input.fact, items: null };
  const { lookup, places } = input.question;
  const asked = places.map(async (place) => {
    const key = { optionOid: place.applicationOption.oid, personOids: lookup.personOids };
    return { place, answer: await rows.load(key) };
  });
  return feePaymentsFact(input.question, await Promise.all(asked));
}

/** The conditions of a student's places. */
export async function admissionConditionsOf(
  student: StudentReference,
  { results }: FeeLoaders,
): Promise<AdmissionConditionsFact> {
  const input = inputOf({ registry: admissionRegistry, none: 'NO_ACCEPTED_ADMISSION' }, student);
  if (!input.open) return withoutConditions(input.fact);
  const { lookup, places } = input.question;
  const asked = places.map(async (place) => {
    const key = { applicationOid: place.applicationOid, personOids: lookup.personOids };
    return { place, answer: await results.load(key) };
  });
  return admissionConditionsFact(input.question, await Promise.all(asked));
}
