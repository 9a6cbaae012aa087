import { perRequest, type RequestContext, withShareOfTime } from '../registry/context.ts';
import { markKept } from '../registry/facts.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../registry/lookup.ts';
import type { Resolvers, SubgraphTools } from '../registry/subgraph.ts';
import { createAdmissionLoader } from './batches.ts';
import { createAdmissionRegister } from './client.ts';
import type { Settings } from './config.ts';
import { type AdmissionsFact, admissionsFact, registry, withoutItems } from './mapping.ts';
import { createRoundLoader, levelsIn } from './rounds.ts';

/** What `@requires` of `Student.admissions` gives. */
interface StudentReference {
  readonly lookup?: RegistryLookup | null;
}

/** The fee register waits for this one: when it hangs, the fee register's facts must still be told in time. */
const timeForAdmissions = 0.7;
/** Of what is left then: the level of education is a remark. */
const timeForRounds = 0.5;

/** Resolvers of the admission register. */
export function resolvers(settings: Settings, tools: SubgraphTools): Resolvers {
  const register = createAdmissionRegister(settings, tools);
  const loader = createAdmissionLoader(register, settings, tools);
  const rounds = createRoundLoader(settings.OPINTOPOLKU_STUDYINFO_URL, tools);
  const loaderOf = perRequest((context) => loader(withShareOfTime(context, timeForAdmissions)));
  const roundsOf = perRequest((context) => rounds(withShareOfTime(context, timeForRounds)));

  const admissions = async (
    student: StudentReference,
    _args: unknown,
    context: RequestContext,
  ): Promise<AdmissionsFact> => {
    const gate = gateOf(registry, student.lookup);
    if (!gate.open) return withoutItems(gate.fact);
    const answer = await loaderOf(context).load(gate.lookup);
    const levels = await levelsIn(answer, roundsOf(context));
    const fact = admissionsFact(gate.lookup, answer, { institutions: tools.institutions, levels });
    return markUnresolved(markKept(fact, answer), gate.lookup);
  };
  return { Student: { admissions } };
}
