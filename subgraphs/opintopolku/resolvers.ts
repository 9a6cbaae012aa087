import { perRequest, type RequestContext, withShareOfTime } from '../registry/context.ts';
import { markKept } from '../registry/facts.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../registry/lookup.ts';
import type { Resolvers, SubgraphTools } from '../registry/subgraph.ts';
import { createAdmissionLoader } from './batches.ts';
import { createAdmissionRegister } from './client.ts';
import type { Settings } from './config.ts';
import { type AdmissionsFact, admissionsFact, registry, withoutItems } from './mapping.ts';

/** What `@requires` of `Student.admissions` gives. */
interface StudentReference {
  readonly lookup?: RegistryLookup | null;
}

/** The fee register waits for this one: when it hangs, the fee register's facts must still be told in time. */
const timeForAdmissions = 0.7;

/** Resolvers of the admission register. */
export function resolvers(settings: Settings, tools: SubgraphTools): Resolvers {
  const register = createAdmissionRegister(settings, tools);
  const loader = createAdmissionLoader(register, settings, tools);
  const loaderOf = perRequest((context) => loader(withShareOfTime(context, timeForAdmissions)));

  const admissions = async (
    student: StudentReference,
    _args: unknown,
    context: RequestContext,
  ): Promise<AdmissionsFact> => {
    const gate = gateOf(registry, student.lookup);
    if (!gate.open) return withoutItems(gate.fact);
    const answer = await loaderOf(context).load(gate.lookup);
    const fact = admissionsFact(gate.lookup, answer, tools.institutions);
    return markUnresolved(markKept(fact, answer), gate.lookup);
  };
  return { Student: { admissions } };
}
