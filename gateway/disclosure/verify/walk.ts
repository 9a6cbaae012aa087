import { type Entry, genesisOf, link, type Position } from '../chain.ts';
import type { LogSource } from '../store/store.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './finding.ts';
import type { Seals } from './seals.ts';

/** What looks at each entry of a chain that is good so far; it may find something wrong with it. */
export type Visit = (entry: Entry) => Finding | null;

/** Follows a chain to its end or to the first thing that is wrong. */
export async function walk(
  source: LogSource,
  seals: Seals,
  visit: Visit,
): Promise<{ readonly last: Position; readonly finding: Finding | null }> {
  const recent: Position[] = [];
  let last = genesisOf(source.logId);
  let index = 0;
  // A forged record may stand where a checkpoint was: whether the next one follows it tells which of the two it is.
  let suspicion: Finding | null = null;
  for await (const page of source.find({})) {
    for (const entry of page) {
      if (entry.seq !== last.seq + 1 || link(last.hash, entry.seq, entry.body) !== entry.hash) {
        return { last, finding: await diagnose(source, seals, { entry, index, last, recent }) };
      }
      if (suspicion !== null) return { last, finding: suspicion };
      recent.push(last);
      if (recent.length > recentKept) recent.shift();
      last = entry;
      index += 1;
      suspicion = seals.against(entry, source.logId) ?? visit(entry);
    }
  }
  return { last, finding: suspicion ?? seals.atEnd(last) };
}

/** How many well-chained forged records in a row are told from others. */
const recentKept = 64;
