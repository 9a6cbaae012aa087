import { perRequest, type RequestContext } from '../registry/context.ts';
import type { Resolvers, SubgraphTools } from '../registry/subgraph.ts';
import { inputOf, type StudentReference } from './admissions-input.ts';
import { createFeeLoaders } from './batches.ts';
import { createFeeRegister } from './client.ts';
import type { Settings } from './config.ts';
import { type FeePaymentsFact, feePaymentsFact, feeRegistry } from './mapping.ts';
import {
  type AdmissionConditionsFact,
  admissionConditionsFact,
  admissionRegistry,
  withoutConditions,
} from './mapping-conditions.ts';

/** Resolvers of the tuition-fee register. */
export function resolvers(settings: Settings, tools: SubgraphTools): Resolvers {
  const register = createFeeRegister(settings, tools);
  const loadersOf = perRequest(createFeeLoaders(register, settings, tools));

  const feePayments = async (
    student: StudentReference,
    _args: unknown,
    context: RequestContext,
  ): Promise<FeePaymentsFact> => {
    const input = inputOf({ registry: feeRegistry, none: 'NO_APPLICATION_OPTION' }, student);
    if (!input.open) return { ...input.fact, items: null };
    const { lookup, places } = input.question;
    const { rows } = loadersOf(context);
    const asked = places.map(async (place) => {
      const key = { optionOid: place.applicationOption.oid, personOids: lookup.personOids };
      return { place, answer: await rows.load(key) };
    });
    return feePaymentsFact(input.question, await Promise.all(asked));
  };

  const admissionConditions = async (
    student: StudentReference,
    _args: unknown,
    context: RequestContext,
  ): Promise<AdmissionConditionsFact> => {
    const input = inputOf({ registry: admissionRegistry, none: 'NO_ACCEPTED_ADMISSION' }, student);
    if (!input.open) return withoutConditions(input.fact);
    const { results } = loadersOf(context);
    const { lookup, places } = input.question;
    const asked = places.map(async (place) => {
      const key = { applicationOid: place.applicationOid, personOids: lookup.personOids };
      return { place, answer: await results.load(key) };
    });
    return admissionConditionsFact(input.question, await Promise.all(asked));
  };
  return { Student: { feePayments, admissionConditions } };
}
