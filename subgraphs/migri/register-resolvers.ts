import DataLoader from 'dataloader';
import { type Answer, andThen, answered } from '../registry/answer.ts';
import { perRequest, type RequestContext } from '../registry/context.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../registry/lookup.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import type { MigriEnvironment } from './config.ts';
import { maxIdentifiersInSearch } from './contract.ts';
import { createRegisterClient, type RegisterClient } from './register-client.ts';
import {
  notAsked,
  type PermitCasesFact,
  type PermitsFact,
  permitCasesFactOf,
  permitsFactOf,
} from './register-mapping.ts';
import { type PersonInRegister, personIn } from './register-records.ts';

/** A student with what `@requires` brought from the learner-number registry. */
interface LinkedStudent {
  readonly lookup?: RegistryLookup | null;
}

type FieldResolver<Fact> = (student: LinkedStudent, _: unknown, context: RequestContext) => Promise<Fact>;

/** The fields of `Student` that come from Migri's permit register; both share one call per request. */
export interface RegisterResolvers {
  readonly permitCases: FieldResolver<PermitCasesFact>;
  readonly permits: FieldResolver<PermitsFact>;
}

/** The resolvers of the permit register, over one client. */
export function createRegisterResolvers(
  environment: MigriEnvironment,
  tools: SubgraphTools,
): RegisterResolvers {
  const client = createRegisterClient(environment, tools);
  const loaderOf = perRequest(({ signal }) => createLoader(client, signal));
  return {
    permitCases: async ({ lookup }, _, context) => {
      const gate = gateOf('MIGRI', lookup);
      if (!gate.open) return notAsked(gate.fact);
      return markUnresolved(permitCasesFactOf(await loaderOf(context).load(gate.lookup)), gate.lookup);
    },
    permits: async ({ lookup }, _, context) => {
      const gate = gateOf('MIGRI', lookup);
      if (!gate.open) return notAsked(gate.fact);
      return markUnresolved(permitsFactOf(await loaderOf(context).load(gate.lookup)), gate.lookup);
    },
  };
}

type Loader = DataLoader<RegistryLookup, Answer<PersonInRegister>, string>;

function createLoader(client: RegisterClient, signal: AbortSignal): Loader {
  return new DataLoader<RegistryLookup, Answer<PersonInRegister>, string>(
    async (lookups) => {
      const oids = lookups.flatMap(({ personOids }) => personOids);
      const answer = await client.personsOf(oids, signal);
      return lookups.map(({ personOids }) =>
        andThen(answer, (register, observedAt) => answered(personIn(register, personOids), observedAt)),
      );
    },
    {
      maxBatchSize: maxIdentifiersInSearch,
      // By what is asked, not by object: a federation gateway may send the same look-up twice.
      cacheKeyFn: ({ personOids }) => personOids.join(' '),
    },
  );
}
