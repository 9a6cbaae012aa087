import { admissionsFact, withoutItems } from '../../../subgraphs/opintopolku/mapping.ts';
import { levelsIn } from '../../../subgraphs/opintopolku/rounds.ts';
import {
  identityFactOf,
  registryLookupOf,
  type StudentSource,
} from '../../../subgraphs/oppijanumero/mapping.ts';
import { markKept } from '../../../subgraphs/registry/facts.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../../../subgraphs/registry/lookup.ts';
import { admissionConditionsOf, feePaymentsOf } from './fee-facts.ts';
import type { Request } from './request.ts';
import { studiesOf } from './study-facts.ts';

/** All that the registries know of one student. */
export type StudentFacts = Awaited<ReturnType<typeof gatherFacts>>;

/** Asks all registries about a student whom ONR was asked about already. */
export async function gatherFacts(source: StudentSource, request: Request) {
  const lookup = registryLookupOf(source);
  const { permits, context, today } = request;
  const [places, studies, permitCases, permitList] = await Promise.all([
    placesOf(lookup, request),
    studiesOf(lookup, request),
    permits.permitCases({ lookup }, undefined, context),
    permits.permits({ lookup }, undefined, context),
  ]);
  return {
    identity: identityFactOf(source, today),
    ...places,
    ...studies,
    permitCases,
    permits: permitList,
  };
}

/** The admission register first; what depends on its places next. */
async function placesOf(lookup: RegistryLookup, request: Request) {
  const admissions = await admissionsOf(lookup, request);
  const [feePayments, admissionConditions] = await Promise.all([
    feePaymentsOf({ lookup, admissions }, request.fees),
    admissionConditionsOf({ lookup, admissions }, request.fees),
  ]);
  return { admissions, feePayments, admissionConditions };
}

async function admissionsOf(lookup: RegistryLookup, request: Request) {
  const gate = gateOf('OPINTOPOLKU', lookup);
  if (!gate.open) return withoutItems(gate.fact);
  const answer = await request.admissions.load(lookup);
  const levels = await levelsIn(answer, request.rounds);
  const fact = admissionsFact(lookup, answer, { institutions: request.institutions, levels });
  return markUnresolved(markKept(fact, answer), lookup);
}
