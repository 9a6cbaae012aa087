import type { z } from 'zod';
import { createFeeLoaders, type FeeLoaders } from '../../../subgraphs/fees/batches.ts';
import { createFeeRegister } from '../../../subgraphs/fees/client.ts';
import { environment as feesEnvironment } from '../../../subgraphs/fees/config.ts';
import { environment as migriEnvironment } from '../../../subgraphs/migri/config.ts';
import { createRegisterResolvers, type RegisterResolvers } from '../../../subgraphs/migri/resolvers.ts';
import { type AdmissionLoader, createAdmissionLoader } from '../../../subgraphs/opintopolku/batches.ts';
import { createAdmissionRegister } from '../../../subgraphs/opintopolku/client.ts';
import { environment as opintopolkuEnvironment } from '../../../subgraphs/opintopolku/config.ts';
import { createRoundLoader, type RoundLoader } from '../../../subgraphs/opintopolku/rounds.ts';
import { createOnrClient } from '../../../subgraphs/oppijanumero/client.ts';
import { environment as onrEnvironment } from '../../../subgraphs/oppijanumero/config.ts';
import { createLoaders, type Loaders } from '../../../subgraphs/oppijanumero/loaders.ts';
import type { RequestContext } from '../../../subgraphs/registry/context.ts';
import { environmentOf, type SharedSettings } from '../../../subgraphs/registry/settings.ts';
import type { Environment, SubgraphTools } from '../../../subgraphs/registry/subgraph.ts';
import { createVirtaClient } from '../../../subgraphs/virta/client.ts';
import { environment as virtaEnvironment } from '../../../subgraphs/virta/config.ts';
import { createLookUp, type LookUp } from '../../../subgraphs/virta/look-up.ts';

type PerRequest<T> = (context: RequestContext) => T;

/** The registries, each as what makes a request's look-ups. */
export interface Registries {
  readonly persons: PerRequest<Loaders>;
  readonly admissions: PerRequest<AdmissionLoader>;
  readonly rounds: PerRequest<RoundLoader>;
  readonly fees: PerRequest<FeeLoaders>;
  readonly studies: PerRequest<LookUp>;
  /** Plain functions: they hold no GraphQL. */
  readonly permits: RegisterResolvers;
}

/** Opens all registries by the gateway's own settings. Throws when a setting is not acceptable. */
export function openRegistries(
  environment: Environment,
  shared: SharedSettings,
  tools: SubgraphTools,
): Registries {
  const settingsOf = <S extends z.ZodType>(name: string, schema: S): z.infer<S> =>
    schema.parse(environmentOf(name, shared, environment));
  const onr = settingsOf('oppijanumero', onrEnvironment);
  const opintopolku = settingsOf('opintopolku', opintopolkuEnvironment);
  const fees = settingsOf('fees', feesEnvironment);
  const virta = settingsOf('virta', virtaEnvironment);
  const migri = settingsOf('migri', migriEnvironment);
  return {
    persons: createLoaders(createOnrClient(onr, tools), onr),
    admissions: createAdmissionLoader(createAdmissionRegister(opintopolku, tools), opintopolku, tools),
    rounds: createRoundLoader(opintopolku.OPINTOPOLKU_STUDYINFO_URL, tools),
    fees: createFeeLoaders(createFeeRegister(fees, tools), fees, tools),
    studies: createLookUp(createVirtaClient(virta, tools), virta, tools),
    permits: createRegisterResolvers(migri, tools),
  };
}
