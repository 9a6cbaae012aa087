import { flatText } from '../registry/flat-text.ts';
import { isOppijanumero } from '../registry/identifiers.ts';
import type { LukukausiIlmoittautuminen, Opintosuoritus, Opiskelija, Opiskeluoikeus } from './contract.ts';

/** One person's records of all institutions and all linked learner numbers, each once. */
export interface PersonRecords {
  readonly rights: readonly Opiskeluoikeus[];
  readonly registrations: readonly LukukausiIlmoittautuminen[];
  readonly attainments: readonly Opintosuoritus[];
  /**
   * Student records of the same answer that could not be told to be anybody's, and copies left out that say what the
   * kept one does not: something of this person's may be missing.
   */
  readonly unattributed: number;
}

/** An institution's record, named uniquely: its keys are unique only within itself. Null without both parts. */
export function recordId(institution: string, key: string): string;
export function recordId(institution: string | null, key: string | null): string | null;
export function recordId(institution: string | null, key: string | null): string | null {
  return institution === null || key === null ? null : flatText(':', [institution, key]);
}

let latestRight = { institution: '', key: '', id: '' };

/** `recordId` of the right that a record names. Records of one right follow each other: the id is made once for them. */
export function studyRightIdOf(institution: string, key: string | null): string | null {
  if (key === null) return null;
  if (latestRight.key !== key || latestRight.institution !== institution)
    latestRight = { institution, key, id: recordId(institution, key) };
  return latestRight.id;
}

/** Student records of a list answer by the learner number they belong to. */
export interface GroupedRecords {
  readonly byOid: ReadonlyMap<string, readonly Opiskelija[]>;
  readonly unattributed: number;
}

/**
 * Sorts the mixed student records of a list answer. One that carries only an identity code belongs to the learner
 * number that another record has beside the same code; never to anybody by guess. A number that is none belongs to
 * nobody.
 */
export function groupByOid(students: readonly Opiskelija[]): GroupedRecords {
  const oidOfCode = new Map<string, string | null>();
  for (const { kansallinenOppijanumero: oid, henkilotunnus: code } of students) {
    if (oid === null || code === null || !isOppijanumero(oid)) continue;
    const known = oidOfCode.get(code);
    oidOfCode.set(code, known === undefined || known === oid ? oid : null);
  }
  // Lists that literals make would outlive their answer: V8 makes what stays until the next collection old at once, and
  // all that old lists hold stays with them.
  const byOid = Map.groupBy(students, ({ kansallinenOppijanumero, henkilotunnus }) => {
    const oid = kansallinenOppijanumero ?? oidOfCode.get(henkilotunnus ?? '') ?? '';
    return isOppijanumero(oid) ? oid : '';
  });
  const unattributed = byOid.get('')?.length ?? 0;
  byOid.delete('');
  return { byOid, unattributed };
}

/** Whether an answer holds somebody whom nobody asked about; answers to a single number do not say whose they are. */
export function hasOtherPersons(students: readonly Opiskelija[], asked: ReadonlySet<string>): boolean {
  return students.some(
    ({ kansallinenOppijanumero: oid }) => oid !== null && isOppijanumero(oid) && !asked.has(oid),
  );
}

/**
 * Joins the student records of one person. The same record can come twice, under two numbers; where two copies differ,
 * the one that says more is kept, and what only the other one says is counted as missing.
 */
export function mergedRecords(students: readonly Opiskelija[], unattributed: number): PersonRecords {
  const rights = distinct(
    joined(students, ({ opiskeluoikeudet }) => opiskeluoikeudet),
    rightCopies,
  );
  const registrations = distinct(
    joined(students, ({ lukukausiIlmoittautumiset }) => lukukausiIlmoittautumiset),
    registrationCopies,
  );
  const attainments = distinct(
    joined(students, ({ opintosuoritukset }) => opintosuoritukset),
    attainmentCopies,
  );
  return {
    rights: rights.kept,
    registrations: registrations.kept,
    attainments: attainments.kept,
    unattributed: unattributed + rights.contradicted + registrations.contradicted + attainments.contradicted,
  };
}

function joined<T>(
  students: readonly Opiskelija[],
  recordsOf: (student: Opiskelija) => readonly T[],
): readonly T[] {
  const [first, ...others] = students;
  if (first === undefined || others.length > 0) return students.flatMap(recordsOf);
  return recordsOf(first);
}

/** How copies of a record are told. */
interface Copies<T> {
  /** A field that copies have in common: where all differ in it, there are no copies to look for. */
  readonly mark: (record: T) => string | null;
  /** What copies have in common and others have not; null when a record has no identity. */
  readonly identity: (record: T) => string | null;
  readonly weight: (record: T) => number;
}

const rightCopies: Copies<Opiskeluoikeus> = {
  mark: ({ avain }) => avain,
  identity: ({ myontaja, avain }) => recordId(myontaja, avain),
  weight: ({ tilat, jaksot, lukuvuosimaksut }) => tilat.length + jaksot.length + lukuvuosimaksut.length,
};

const registrationCopies: Copies<LukukausiIlmoittautuminen> = {
  mark: ({ alkuPvm }) => alkuPvm,
  identity: registrationIdentity,
  weight: ({ lukuvuosimaksu }) => (lukuvuosimaksu === null ? 0 : 1),
};

const attainmentCopies: Copies<Opintosuoritus> = {
  mark: ({ avain }) => avain,
  identity: ({ myontaja, avain }) => recordId(myontaja, avain),
  weight: ({ sisaltyvat, nimet }) => sisaltyvat.length + nimet.length,
};

/** Registrations have no key of their own: two are the same when everything but the fee is. */
function registrationIdentity(registration: LukukausiIlmoittautuminen): string {
  const { myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm } = registration;
  return JSON.stringify([myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm]);
}

interface Distinct<T> {
  readonly kept: readonly T[];
  /** How many copies say something that the kept one does not. */
  readonly contradicted: number;
}

/** Each record once, the weightiest copy in the place of the first; records without identity all stay. */
function distinct<T extends object>(records: readonly T[], copies: Copies<T>): Distinct<T> {
  const marks = records.map(copies.mark);
  if (areAscending(marks)) return { kept: records, contradicted: 0 };
  // Identities are texts of several fields, and V8 files each text that is put into a set or map: for thousands of records
  // that takes longer than all else here. Numbers that differ tell as well that there are no copies.
  const areCopiesPossible = new Set(marks.map(numberOf)).size < records.length;
  return areCopiesPossible ? withoutCopies(records, copies) : { kept: records, contradicted: 0 };
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
  const kept = new Map<string | T, T>();
  let contradicted = 0;
  for (const record of records) {
    const identity = copies.identity(record) ?? record;
    const known = kept.get(identity);
    if (known === undefined) {
      kept.set(identity, record);
      continue;
    }
    const isWeightier = copies.weight(record) > copies.weight(known);
    const [weightier, lighter] = isWeightier ? [record, known] : [known, record];
    kept.set(identity, weightier);
    if (!saysAllOf(weightier, lighter)) contradicted += 1;
  }
  return { kept: [...kept.values()], contradicted };
}

/** A number that is the same for the same text, and hardly ever for another. */
function numberOf(text: string | null): number {
  if (text === null) return 0;
  let number = text.length;
  for (let index = 0; index < text.length; index += 1)
    number = (Math.imul(number, 31) + text.charCodeAt(index)) | 0;
  return number;
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
  return Array.isArray(value) ? value.map((part) => JSON.stringify(part)) : [JSON.stringify(value)];
}
