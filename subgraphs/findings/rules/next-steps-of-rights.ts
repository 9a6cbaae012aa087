import type { RequiredFacts, StudyRight, StudyRightState } from '../required-facts.ts';
import { yearAfter } from './days.ts';
import { gapsOf, isAnswered } from './finding.ts';
import { type NextStep, nameOf, stepOf } from './next-step.ts';
import { placesForSteps } from './places-for-steps.ts';
import { isInScope } from './scope.ts';
import { endBy, levelOf, type RightEnd } from './study-rights.ts';

type RightFacts = Pick<RequiredFacts, 'admissions' | 'studyRights'>;

interface EndedRight {
  readonly right: StudyRight;
  readonly end: RightEnd;
}

const degreeLevels = new Set(['HIGHER_EDUCATION_DEGREE', 'DOCTORAL']);
const withoutDegree = new Set<StudyRightState | null>([
  'PASSIVATED',
  'DISCONTINUED',
  'ENDED',
  'ENDED_ONE_RIGHT_RULE',
  null,
]);

/** What is to be done about rights that ended without a degree, the latest ones, when nothing came in their place. */
export function endedRightSteps(facts: RightFacts, today: string): readonly NextStep[] {
  const { admissions, studyRights } = facts;
  if (!isAnswered(studyRights) || gapsOf(facts, ['studyRights']).length > 0) return [];
  // A place that nobody could look for may have come in its place.
  if (isInScope(admissions) && (!isAnswered(admissions) || placesForSteps(facts, today).length > 0))
    return [];
  const rights = studyRights.items ?? [];
  const ended = rights.flatMap((right) => {
    const end = endBy(right, today);
    return end === null ? [] : [{ right, end }];
  });
  return ended.length < rights.length ? [] : latestOf(ended).flatMap((entry) => stepsOf(entry, today));
}

function latestOf(ended: readonly EndedRight[]): readonly EndedRight[] {
  const last = ended
    .map(({ end }) => end.endedOn)
    .toSorted()
    .at(-1);
  const latest = ended.filter(({ end }) => end.endedOn === last);
  return latest.every(({ end }) => withoutDegree.has(end.endState)) ? latest : [];
}

function stepsOf({ right, end }: EndedRight, today: string): readonly NextStep[] {
  if (!degreeLevels.has(levelOf(right) ?? '') || yearAfter(end.endedOn) <= today) return [];
  return [stepOf('CHECK_ENDED_RIGHT', { fact: 'studyRights', about: nameOf(right.institution) })];
}
