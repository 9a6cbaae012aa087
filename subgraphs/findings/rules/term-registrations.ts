import type { OpenSpan } from '../../registry/in-force.ts';
import type { StudyRight, TermRegistration } from '../required-facts.ts';
import { covers, latestUntil, type Span, termOf } from './days.ts';

/** The days that a registration covers: one without an end, those of the term in which it begins. */
export function spanOf({ startsOn, endsOn }: OpenSpan): Span {
  return { startsOn, endsOn: endsOn ?? termOf(startsOn).endsOn };
}

/** Whether a registration is for a right: by its key, or by the institution when it is for all rights there. */
export function isFor({ studyRightId, institution }: TermRegistration, right: StudyRight): boolean {
  if (studyRightId !== null) return studyRightId === right.id;
  return institution.code !== null && institution.code === right.institution.code;
}

/** Whether two registrations are for the same right: by key, or since one is for all rights at the institution. */
export function areForOneRight(one: TermRegistration, other: TermRegistration): boolean {
  if (one.institution.code !== other.institution.code) return false;
  const isForAll = one.studyRightId === null || other.studyRightId === null;
  return isForAll || one.studyRightId === other.studyRightId;
}

/** Of registrations in any order those that cover a day: one without an end lasts until the next of its right begins. */
export function registrationsOn(
  registrations: readonly TermRegistration[],
  day: string,
): readonly TermRegistration[] {
  return registrations.filter((registration) => {
    if (!covers(spanOf(registration), day)) return false;
    if (registration.endsOn !== null) return true;
    const alike = registrations.filter((other) => isOfSameKey(registration, other));
    const starts = alike.map(({ startsOn }) => startsOn);
    return registration.startsOn === latestUntil(day, starts);
  });
}

function isOfSameKey(one: TermRegistration, other: TermRegistration): boolean {
  return one.studyRightId === other.studyRightId && one.institution.code === other.institution.code;
}
