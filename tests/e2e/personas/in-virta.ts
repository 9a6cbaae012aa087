import { type Expected, eachOf, known, none } from './registered.ts';

/** One state of a right; no end while it goes on. */
type State = readonly [state: string, startsOn: string, endsOn?: string];

interface Right {
  readonly id: string;
  readonly type: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Active from the start unless told. */
  readonly states?: readonly State[];
}

/** A right to study; its last state is the one in force. */
export function right({ id, type, startsOn, endsOn, states = [['ACTIVE', startsOn]] }: Right): Expected {
  return {
    id,
    institution: { code: id.slice(0, 5) },
    type,
    startsOn,
    endsOn,
    currentState: states.at(-1)?.[0],
    states: states.map(([state, from, until = null]) => ({ state, startsOn: from, endsOn: until })),
  };
}

/** Terms for which one right's student registered alike, by first day. */
export function terms(
  studyRightId: string | null,
  state: string,
  starts: readonly string[],
): readonly Expected[] {
  return starts.map((startsOn) => ({ studyRightId, state, startsOn, endsOn: endOfTerm(startsOn) }));
}

/** First days of the terms of academic years, both included. */
export function termStarts(from: number, to: number): readonly string[] {
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return years.flatMap((year) => [`${year}-08-01`, `${year + 1}-01-01`]);
}

/** The fee of terms of a right, due and paid in euros a term. */
interface Fee {
  readonly id: string;
  readonly starts: readonly string[];
  readonly due: number;
  readonly paid: number | null;
  readonly scholarship?: number;
  readonly fullyPaid: boolean;
}

/** Fees due and paid, term by term. */
export function termFees(...fees: readonly Fee[]): Expected {
  return known({
    due: eachOf(fees.flatMap(({ id, starts, due }) => starts.map((day) => dueOf(id, day, due)))),
    paid: eachOf(fees.flatMap((fee) => fee.starts.map((day) => paymentOf(fee, day)))),
  });
}

/** Euros as the graph gives them. */
export function euros(sum: number | null): Expected | null {
  return sum === null ? null : { cents: sum * 100, currency: 'EUR' };
}

/** Credits of an academic year, by the year it begins in. */
type Year = readonly [year: number, done: number, recognised?: number];

/** Credits by academic year, over all rights. */
export function credits(...years: readonly Year[]): Expected {
  return known({ academicYears: yearsOf(years) });
}

/** Credits by academic year, over all rights and under each. */
export function creditsOf(
  all: readonly Year[],
  ...rights: readonly (readonly [string, ...Year[]])[]
): Expected {
  const byStudyRight = rights.map(([studyRightId, ...years]) => ({
    studyRightId,
    academicYears: yearsOf(years),
  }));
  return known({ academicYears: yearsOf(all), byStudyRight: eachOf(byStudyRight) });
}

/** Municipalities of rights. */
export function locations(...places: readonly (readonly [studyRightId: string, code: string])[]): Expected {
  return known({
    items: eachOf(places.map(([studyRightId, municipalityCode]) => ({ studyRightId, municipalityCode }))),
  });
}

/** No fee is reported: neither free nor unpaid. */
export const noFees: Expected = none('NOT_REPORTED', null, { due: null, paid: null });

/** No degree is completed. */
export const noDegrees: Expected = none('NOT_REPORTED', null, { items: null });

/** VIRTA answered that it has nothing of the person: normal before enrolment. */
export const nothingInVirta: Expected = {
  studyRights: none('NO_STUDY_RIGHT', 'HIGHER_EDUCATION_INSTITUTION', { items: null }),
  termRegistrations: none('NOT_REPORTED', null, { items: null }),
  termFees: noFees,
  attainments: none('NOT_REPORTED', null, { items: null }),
  studyProgress: none('NOT_REPORTED', null, { academicYears: null, byStudyRight: null }),
  degrees: noDegrees,
  studyLocations: { state: 'KNOWN_NONE', items: null },
};

function dueOf(studyRightId: string, startsOn: string, due: number) {
  return { studyRightId, startsOn, endsOn: endOfTerm(startsOn), amount: euros(due) };
}

function paymentOf({ id, paid, scholarship, fullyPaid }: Fee, startsOn: string) {
  return {
    studyRightId: id,
    startsOn,
    fullyPaid,
    paid: euros(paid),
    scholarship: euros(scholarship ?? null),
  };
}

function yearsOf(years: readonly Year[]): readonly Expected[] {
  return years.map(([year, done, recognised = 0]) => ({
    startsOn: `${year}-08-01`,
    endsOn: `${year + 1}-07-31`,
    done,
    recognised,
  }));
}

function endOfTerm(startsOn: string): string {
  const year = startsOn.slice(0, 4);
  return startsOn.endsWith('-08-01') ? `${year}-12-31` : `${year}-07-31`;
}
