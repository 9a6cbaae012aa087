import { euros } from './in-virta.ts';
import { type Expected, inAnyOrder, known } from './registered.ts';

interface InBoth {
  readonly place: string | null;
  readonly rights: readonly string[];
  readonly obligation: string | null;
  /** The tuition-fee register's word; null without a row. */
  readonly row: string | null;
  /** In euros, over all terms; VIRTA reports nothing when left out. */
  readonly sums?: { readonly due: number; readonly paid: number | null; readonly scholarship?: number };
  readonly conflict: boolean | null;
}

/** What both fee registers say of places and rights that do not contradict each other. */
export function sideBySide(...entries: readonly InBoth[]): Expected {
  return known({ items: entries.map(inBoth) });
}

/** Two contradicting fee registers: both are shown, none is picked. */
export function contradicting(...entries: readonly InBoth[]): Expected {
  return { state: 'CONFLICT', reason: { code: 'SOURCES_DISAGREE' }, items: entries.map(inBoth) };
}

/** What VIRTA says of rights without a place: the tuition-fee register holds nothing of them. */
export function withoutPlace(...rights: readonly string[]): readonly Expected[] {
  return rights.map((id) =>
    inBoth({ place: null, rights: [id], obligation: null, row: null, conflict: null }),
  );
}

function inBoth({ place, rights, obligation, row, sums, conflict }: InBoth): Expected {
  const registerState = place === null ? 'NOT_APPLICABLE' : row === null ? 'KNOWN_NONE' : 'KNOWN';
  return {
    admissionId: place,
    studyRightIds: inAnyOrder(rights),
    feeObligation: obligation,
    registerPayment: row,
    registerState,
    dueInVirta: euros(sums?.due ?? null),
    paidInVirta: euros(sums?.paid ?? null),
    scholarshipInVirta: euros(sums?.scholarship ?? null),
    conflict,
  };
}
