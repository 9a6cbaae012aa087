import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { type Terms, termsOf } from '../registry/asker.ts';
import { perRequest, type RequestContext } from '../registry/context.ts';
import { markKept } from '../registry/facts.ts';
import { gateOf, markUnresolved, type RegistryLookup } from '../registry/lookup.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createShortCache, throughCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { createRegisterClient, type RegisterClient } from './client.ts';
import type { MigriEnvironment } from './config.ts';
import { maxIdentifiersInSearch } from './contract.ts';
import {
  notAsked,
  type PermitCasesFact,
  type PermitsFact,
  permitCasesFactOf,
  permitsFactOf,
} from './mapping.ts';
import { isDisplaced, type PersonInRegister, personIn } from './records.ts';

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
  const loaderOf = perRequest(createLoader(client, environment, tools));
  return {
    permitCases: async ({ lookup }, _, context) => {
      const gate = gateOf('MIGRI', lookup);
      if (!gate.open) return notAsked(gate.fact);
      const answer = await loaderOf(context).load(gate.lookup);
      return markUnresolved(markKept(permitCasesFactOf(answer), answer), gate.lookup);
    },
    permits: async ({ lookup }, _, context) => {
      const gate = gateOf('MIGRI', lookup);
      if (!gate.open) return notAsked(gate.fact);
      const answer = await loaderOf(context).load(gate.lookup);
      return markUnresolved(markKept(permitsFactOf(answer), answer), gate.lookup);
    },
  };
}

type Loader = DataLoader<RegistryLookup, Answer<PersonInRegister>, string>;

const mostKept = 5000;

/** Makes a request's loader. */
function createLoader(
  client: RegisterClient,
  settings: MigriEnvironment,
  { clock }: SubgraphTools,
): (context: RequestContext) => Loader {
  const cache = createShortCache<PersonInRegister>({
    freshSeconds: settings.MIGRI_CACHE_SECONDS,
    staleSeconds: settings.MIGRI_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  });
  return (context) => {
    const purpose = purposeOf(context);
    const question = {
      cacheKeyOf: ({ personOids }: RegistryLookup) => ({ purpose, personOids }),
      ask: (lookups: readonly RegistryLookup[]) => askForAll(client, lookups, termsOf(context)),
    };
    return new DataLoader((lookups) => throughCache(cache, lookups, question), {
      maxBatchSize: maxIdentifiersInSearch,
      // By what is asked, not by object: a federation gateway may send the same look-up twice.
      cacheKeyFn: ({ personOids }) => personOids.join(' '),
    });
  };
}

async function askForAll(
  client: RegisterClient,
  lookups: readonly RegistryLookup[],
  terms: Terms,
): Promise<readonly Answer<PersonInRegister>[]> {
  const oids = lookups.flatMap(({ personOids }) => personOids);
  const answer = await client.personsOf(oids, terms);
  return lookups.map(({ personOids }) =>
    andThen(answer, (register, observedAt) =>
      isDisplaced(register, personOids)
        ? failed('INVALID_ANSWER')
        : answered(personIn(register, personOids), observedAt),
    ),
  );
}
