import type { DuplicateLink } from '../../subgraphs/oppijanumero/contract.ts';
import type { IdentityRecord, Person } from '../person.ts';

/** A record in ONR and its place among the records of the person. */
export interface Entry {
  readonly record: IdentityRecord;
  readonly master: IdentityRecord;
  /** Duplicates of `master`; this record may be one of them. */
  readonly slaves: readonly IdentityRecord[];
}

/** What ONR holds. */
export interface Register {
  readonly byOid: (oid: string) => Entry | undefined;
  /** By the code that a master carries now. */
  readonly byCurrentHetu: (hetu: string) => Entry | undefined;
  /** By the current code first, then by the earlier ones. */
  readonly byAnyHetu: (hetu: string) => Entry | undefined;
  readonly links: () => readonly DuplicateLink[];
}

/** The register of a set of people; the first of a person's records is the master. */
export function createRegister(people: readonly Person[]): Register {
  const entries = people.flatMap(({ records }) => entriesOf(records));
  const masters = entries.filter((entry) => !isSlave(entry));
  const byOid = new Map(entries.map((entry) => [entry.record.oid, entry]));
  const current = new Map(masters.map((entry) => [entry.record.personalIdentityCode, entry]));
  const earlier = new Map(
    masters.flatMap((entry) => hetuHistory(entry).map((hetu) => [hetu, entry] as const)),
  );
  return {
    byOid: (oid) => byOid.get(oid),
    byCurrentHetu: (hetu) => current.get(hetu),
    byAnyHetu: (hetu) => current.get(hetu) ?? earlier.get(hetu),
    links: () => masters.flatMap(linksOf),
  };
}

/** Whether the record is a duplicate of another one. */
export function isSlave({ record, master }: Entry): boolean {
  return record.oid !== master.oid;
}

/** The links of a person's records, whichever of them was asked for. */
export function linksOf({ master, slaves }: Entry): readonly DuplicateLink[] {
  return slaves.map(({ oid }) => ({ henkiloOid: oid, masterOid: master.oid }));
}

/**
 * The official codes of an identified master, now and before. Linking moved those of the duplicates to it, so
 * a duplicate has none; nor has an unidentified record, even when it carries a code.
 */
export function hetuHistory(entry: Entry): readonly string[] {
  if (isSlave(entry) || entry.record.identifiedBy === 'NONE') return [];
  const codes = [entry.record, ...entry.slaves].map(({ personalIdentityCode }) => personalIdentityCode);
  return [...new Set(codes.filter((hetu) => hetu !== null))];
}

/**
 * An order of its own for an answer's records, neither the one asked for nor that of the OIDs: ONR promises
 * none, and a client that pairs by position has to fail here.
 */
export function inRegisterOrder<Item>(items: readonly Item[], oidOf: (item: Item) => string): Item[] {
  const rank = (item: Item): string => [...oidOf(item)].reverse().join('');
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((left, right) => (left.rank < right.rank ? 1 : -1))
    .map(({ item }) => item);
}

function entriesOf(records: readonly IdentityRecord[]): readonly Entry[] {
  const [master, ...slaves] = records;
  if (master === undefined) return [];
  return records.map((record) => ({ record, master, slaves }));
}
