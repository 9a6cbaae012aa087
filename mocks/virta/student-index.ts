import type { IdentityRecord, Person, StudentRecord } from '../person.ts';
import { scatter } from './variation.ts';

/** One institution's record of a student, with what is known of the person. */
export interface Student {
  readonly record: StudentRecord;
  readonly identity: IdentityRecord | null;
}

/** What a search is made by. */
export interface Search {
  readonly by: 'personalIdentityCode' | 'learnerNumber';
  readonly ids: readonly string[];
  readonly institution: string | null;
}

/** Finds student records by identifier. */
export interface StudentIndex {
  readonly find: (search: Search) => readonly Student[];
}

/** Indexes all student records once, by both identifiers; one without an identifier is found by nobody. */
export function indexStudents(people: readonly Person[]): StudentIndex {
  const indexes = {
    personalIdentityCode: new Map<string, Student[]>(),
    learnerNumber: new Map<string, Student[]>(),
  };
  for (const student of people.flatMap(studentsOf)) {
    add(indexes.personalIdentityCode, student.record.personalIdentityCode, student);
    add(indexes.learnerNumber, student.record.learnerNumber, student);
  }
  return {
    find: ({ by, ids, institution }) => {
      const found = [...new Set(ids)].flatMap((id) => indexes[by].get(id) ?? []);
      return mixed(found.filter(({ record }) => institution === null || record.institution === institution));
    },
  };
}

function studentsOf({ records, studentRecords }: Person): readonly Student[] {
  return studentRecords.map((record) => ({
    record,
    identity: records.find(({ oid }) => oid === record.learnerNumber) ?? records[0] ?? null,
  }));
}

function add(index: Map<string, Student[]>, id: string | null, student: Student): void {
  if (id === null) return;
  const students = index.get(id);
  if (students === undefined) index.set(id, [student]);
  else students.push(student);
}

/** VIRTA keeps the records of one person together no more than it keeps the order of the question. */
function mixed(students: readonly Student[]): readonly Student[] {
  return students
    .map((student) => ({
      student,
      rank: scatter(`${student.record.institution}/${student.record.studentKey}`),
    }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ student }) => student);
}
