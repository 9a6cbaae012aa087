import { attainmentsXml } from './attainment-xml.ts';
import type { Content } from './content-model.ts';
import { mobilityXml } from './mobility-xml.ts';
import { VIRTA_NAMESPACE } from './namespaces.ts';
import { registrationXml } from './registration-xml.ts';
import { listRequest, personRequest, singleRequest } from './request.ts';
import type { Student } from './student-index.ts';
import { studentPersonXml, studentWithStudiesXml } from './student-xml.ts';
import { studyRightXml } from './study-right-xml.ts';
import { each, element } from './xml-writing.ts';

/** An operation of the read service. */
export interface Operation {
  readonly name: string;
  readonly request: Content;
  /** The element of the answer's data, and what one student record puts into it. */
  readonly payload: string;
  readonly studentXml: (student: Student) => string;
}

const DEGREE = '1';

const all: readonly Operation[] = [
  {
    name: 'OpiskelijanKaikkiTiedot',
    request: singleRequest,
    payload: 'Virta',
    studentXml: studentWithStudiesXml,
  },
  {
    name: 'OpiskelijanKaikkiTiedotLista',
    request: listRequest,
    payload: 'Virta',
    studentXml: studentWithStudiesXml,
  },
  { name: 'OpiskelijanTiedot', request: personRequest, payload: 'Opiskelijat', studentXml: studentPersonXml },
  {
    name: 'Opiskeluoikeudet',
    request: singleRequest,
    payload: 'Opiskeluoikeudet',
    studentXml: ({ record }) => each(record.rights, (right) => studyRightXml(right, record)),
  },
  {
    name: 'LukukausiIlmoittautumiset',
    request: singleRequest,
    payload: 'LukukausiIlmoittautumiset',
    studentXml: ({ record }) =>
      each(record.registrations, (registration) => registrationXml(registration, record)),
  },
  {
    name: 'Opintosuoritukset',
    request: singleRequest,
    payload: 'Opintosuoritukset',
    studentXml: ({ record }) => attainmentsXml(record),
  },
  {
    name: 'Tutkinnot',
    request: singleRequest,
    payload: 'Opintosuoritukset',
    studentXml: ({ record }) => attainmentsXml(record, [DEGREE]),
  },
  {
    name: 'Liikkuvuusjaksot',
    request: singleRequest,
    payload: 'Liikkuvuusjaksot',
    studentXml: ({ record }) => mobilityXml(record),
  },
];

/** The operations by the local name of the request's root element. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [`${operation.name}Request`, operation]),
);

/** The data of an answer; nothing at all, not even its root, when nothing was found. */
export function payloadXml(operation: Operation, students: readonly Student[]): string {
  const content = each(students, operation.studentXml);
  return content === '' ? '' : element(operation.payload, content, { 'xmlns:virta': VIRTA_NAMESPACE });
}
