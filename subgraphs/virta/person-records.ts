import type { LukukausiIlmoittautuminen, Opintosuoritus, Opiskelija, Opiskeluoikeus } from './contract.ts';

/** One person's records of all institutions and all linked learner numbers, each once. */
export interface PersonRecords {
  readonly rights: readonly Opiskeluoikeus[];
  readonly registrations: readonly LukukausiIlmoittautuminen[];
  readonly attainments: readonly Opintosuoritus[];
  /** Student records of the same answer that could not be told to be anybody's: this person's may be among them. */
  readonly unattributed: number;
}

/** An institution's record, named uniquely: its keys are unique only within itself. Null without both parts. */
export function recordId(institution: string | null, key: string | null): string | null {
  return institution === null || key === null ? null : `${institution}:${key}`;
}

/** Student records of a list answer by the learner number they belong to. */
export interface GroupedRecords {
  readonly byOid: ReadonlyMap<string, readonly Opiskelija[]>;
  readonly unattributed: number;
}

/**
 * Sorts the mixed student records of a list answer. One that carries only an identity code belongs to the learner
 * number that another record has beside the same code; never to anybody by guess.
 */
export function groupByOid(students: readonly Opiskelija[]): GroupedRecords {
  const byOid = new Map<string, Opiskelija[]>();
  const oidOfCode = new Map<string, string | null>();
  for (const { kansallinenOppijanumero: oid, henkilotunnus: code } of students) {
    if (oid === null || code === null) continue;
    const known = oidOfCode.get(code);
    oidOfCode.set(code, known === undefined || known === oid ? oid : null);
  }
  let unattributed = 0;
  for (const student of students) {
    const oid = student.kansallinenOppijanumero ?? oidOfCode.get(student.henkilotunnus ?? '') ?? null;
    if (oid === null) unattributed += 1;
    else appendTo(byOid, oid, student);
  }
  return { byOid, unattributed };
}

function appendTo(byOid: Map<string, Opiskelija[]>, oid: string, student: Opiskelija): void {
  const known = byOid.get(oid);
  if (known === undefined) byOid.set(oid, [student]);
  else known.push(student);
}

/**
 * Joins the student records of one person. The same record can come twice, under two numbers; where two copies differ,
 * the one that says more is kept, so that fees or periods known to one copy are not lost.
 */
export function mergedRecords(students: readonly Opiskelija[], unattributed: number): PersonRecords {
  return {
    rights: distinct(
      students.flatMap(({ opiskeluoikeudet }) => opiskeluoikeudet),
      ({ myontaja, avain }) => recordId(myontaja, avain),
      ({ tilat, jaksot, lukuvuosimaksut }) => tilat.length + jaksot.length + lukuvuosimaksut.length,
    ),
    registrations: distinct(
      students.flatMap(({ lukukausiIlmoittautumiset }) => lukukausiIlmoittautumiset),
      registrationIdentity,
      ({ lukuvuosimaksu }) => (lukuvuosimaksu === null ? 0 : 1),
    ),
    attainments: distinct(
      students.flatMap(({ opintosuoritukset }) => opintosuoritukset),
      ({ myontaja, avain }) => recordId(myontaja, avain),
      ({ sisaltyvat, nimet }) => sisaltyvat.length + nimet.length,
    ),
    unattributed,
  };
}

/** Registrations have no key of their own: two are the same when everything but the fee is. */
function registrationIdentity(registration: LukukausiIlmoittautuminen): string {
  const { myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm } = registration;
  return JSON.stringify([myontaja, opiskeluoikeusAvain, tila, ilmoittautumisPvm, alkuPvm, loppuPvm]);
}

/** Each record once, the weightiest copy in the place of the first; records without identity all stay. */
function distinct<T>(
  records: readonly T[],
  identityOf: (record: T) => string | null,
  weightOf: (record: T) => number,
): readonly T[] {
  const kept = new Map<string | T, T>();
  for (const record of records) {
    const identity = identityOf(record) ?? record;
    const known = kept.get(identity);
    if (known === undefined || weightOf(record) > weightOf(known)) kept.set(identity, record);
  }
  return [...kept.values()];
}
