import type { Opiskelija } from './contract.ts';
import type { PersonRecords } from './person-records.ts';
import {
  attainmentCopies,
  distinct,
  mobilityCopies,
  registrationCopies,
  rightCopies,
} from './record-copies.ts';

/**
 * Joins the student records of one person. The same record can come twice, under two numbers; where two copies contradict
 * each other, something is counted as missing.
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
  const mobility = distinct(
    joined(students, ({ liikkuvuusjaksot }) => liikkuvuusjaksot),
    mobilityCopies,
  );
  return {
    rights: rights.kept,
    registrations: registrations.kept,
    attainments: attainments.kept,
    mobility: mobility.kept,
    missing: {
      rights: unattributed + rights.contradicted,
      registrations: unattributed + registrations.contradicted,
      attainments: unattributed + attainments.contradicted,
      mobility: unattributed + mobility.contradicted,
    },
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
