import { z } from 'zod';
import { isOppijanumero } from '../registry/identifiers.ts';
import type { DuplicateLink } from './contract.ts';

/** Which records are merged into which. */
export interface LinkedRecords {
  /** Merged records by the OID of their master. */
  readonly mergedInto: ReadonlyMap<string, readonly string[]>;
  /** OIDs that a half-readable link names: more may be linked to them. */
  readonly incomplete: ReadonlySet<string>;
}

// Each end by itself: one end that can be read still tells whose group is incomplete.
const end = z.string().refine(isOppijanumero).nullable().catch(null);
const nobody = { henkiloOid: null, masterOid: null } satisfies Nullable<DuplicateLink>;
const linkSchema = z.object({ henkiloOid: end, masterOid: end }).catch(nobody);

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

/** Reads links one by one; null when one names nobody, since it may then belong to anybody. */
export function readLinks(values: readonly unknown[]): LinkedRecords | null {
  const mergedInto = new Map<string, string[]>();
  const incomplete = new Set<string>();
  for (const value of values) {
    const link = linkSchema.parse(value);
    const named = link.masterOid ?? link.henkiloOid;
    if (named === null) return null;
    if (link.masterOid === null || link.henkiloOid === null) incomplete.add(named);
    else mergedInto.set(named, [...(mergedInto.get(named) ?? []), link.henkiloOid]);
  }
  return { mergedInto, incomplete };
}

/** The links of several answers as one. */
export function joinedLinks(parts: readonly LinkedRecords[]): LinkedRecords {
  const groups = Map.groupBy(
    parts.flatMap(({ mergedInto }) => [...mergedInto]),
    ([master]) => master,
  );
  return {
    mergedInto: new Map(
      [...groups].map(([master, found]) => [master, found.flatMap(([, merged]) => merged)]),
    ),
    incomplete: new Set(parts.flatMap(({ incomplete }) => [...incomplete])),
  };
}

/** Whether an answer holds links of somebody whom nobody asked about. */
export function hasOtherLinks({ mergedInto }: LinkedRecords, asked: ReadonlySet<string>): boolean {
  return [...mergedInto].some(([master, merged]) => ![master, ...merged].some((oid) => asked.has(oid)));
}

/** A person's OIDs as far as they are known. */
export interface PersonOids {
  /** The master's first, the others in order. */
  readonly oids: readonly string[];
  /** False when further records may be linked. */
  readonly complete: boolean;
}

/** All OIDs that belong together with a master; the OID that led to it counts, whatever the links say. */
export function personOidsOf(asked: string, master: string, links: LinkedRecords | null): PersonOids {
  const others = new Set([asked, ...(links?.mergedInto.get(master) ?? [])]);
  others.delete(master);
  const oids = [master, ...[...others].sort()];
  return { oids, complete: links !== null && !oids.some((oid) => links.incomplete.has(oid)) };
}
