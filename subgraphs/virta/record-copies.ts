import type { Liikkuvuusjakso, LukukausiIlmoittautuminen, Opintosuoritus } from './contract.ts';
import type { Opiskeluoikeus } from './contract-right.ts';
import { compareTexts } from './facts/order.ts';

/** How copies of a record are told. */
export interface Copies<T> {
  /** A field that copies have in common: where all differ in it, there are no copies to look for. */
  readonly mark: (record: T) => string | null;
  /** What copies have in common and others have not; null when a record has no identity. */
  readonly identity: (record: T) => string | null;
  /** Whether copies that contradict each other all stay; else the one that says most does. */
  readonly allStay: boolean;
}

/** A key may be used again for another right: one of another type, or that began on another day. */
export const rightCopies: Copies<Opiskeluoikeus> = {
  mark: ({ avain }) => avain,
  identity: ({ myontaja, avain, tyyppi, alkuPvm }) => identityOf(avain, [myontaja, tyyppi, alkuPvm]),
  allStay: true,
};

/** Registrations have no key of their own: two are the same when everything but the fee is. */
export const registrationCopies: Copies<LukukausiIlmoittautuminen> = {
  mark: ({ alkuPvm }) => alkuPvm,
  identity: ({ myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm }) =>
    JSON.stringify([myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm]),
  allStay: true,
};

/** Credits must not be counted twice. */
export const attainmentCopies: Copies<Opintosuoritus> = {
  mark: ({ avain }) => avain,
  identity: ({ myontaja, avain }) => identityOf(avain, [myontaja]),
  allStay: false,
};

/** All that is said of a stay is given. */
export const mobilityCopies: Copies<Liikkuvuusjakso> = {
  mark: ({ avain }) => avain,
  identity: ({ myontaja, avain }) => identityOf(avain, [myontaja]),
  allStay: true,
};

/** Records that are left of copies. */
export interface Distinct<T> {
  readonly kept: readonly T[];
  /** How many say something that another copy contradicts. */
  readonly contradicted: number;
}

/** Each record once; of copies those that say something which no other does. Records without identity all stay. */
export function distinct<T extends object>(records: readonly T[], copies: Copies<T>): Distinct<T> {
  const marks = records.map(copies.mark);
  if (areAscending(marks)) return { kept: records, contradicted: 0 };
  // Identities are texts of several fields, and V8 files each text that is put into a set or map: for thousands of records
  // that takes longer than all else here. Numbers that differ tell as well that there are no copies.
  const areCopiesPossible = new Set(marks.map(numberOf)).size < records.length;
  return areCopiesPossible ? withoutCopies(records, copies) : { kept: records, contradicted: 0 };
}

/** Without a key, or an institution, a record has no identity. */
function identityOf(key: string | null, [institution, ...more]: readonly (string | null)[]): string | null {
  return key === null || institution === null ? null : JSON.stringify([institution, key, ...more]);
}

/** Whether no two can be the same since each is longer than the one before, or comes after it: keys and days mostly do. */
function areAscending(marks: readonly (string | null)[]): boolean {
  let before = '';
  for (const mark of marks) {
    if (mark === null || mark.length < before.length) return false;
    if (mark.length === before.length && mark <= before) return false;
    before = mark;
  }
  return true;
}

function withoutCopies<T extends object>(records: readonly T[], copies: Copies<T>): Distinct<T> {
  const groups = new Map<string | T, readonly T[]>();
  for (const record of records) {
    const identity = copies.identity(record) ?? record;
    groups.set(identity, withRecord(groups.get(identity) ?? [], record));
  }
  const kept = [...groups.values()];
  return {
    kept: kept.flatMap((group) => (copies.allStay || group.length === 1 ? group : sayingMost(group))),
    contradicted: kept.reduce((sum, group) => sum + group.length - 1, 0),
  };
}

/** Copies with one more, unless one of them says all that it does; and without those of which it says all. */
function withRecord<T extends object>(group: readonly T[], record: T): readonly T[] {
  if (group.some((known) => saysAllOf(known, record))) return group;
  return [...group.filter((known) => !saysAllOf(record, known)), record];
}

/** The copy that says most, by length and then by the alphabet: the same one in whatever order they came. */
function sayingMost<T extends object>(group: readonly T[]): readonly T[] {
  const most = group
    .map((record) => ({ record, content: contentOf(record) }))
    .toSorted((a, b) => a.content.length - b.content.length || compareTexts(a.content, b.content))
    .at(-1);
  return most === undefined ? [] : [most.record];
}

function contentOf(record: object): string {
  return JSON.stringify(Object.entries(record).map(([name, value]) => [name, [...partsOf(value)].sort()]));
}

/** Whether one copy says all that another one does. */
function saysAllOf(one: object, other: object): boolean {
  const said = new Map(Object.entries(one).map(([name, value]) => [name, partsOf(value)]));
  return Object.entries(other).every(([name, value]) =>
    partsOf(value).every((part) => said.get(name)?.includes(part)),
  );
}

function partsOf(value: unknown): readonly string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

/** A value as a text, its lists as the sets that they are. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    Array.isArray(part) ? part.map((one) => JSON.stringify(one)).sort() : part,
  );
}

/** A number that is the same for the same text, and hardly ever for another. */
function numberOf(text: string | null): number {
  if (text === null) return 0;
  let number = text.length;
  for (let index = 0; index < text.length; index += 1)
    number = (Math.imul(number, 31) + text.charCodeAt(index)) | 0;
  return number;
}
