import { euros } from './in-virta.ts';
import { type Expected, eachOf, inAnyOrder } from './registered.ts';

const hei = 'HIGHER_EDUCATION_INSTITUTION';

/** A rule that reached its value. */
export function determined(value: unknown, more: Expected = {}): Expected {
  return { determination: 'DETERMINED', value, missing: [], ...more };
}

/** A rule without a value, and what it lacks. */
export function undetermined(missing: readonly Expected[], more: Expected = {}): Expected {
  return { determination: 'UNDETERMINED', value: null, missing, ...more };
}

/** A fact that is missing, why, and who can supply it. */
export function gap(
  fact: string,
  state: string,
  [code, whoCanFix]: readonly [string, string | null],
): Expected {
  return { fact, state, reason: { code, whoCanFix } };
}

/** Reasons and who can act on them. */
export const why = {
  noRight: ['NO_STUDY_RIGHT', hei],
  notReported: ['NOT_REPORTED', null],
  noneInForce: ['NO_RIGHT_IN_FORCE', null],
  undecided: ['OBLIGATION_UNDECIDED', hei],
  notCovered: ['NOT_COVERED', 'MIGRI'],
  fundingNotDisclosed: ['FUNDING_NOT_DISCLOSED', 'EDUCATION_PROVIDER'],
  excluded: ['EXCLUDED_BY_SOURCE', null],
  oldPlaces: ['OLD_PLACES', null],
  noRightInForce: ['NO_RIGHT_IN_FORCE', null],
  placesDiffer: ['PLACES_DIFFER', null],
} as const satisfies Record<string, readonly [string, string | null]>;

/** The firmness of each place; the firmest decides. */
export function binding(
  value: string,
  ...places: readonly (readonly [id: string, value: string])[]
): Expected {
  return determined(value, {
    places: places.map(([admissionId, each]) => ({ admissionId, value: each, old: false, reason: null })),
  });
}

/** A place that says nothing of today any more, and no other. */
export function onlyOld(admissionId: string): Expected {
  const places = [{ admissionId, value: null, old: true, reason: { code: 'OLD_PLACES' } }];
  return undetermined([gap('admissions', 'KNOWN', why.oldPlaces)], { places });
}

interface FeeOfPlace {
  readonly place: string | null;
  readonly rights: readonly string[];
  readonly verdict: readonly [value: string, basis: string] | null;
  /** In euros; VIRTA reports nothing when left out. */
  readonly sums?: {
    readonly due: number;
    readonly paid: number | null;
    readonly scholarship?: number;
    readonly open: number;
  };
  readonly conflict: boolean | null;
}

/** The fee of one place or right. */
export function feeOf({ place, rights, verdict, sums, conflict }: FeeOfPlace): Expected {
  return {
    admissionId: place,
    studyRightIds: inAnyOrder(rights),
    value: verdict?.[0] ?? null,
    basis: verdict?.[1] ?? null,
    due: euros(sums?.due ?? null),
    paid: euros(sums?.paid ?? null),
    scholarship: euros(sums?.scholarship ?? null),
    open: euros(sums?.open ?? null),
    conflict,
  };
}

/** The fee requirement when one place or right decides it, and others have lapsed owing nothing. */
export function fee(decisive: FeeOfPlace, ...others: readonly FeeOfPlace[]): Expected {
  const [value, basis] = decisive.verdict ?? [null, null];
  const places = [decisive, ...others].map(feeOf);
  return determined(value, { phase: 'FIRST_PERMIT', basis, conflict: decisive.conflict, places });
}

/** A right in force today. */
export function valid(
  ids: readonly string[],
  ended: readonly [on: string, state: string] | null = null,
): Expected {
  return determined(true, {
    validStudyRightIds: inAnyOrder(ids),
    endedOn: ended?.[0] ?? null,
    endState: ended?.[1] ?? null,
  });
}

/** The registration for the current term. */
export function attending(value: string): Expected {
  return determined(value, { termStartsOn: '2026-08-01', termEndsOn: '2026-12-31' });
}

/** Studies that have started, by right. */
export function started(...rights: readonly (readonly [id: string, on: string])[]): Expected {
  const byStudyRight = rights.map(([studyRightId, startedOn]) => ({
    studyRightId,
    started: true,
    startedOn,
  }));
  return determined(true, { byStudyRight: eachOf(byStudyRight) });
}

/** The level of the one right in force. */
export function level(value: string): Expected {
  return determined(value);
}

/** Two registries that agree on what can be compared. */
export function agreeing(...subjects: readonly string[]): Expected {
  return determined(true, { comparisons: subjects.map((subject) => ({ subject, agree: true })) });
}

/** No two registries have the same to say. */
export function nothingToCompare(fact: string): Expected {
  return undetermined([gap(fact, 'KNOWN_NONE', why.notReported)], { comparisons: [] });
}

/** What is to be done; all is known. */
export function steps(...items: readonly Expected[]): Expected {
  return { determination: 'DETERMINED', missing: [], items };
}

/** The steps that occur, with their usual actor and the fact each would change. */
export const step = {
  pay: { kind: 'PAY_OR_SHOW_FUNDS', actor: 'STUDENT', fact: 'feePayments', dueAt: null },
  record: { kind: 'RECORD_PAYMENT', actor: hei, fact: 'feePayments' },
  reconcile: { kind: 'RECONCILE_RECORDS', actor: hei, fact: 'feePayments' },
  decide: { kind: 'DECIDE_FEE_OBLIGATION', actor: hei, fact: 'admissions' },
  fulfil: { kind: 'FULFIL_CONDITION', actor: 'STUDENT', fact: 'admissionConditions' },
  identify: { kind: 'IDENTIFY_PERSON', actor: hei, fact: 'identity' },
  check: { kind: 'CHECK_BY_HAND', actor: 'MIGRI', fact: 'admissions' },
  ended: { kind: 'CHECK_ENDED_RIGHT', actor: 'STUDENT', fact: 'studyRights' },
} as const satisfies Record<string, Expected>;

/** What cannot be said of somebody of whom VIRTA has no right yet. */
export const beforeEnrolment: Expected = {
  studyRightValidity: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], {
    validStudyRightIds: [],
  }),
  attendance: undetermined([gap('termRegistrations', 'KNOWN_NONE', why.notReported)], { registrations: [] }),
  studiesStarted: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], { byStudyRight: [] }),
  studyLevel: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], { levels: [] }),
  sourcesAgree: nothingToCompare('studyRights'),
};
