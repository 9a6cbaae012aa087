import { perRequest, type RequestContext } from '../registry/context.ts';
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

/** Resolvers of the admission register. */
export function resolvers(settings: Settings, tools: SubgraphTools): Resolvers {
  const register = createAdmissionRegister(settings, tools);
  const limit = settings.OPINTOPOLKU_BATCH;
  const loaderOf = perRequest(({ signal }) => createAdmissionLoader({ register, limit, signal }));

  const admissions = async (
    student: StudentReference,
    _args: unknown,
    context: RequestContext,
  ): Promise<AdmissionsFact> => {
    const gate = gateOf(registry, student.lookup);
    if (!gate.open) return withoutItems(gate.fact);
    const answer = await loaderOf(context).load(gate.lookup);
    return markUnresolved(admissionsFact(gate.lookup, answer, tools.institutions), gate.lookup);
  };
  return { Student: { admissions } };
}
