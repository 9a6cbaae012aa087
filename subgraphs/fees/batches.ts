import DataLoader from 'dataloader';
import { type Answer, failed } from '../registry/answer.ts';
import { askInParts } from '../registry/bisect.ts';
import { mapBounded } from '../registry/chunks.ts';
import type { FeeRegister } from './client.ts';
import type { OptionRows } from './fee-rows.ts';
import type { SelectionResults } from './selection-results.ts';

/** One application option, and whose rows of it are wanted. */
interface OptionKey {
  readonly optionOid: string;
  readonly personOids: readonly string[];
}

/** The questions of one request, collected. */
export interface FeeLoaders {
  readonly rows: DataLoader<OptionKey, Answer<OptionRows>, string>;
  /** By application OID. */
  readonly results: DataLoader<string, Answer<SelectionResults>>;
}

/** The register's limit of applications in one call. */
const mostApplications = 5000;

/** Loaders for one request: one call for each distinct option, and one for all applications. */
export function createFeeLoaders(
  register: FeeRegister,
  connections: number,
  signal: AbortSignal,
): FeeLoaders {
  return {
    rows: new DataLoader((keys) => askForRows(keys, { register, connections, signal }), {
      cacheKeyFn: ({ optionOid, personOids }) => `${optionOid} ${personOids.join(' ')}`,
    }),
    results: new DataLoader((oids) => askForResults(oids, register, signal), {
      maxBatchSize: mostApplications,
    }),
  };
}

async function askForRows(
  keys: readonly OptionKey[],
  { register, connections, signal }: { register: FeeRegister; connections: number; signal: AbortSignal },
): Promise<readonly Answer<OptionRows>[]> {
  const byOption = new Map<string, Answer<OptionRows>>();
  const options = [...Map.groupBy(keys, ({ optionOid }) => optionOid)];
  await mapBounded(options, connections, async ([optionOid, askers]) => {
    const personOids = new Set(askers.flatMap((key) => key.personOids));
    byOption.set(optionOid, await register.rowsOf({ optionOid, personOids }, signal));
  });
  return keys.map(({ optionOid }) => byOption.get(optionOid) ?? failed('SOURCE_ERROR'));
}

async function askForResults(
  applicationOids: readonly string[],
  register: FeeRegister,
  signal: AbortSignal,
): Promise<readonly Answer<SelectionResults>[]> {
  const parts = await askInParts(applicationOids, (oids) => register.resultsOf(oids, signal));
  const byOid = new Map(parts.flatMap(({ items, answer }) => items.map((oid) => [oid, answer] as const)));
  return applicationOids.map((oid) => byOid.get(oid) ?? failed('SOURCE_ERROR'));
}
