import type { Operation, Opiskelija, RecordKind } from '../contract.ts';
import { StudentDraft } from './drafts.ts';
import { forgetNames } from './name-lists.ts';
import { attainments, mobility, registrations, rights } from './records.ts';
import {
  child,
  closedSelectionOf,
  type Frame,
  frameOf,
  type OpenChild,
  type Selection,
  selectionOf,
  textFields,
} from './selection.ts';

/** The payload of an answer while it is read, and what it has given. */
export interface Payload {
  readonly frame: Frame;
  readonly students: readonly Opiskelija[];
}

const lists: Readonly<Record<Exclude<Operation['payload'], 'Virta'>, Selection<StudentDraft>>> = {
  Opiskeluoikeudet: rights,
  LukukausiIlmoittautumiset: registrations,
  Opintosuoritukset: attainments,
  Liikkuvuusjaksot: mobility,
};

const listOfKind = {
  rights: 'Opiskeluoikeudet',
  registrations: 'LukukausiIlmoittautumiset',
  attainments: 'Opintosuoritukset',
  degrees: 'Opintosuoritukset',
  mobility: 'Liikkuvuusjaksot',
} as const;

/** Begins to read the payload of an operation; of a list answer only the kinds wanted are read. */
export function payloadOf(operation: Operation, kinds: ReadonlySet<RecordKind>): Payload {
  forgetNames();
  const students: StudentDraft[] = [];
  if (operation.payload !== 'Virta') {
    const student = new StudentDraft();
    students.push(student);
    return { frame: frameOf(lists[operation.payload], student), students };
  }
  const virta = closedSelectionOf<StudentDraft[]>({
    Opiskelija: child(studentSelection(kinds), (all) => {
      const student = new StudentDraft();
      all.push(student);
      return student;
    }),
  });
  return { frame: frameOf(virta, students), students };
}

function studentSelection(kinds: ReadonlySet<RecordKind>): Selection<StudentDraft> {
  const children: Record<string, OpenChild<StudentDraft>> = {};
  for (const kind of kinds) {
    const name = listOfKind[kind];
    children[name] = child(lists[name], (student) => student);
  }
  return selectionOf<StudentDraft>({
    texts: textFields({
      KansallinenOppijanumero: 'kansallinenOppijanumero',
      Henkilotunnus: 'henkilotunnus',
    }),
    children,
  });
}
