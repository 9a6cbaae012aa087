import { z } from 'zod';
import { isOppijanumero } from '../registry/identifiers.ts';
import type { DuplicateLink } from './contract.ts';

/** Which records are merged into which. */
export interface LinkedRecords {
  /** Merged records by the OID of their master. */
  readonly mergedInto: OidsByOid;
  /** Masters by the OID of a merged record: more than one contradict each other. */
  readonly mastersOf: OidsByOid;
  /** OIDs that a half-readable link names: more may be linked to them. */
  readonly incomplete: ReadonlySet<string>;
}

type OidsByOid = ReadonlyMap<string, ReadonlySet<string>>;
type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

// Each end by itself: one end that can be read still tells whose group is incomplete.
const end = z.string().refine(isOppijanumero).nullable().catch(null);
const nobody = { henkiloOid: null, masterOid: null } satisfies Nullable<DuplicateLink>;
const linkSchema = z.object({ henkiloOid: end, masterOid: end }).catch(nobody);

/** Reads links one by one; null when one names nobody, since it may then belong to anybody. */
export function readLinks(values: readonly unknown[]): LinkedRecords | null {
  const mergedInto = new Map<string, Set<string>>();
  const mastersOf = new Map<string, Set<string>>();
  const incomplete = new Set<string>();
  for (const value of values) {
    const { henkiloOid, masterOid } = linkSchema.parse(value);
    const named = masterOid ?? henkiloOid;
    if (named === null) return null;
    if (masterOid === null || henkiloOid === null) incomplete.add(named);
    else if (masterOid !== henkiloOid) {
      mergedInto.set(masterOid, (mergedInto.get(masterOid) ?? new Set()).add(henkiloOid));
      mastersOf.set(henkiloOid, (mastersOf.get(henkiloOid) ?? new Set()).add(masterOid));
    }
  }
  return { mergedInto, mastersOf, incomplete };
}

/** The links of several answers as one. */
export function joinedLinks(parts: readonly LinkedRecords[]): LinkedRecords {
  return {
    mergedInto: joined(parts.map(({ mergedInto }) => mergedInto)),
    mastersOf: joined(parts.map(({ mastersOf }) => mastersOf)),
    incomplete: new Set(parts.flatMap(({ incomplete }) => [...incomplete])),
  };
}

function joined(parts: readonly OidsByOid[]): OidsByOid {
  const groups = Map.groupBy(
    parts.flatMap((part) => [...part]),
    ([oid]) => oid,
  );
  return new Map([...groups].map(([oid, found]) => [oid, new Set(found.flatMap(([, oids]) => [...oids]))]));
}

/** Whether an answer holds links of somebody whom nobody asked about. */
export function hasOtherLinks({ mergedInto }: LinkedRecords, asked: ReadonlySet<string>): boolean {
  return [...mergedInto].some(([master, merged]) => ![master, ...merged].some((oid) => asked.has(oid)));
}

/** All OIDs that belong together with a master: the master's first, the others in order. */
export function personOidsOf(master: string, links: LinkedRecords | null): readonly string[] {
  return [master, ...[...(links?.mergedInto.get(master) ?? [])].sort()];
}

/** What the links say of a number and the master that ONR's other call gives for it. */
export type LinkFinding =
  /** They belong together, by a link or because they are one. */
  | 'JOINED'
  /** No link names the number: the record may be a stranger's. */
  | 'NOT_JOINED'
  /** The number has another master, or the master one of its own, or a merged record more than one. */
  | 'CONTRADICTED'
  /** A link of theirs could not be read. */
  | 'UNREADABLE';

/** Compares ONR's two calls about one number. */
export function comparedWithLinks(asked: string, master: string, links: LinkedRecords): LinkFinding {
  const { mergedInto, mastersOf, incomplete } = links;
  const merged = [...(mergedInto.get(master) ?? [])];
  if ([asked, master, ...merged].some((oid) => incomplete.has(oid))) return 'UNREADABLE';
  const isFlat = merged.every((oid) => mastersOf.get(oid)?.size === 1 && !mergedInto.has(oid));
  if (mastersOf.has(master) || !isFlat) return 'CONTRADICTED';
  if (asked === master || merged.includes(asked)) return 'JOINED';
  return mastersOf.has(asked) ? 'CONTRADICTED' : 'NOT_JOINED';
}

/** Whether the links name a number at all. */
export function isLinked(oid: string, { mergedInto, mastersOf, incomplete }: LinkedRecords): boolean {
  return mergedInto.has(oid) || mastersOf.has(oid) || incomplete.has(oid);
}
