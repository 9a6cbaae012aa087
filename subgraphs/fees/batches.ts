import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { type Terms, termsOf } from '../registry/asker.ts';
import { askInParts } from '../registry/bisect.ts';
import { chunksOf, mapBounded } from '../registry/chunks.ts';
import type { RequestContext } from '../registry/context.ts';
import { purposeOf } from '../registry/read-purpose.ts';
import { createSharedBatches, type SharedBatches } from '../registry/shared-batches.ts';
import { createShortCache, throughCache } from '../registry/short-cache.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import type { FeeRegister } from './client.ts';
import type { Settings } from './config.ts';
import { type OptionRows, rowsOfPersons } from './fee-rows.ts';
import { resultsOfApplication, type SelectionResults } from './selection-results.ts';

/** One application option, and whose rows of it are wanted. */
interface OptionKey {
  readonly optionOid: string;
  readonly personOids: readonly string[];
}

/** One application, and whose it is. */
interface ApplicationKey {
  readonly applicationOid: string;
  readonly personOids: readonly string[];
}

/** The questions of one request, collected. */
export interface FeeLoaders {
  readonly rows: DataLoader<OptionKey, Answer<OptionRows>, string>;
  readonly results: DataLoader<ApplicationKey, Answer<SelectionResults>, string>;
}

/** What decides how questions are sent. */
type BatchSettings = Pick<
  Settings,
  'FEES_CONNECTIONS' | 'FEES_BATCH_WINDOW_MS' | 'FEES_CACHE_SECONDS' | 'FEES_STALE_SECONDS'
>;

/** Most applications in one call: the register takes 5,000, but fails for all of them at once. */
const mostApplications = 200;
const callsAtOnce = 4;
const mostKept = 5000;

/**
 * Makes a request's loaders: one call for each distinct option, shared with other requests of the moment, and calls of
 * its own for all applications.
 */
export function createFeeLoaders(
  register: FeeRegister,
  settings: BatchSettings,
  { clock }: Pick<SubgraphTools, 'clock'>,
): (context: RequestContext) => FeeLoaders {
  const shared = sharedRows(register, settings);
  const times = {
    freshSeconds: settings.FEES_CACHE_SECONDS,
    staleSeconds: settings.FEES_STALE_SECONDS,
    maxEntries: mostKept,
    now: () => clock.now().getTime(),
  };
  const keptRows = createShortCache<OptionRows>(times);
  const keptResults = createShortCache<SelectionResults>(times);
  return (context) => {
    const purpose = purposeOf(context);
    const rows = {
      cacheKeyOf: ({ optionOid, personOids }: OptionKey) => ({ purpose, personOids, part: optionOid }),
      ask: (keys: readonly OptionKey[]) => shared.load(context, keys),
    };
    const results = {
      cacheKeyOf: ({ applicationOid: part, personOids }: ApplicationKey) => ({ purpose, personOids, part }),
      ask: (keys: readonly ApplicationKey[]) => askForResults(keys, register, termsOf(context)),
    };
    return {
      rows: new DataLoader((keys) => throughCache(keptRows, keys, rows), { cacheKeyFn: optionNameOf }),
      results: new DataLoader((keys) => throughCache(keptResults, keys, results), {
        cacheKeyFn: ({ applicationOid, personOids }) => `${applicationOid} ${personOids.join(' ')}`,
      }),
    };
  };
}

/** The register's contract carries no end user, so one call for an option may serve several. */
function sharedRows(
  register: FeeRegister,
  { FEES_BATCH_WINDOW_MS: windowMs, FEES_CONNECTIONS: connections }: BatchSettings,
): SharedBatches<OptionKey, Answer<OptionRows>> {
  return createSharedBatches({
    windowMs,
    // The answer holds everybody of the option whoever is asked about.
    limit: Number.POSITIVE_INFINITY,
    // More options would need more connections at once than there are: their request keeps them in line.
    mostSharedKeys: connections,
    keyOf: optionNameOf,
    groupOf: ({ optionOid }) => optionOid,
    ask: (keys, terms) => askForRows(keys, { register, connections, terms }),
    failed,
  });
}

function optionNameOf({ optionOid, personOids }: OptionKey): string {
  return `${optionOid} ${personOids.join(' ')}`;
}

async function askForRows(
  keys: readonly OptionKey[],
  { register, connections, terms }: { register: FeeRegister; connections: number; terms: Terms },
): Promise<readonly Answer<OptionRows>[]> {
  const byOption = new Map<string, Answer<OptionRows>>();
  const options = [...Map.groupBy(keys, ({ optionOid }) => optionOid)];
  await mapBounded(options, connections, async ([optionOid, askers]) => {
    const personOids = new Set(askers.flatMap((key) => key.personOids));
    byOption.set(optionOid, await register.rowsOf({ optionOid, personOids }, terms));
  });
  return keys.map(({ optionOid, personOids }) =>
    andThen(byOption.get(optionOid) ?? failed('SOURCE_ERROR'), (rows, observedAt) =>
      answered(rowsOfPersons(rows, personOids), observedAt),
    ),
  );
}

async function askForResults(
  keys: readonly ApplicationKey[],
  register: FeeRegister,
  terms: Terms,
): Promise<readonly Answer<SelectionResults>[]> {
  const applicationOids = [...new Set(keys.map(({ applicationOid }) => applicationOid))];
  const chunks = chunksOf(applicationOids, mostApplications);
  const parts = await mapBounded(chunks, callsAtOnce, (chunk) =>
    askInParts(chunk, (oids) => register.resultsOf(oids, terms)),
  );
  const byOid = new Map(
    parts.flat().flatMap(({ items, answer }) => items.map((oid) => [oid, answer] as const)),
  );
  return keys.map(({ applicationOid }) =>
    andThen(byOid.get(applicationOid) ?? failed('SOURCE_ERROR'), (results, observedAt) =>
      answered(resultsOfApplication(results, applicationOid), observedAt),
    ),
  );
}
