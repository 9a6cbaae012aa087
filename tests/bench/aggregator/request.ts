import type { FeeLoaders } from '../../../subgraphs/fees/batches.ts';
import type { RegisterResolvers } from '../../../subgraphs/migri/resolvers.ts';
import type { AdmissionLoader } from '../../../subgraphs/opintopolku/batches.ts';
import type { RoundLoader } from '../../../subgraphs/opintopolku/rounds.ts';
import type { Loaders } from '../../../subgraphs/oppijanumero/loaders.ts';
import type { RequestContext } from '../../../subgraphs/registry/context.ts';
import type { InstitutionList } from '../../../subgraphs/registry/institutions.ts';
import type { SubgraphTools } from '../../../subgraphs/registry/subgraph.ts';
import type { LookUp } from '../../../subgraphs/virta/look-up.ts';
import type { Registries } from './registries.ts';

/** One request under way: look-ups made in the same moment share their calls. */
export interface Request {
  readonly persons: Loaders['person'];
  readonly admissions: AdmissionLoader;
  readonly rounds: RoundLoader;
  readonly fees: FeeLoaders;
  readonly studies: LookUp;
  readonly permits: RegisterResolvers;
  readonly institutions: InstitutionList;
  readonly context: RequestContext;
  /** `yyyy-MM-dd`. */
  readonly today: string;
}

interface Start {
  readonly registries: Registries;
  readonly tools: SubgraphTools;
  readonly context: RequestContext;
}

/** Makes the look-ups of one request. */
export function startRequest({ registries, tools, context }: Start): Request {
  return {
    persons: registries.persons(context).person,
    admissions: registries.admissions(context),
    rounds: registries.rounds(context),
    fees: registries.fees(context),
    studies: registries.studies(context),
    permits: registries.permits,
    institutions: tools.institutions,
    context,
    today: context.clock.today(),
  };
}
