import { type Answer, answered } from '../registry/answer.ts';
import type { ReadPurpose } from '../registry/read-purpose.ts';
import type { CallTerms } from '../registry/shared-call.ts';
import { createShortCache, type ShortCache } from '../registry/short-cache.ts';
import type { OnrClient } from './client.ts';
import { type LinkedRecords, type PersonOids, personOidsOf } from './linked-records.ts';
import { type LookedUp, lookedUp } from './looked-up.ts';
import { isUnreadable, type MasterRecord } from './master-records.ts';

/** Reads what ONR says of persons, in the order asked. */
export type PersonReader = (oids: readonly string[], terms: CallTerms) => Promise<readonly LookedUp[]>;

interface PersonReaderSettings {
  readonly client: OnrClient;
  /** How long links are kept, seconds; 0 = not at all. */
  readonly keepLinksSeconds: number;
  /** Now, in milliseconds. */
  readonly now: () => number;
}

/** Which records belonged together when the links were read. */
interface KeptLinks {
  readonly master: string;
  readonly personOids: PersonOids;
}

type LinkCache = ShortCache<KeptLinks>;
type Masters = Answer<ReadonlyMap<string, MasterRecord>>;

const mostKept = 20_000;

/**
 * Masters and links are asked at once: one round for all. Links may be kept for a while, masters never: they say who
 * is protected now. A master other than the kept one means that records were merged since, so those links are read again.
 */
export function createPersonReader({ client, keepLinksSeconds, now }: PersonReaderSettings): PersonReader {
  const cache: LinkCache = createShortCache<KeptLinks>({
    freshSeconds: keepLinksSeconds,
    staleSeconds: 0,
    maxEntries: mostKept,
    now,
  });
  return async (oids, { purpose, signal }) => {
    const kept = keptLinks(cache, purpose, oids);
    const unknown = oids.filter((oid) => !kept.has(oid));
    const [masters, links] = await Promise.all([
      client.mastersOf(oids, signal),
      client.linksOf(unknown, signal),
    ]);
    const merged = oids.filter((oid) => wasMerged(kept.get(oid), masters, oid));
    const newLinks = merged.length === 0 ? links : await client.linksOf(merged, signal);
    const readAgain = new Set(merged);
    return oids.map((asked) => {
      const known = readAgain.has(asked) ? undefined : kept.get(asked);
      const read = readAgain.has(asked) ? newLinks : links;
      return lookedUp(asked, masters, (master) => {
        return known?.personOids ?? keepLinks(cache, purpose, { asked, master, links: read });
      });
    });
  };
}

function keptLinks(
  cache: LinkCache,
  purpose: ReadPurpose,
  oids: readonly string[],
): ReadonlyMap<string, KeptLinks> {
  return new Map(
    oids.flatMap((oid) => {
      const kept = cache.fresh({ purpose, personOids: [oid] });
      return kept === null ? [] : [[oid, kept.value] as const];
    }),
  );
}

function wasMerged(kept: KeptLinks | undefined, masters: Masters, asked: string): boolean {
  const record = masters.answered ? masters.value.get(asked) : undefined;
  if (kept === undefined || record === undefined || isUnreadable(record)) return false;
  return record.oidHenkilo !== kept.master;
}

interface ReadLinks {
  readonly asked: string;
  readonly master: string;
  readonly links: Answer<LinkedRecords>;
}

/** A person's OIDs by links just read; what may be incomplete is not kept. */
function keepLinks(cache: LinkCache, purpose: ReadPurpose, { asked, master, links }: ReadLinks): PersonOids {
  const personOids = personOidsOf(asked, master, links.answered ? links.value : null);
  if (links.answered && personOids.complete) {
    cache.settle({ purpose, personOids: [asked] }, answered({ master, personOids }, links.observedAt));
  }
  return personOids;
}
