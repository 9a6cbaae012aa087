import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import { askInParts } from '../registry/bisect.ts';
import { mapBounded } from '../registry/chunks.ts';
import type { RequestContext } from '../registry/context.ts';
import type { RegistryLookup } from '../registry/lookup.ts';
import { packed } from '../registry/packing.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createSharedBatches } from '../registry/shared-batches.ts';
import { createShortCache, throughCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { applicationsOf, isDisplaced, type PersonApplications } from './applicants.ts';
import type { AdmissionRegister } from './client.ts';
import type { Settings } from './config.ts';

/** Collects the persons of one request, so that they are asked for together. */
export type AdmissionLoader = DataLoader<RegistryLookup, Answer<PersonApplications>, string>;

/** What decides how persons are asked for. */
type BatchSettings = Pick<
  Settings,
  | 'OPINTOPOLKU_BATCH'
  | 'OPINTOPOLKU_BATCH_WINDOW_MS'
  | 'OPINTOPOLKU_CACHE_SECONDS'
  | 'OPINTOPOLKU_STALE_SECONDS'
>;

/** The register assembles a batch person by person; half of the connections are left to those who ask about one. */
const batchesAtOnce = 4;
const mostKept = 5000;

/** Makes a request's loader: its persons, and those of other requests of the moment, in as few calls as the limit allows. */
export function createAdmissionLoader(
  register: AdmissionRegister,
  settings: BatchSettings,
  { clock }: Pick<SubgraphTools, 'clock'>,
): (context: RequestContext) => AdmissionLoader {
  const limit = settings.OPINTOPOLKU_BATCH;
  // The register's contract carries no end user, so one call may serve several.
  const shared = createSharedBatches<RegistryLookup, Answer<PersonApplications>>({
    windowMs: settings.OPINTOPOLKU_BATCH_WINDOW_MS,
    limit,
    weightOf: ({ personOids }) => personOids.length,
    keyOf: nameOf,
    ask: (lookups, terms) => askForAll(lookups, { register, limit, terms }),
    failed,
  });
  const cache = createShortCache<PersonApplications>({
    freshSeconds: settings.OPINTOPOLKU_CACHE_SECONDS,
    staleSeconds: settings.OPINTOPOLKU_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  });
  return (context) => {
    const purpose = purposeOf(context);
    const question = {
      cacheKeyOf: ({ personOids }: RegistryLookup) => ({ purpose, personOids }),
      ask: (lookups: readonly RegistryLookup[]) => shared.load(context, lookups),
    };
    return new DataLoader((lookups) => throughCache(cache, lookups, question), { cacheKeyFn: nameOf });
  };
}

function nameOf({ personOids }: RegistryLookup): string {
  return personOids.join(' ');
}

interface Batching {
  readonly register: AdmissionRegister;
  /** Most person OIDs in one call. */
  readonly limit: number;
  readonly terms: Terms;
}

async function askForAll(
  lookups: readonly RegistryLookup[],
  { register, limit, terms }: Batching,
): Promise<readonly Answer<PersonApplications>[]> {
  const found = new Map<RegistryLookup, Answer<PersonApplications>>();
  const batches = packed(lookups, limit, ({ personOids }) => personOids.length);
  await mapBounded(batches, batchesAtOnce, async (batch) => {
    const parts = await askInParts(batch, (persons) => register.ask(oidsOf(persons), terms));
    for (const { items, answer } of parts) {
      for (const lookup of items) {
        found.set(
          lookup,
          andThen(answer, (applicants, observedAt) =>
            isDisplaced(applicants, lookup.personOids)
              ? failed('INVALID_ANSWER')
              : answered(applicationsOf(lookup.personOids, applicants), observedAt),
          ),
        );
      }
    }
  });
  return lookups.map((lookup) => found.get(lookup) ?? failed('SOURCE_ERROR'));
}

function oidsOf(lookups: readonly RegistryLookup[]): ReadonlySet<string> {
  return new Set(lookups.flatMap(({ personOids }) => personOids));
}
