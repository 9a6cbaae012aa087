import type { Terms } from '../registry/asker.ts';
import type { OnrClient } from './client.ts';
import { type LookedUp, lookedUp } from './looked-up.ts';

/** Reads what ONR says of persons, in the order asked. */
export type PersonReader = (oids: readonly string[], terms: Terms) => Promise<readonly LookedUp[]>;

/**
 * Masters and links are asked at once, each time: one round for all. Which numbers belong together is never kept, since
 * records that were linked by mistake are unlinked again. Whom the two contradict each other about is asked about once
 * more: something may have been linked between them.
 */
export function createPersonReader(client: OnrClient): PersonReader {
  const read: PersonReader = async (oids, terms) => {
    const [masters, links] = await Promise.all([client.mastersOf(oids, terms), client.linksOf(oids, terms)]);
    return oids.map((asked) => lookedUp(asked, { masters, links }));
  };
  return async (oids, terms) => {
    const first = await read(oids, terms);
    const doubtful = oids.filter((_, index) => isContradiction(first[index]));
    if (doubtful.length === 0) return first;
    const again = await read(doubtful, terms);
    const second = new Map(doubtful.map((oid, index) => [oid, again[index]]));
    return first.map((one, index) => second.get(oids[index] ?? '') ?? one);
  };
}

function isContradiction(one: LookedUp | undefined): boolean {
  return one?.found === 'NO_ANSWER' && one.isContradiction === true;
}
