import { flatText } from '../registry/flat-text.ts';
import { isOppijanumero } from '../registry/identifiers.ts';
import type { Liikkuvuusjakso, LukukausiIlmoittautuminen, Opintosuoritus, Opiskelija } from './contract.ts';
import type { Opiskeluoikeus } from './contract-right.ts';

/** One person's records of all institutions and all linked learner numbers, each once. */
export interface PersonRecords {
  readonly rights: readonly Opiskeluoikeus[];
  readonly registrations: readonly LukukausiIlmoittautuminen[];
  readonly attainments: readonly Opintosuoritus[];
  readonly mobility: readonly Liikkuvuusjakso[];
  /**
   * By list, student records of the same answer that could not be told to be anybody's, and records that say another
   * thing than their copies: something of this person's may be missing.
   */
  readonly missing: Readonly<Record<'rights' | 'registrations' | 'attainments' | 'mobility', number>>;
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
