import DataLoader from 'dataloader';
import { type Answer, andThen, answered, failed } from '../registry/answer.ts';
import { askInParts } from '../registry/bisect.ts';
import { mapBounded } from '../registry/chunks.ts';
import type { RegistryLookup } from '../registry/lookup.ts';
import { applicationsOf, type PersonApplications } from './applicants.ts';
import type { AdmissionRegister } from './client.ts';

/** Collects the persons of one request, so that they are asked for together. */
export type AdmissionLoader = DataLoader<RegistryLookup, Answer<PersonApplications>, string>;

interface Batching {
  readonly register: AdmissionRegister;
  /** Most person OIDs in one call. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The register assembles a batch person by person and is slow: more at once would not be faster. */
const batchesAtOnce = 2;

/** A loader for one request: all persons, under all their OIDs, in as few calls as the limit allows. */
export function createAdmissionLoader(batching: Batching): AdmissionLoader {
  return new DataLoader((lookups) => askForAll(lookups, batching), {
    cacheKeyFn: ({ personOids }) => personOids.join(' '),
  });
}

async function askForAll(
  lookups: readonly RegistryLookup[],
  { register, limit, signal }: Batching,
): Promise<readonly Answer<PersonApplications>[]> {
  const found = new Map<RegistryLookup, Answer<PersonApplications>>();
  await mapBounded(batchesOf(lookups, limit), batchesAtOnce, async (batch) => {
    const parts = await askInParts(batch, (persons) => register.ask(oidsOf(persons), signal));
    for (const { items, answer } of parts) {
      for (const lookup of items) {
        found.set(
          lookup,
          andThen(answer, (value, at) => answered(applicationsOf(lookup.personOids, value), at)),
        );
      }
    }
  });
  return lookups.map((lookup) => found.get(lookup) ?? failed('SOURCE_ERROR'));
}

/** Packs persons into batches of at most `limit` OIDs; a person's OIDs stay together. */
function batchesOf(
  lookups: readonly RegistryLookup[],
  limit: number,
): readonly (readonly RegistryLookup[])[] {
  const batches: RegistryLookup[][] = [];
  let room = 0;
  for (const lookup of lookups) {
    const needed = lookup.personOids.length;
    const current = batches.at(-1);
    if (current === undefined || needed > room) {
      batches.push([lookup]);
      room = limit - needed;
    } else {
      current.push(lookup);
      room -= needed;
    }
  }
  return batches;
}

function oidsOf(lookups: readonly RegistryLookup[]): ReadonlySet<string> {
  return new Set(lookups.flatMap(({ personOids }) => personOids));
}
