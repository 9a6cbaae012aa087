import type { StudentSource } from '../../../subgraphs/oppijanumero/mapping.ts';
import { invalidIdentifier, matchByNumber } from '../../../subgraphs/oppijanumero/student-match.ts';
import { isOppijanumero } from '../../../subgraphs/registry/identifiers.ts';
import { gatherFacts } from './facts.ts';
import { pickStudent } from './pick-student.ts';
import type { Request } from './request.ts';

/** What the officer's query selects of one student. */
export async function getStudent(asked: string, request: Request) {
  return studentOf({ asked, person: await request.persons(asked) }, request);
}

/** What the officer's bulk query selects, in the order asked. */
export function findStudents(asked: readonly string[], request: Request) {
  return Promise.all(asked.map((text) => findStudent(text, request)));
}

async function findStudent(text: string, request: Request) {
  const match = isOppijanumero(text)
    ? matchByNumber({ asked: text, person: await request.persons(text) })
    : invalidIdentifier(text);
  const { askedFor, code, reason, student } = match;
  return {
    askedFor,
    code,
    reason: reason === null ? null : { code: reason.code },
    student: student === null ? null : await studentOf(student, request),
  };
}

async function studentOf(source: StudentSource, request: Request) {
  return pickStudent(source, await gatherFacts(source, request), request.today);
}
