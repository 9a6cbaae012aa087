import { finnishDayOf } from '../../registry/clock.ts';
import type { Admission, RequiredFacts } from '../required-facts.ts';
import { conditionOf } from './counting-places.ts';
import { joinTexts, type NextStep, nameOf, stepOf } from './next-step.ts';
import { placesForSteps } from './places-for-steps.ts';

type PlaceFacts = Pick<RequiredFacts, 'admissions' | 'admissionConditions' | 'studyRights'>;

/** What is to be done about study places that count: accept them, and fulfil their conditions. */
export function placeSteps(facts: PlaceFacts, today: string): readonly NextStep[] {
  return placesForSteps(facts, today).flatMap((place) => stepsOf(place, facts, today));
}

function stepsOf(place: Admission, facts: PlaceFacts, today: string): readonly NextStep[] {
  const found = conditionOf(place, facts);
  const dueAt = found?.acceptanceDeadlineAt ?? null;
  const name = nameOf(place.institution);
  // A place whose time of acceptance is over cannot be accepted any more. The last day is one in Finland.
  const isOver = dueAt !== null && finnishDayOf(new Date(dueAt)) < today;
  const accept =
    place.acceptance === 'PENDING' && !isOver
      ? [stepOf('ACCEPT_PLACE', { fact: 'admissions', about: name, dueAt })]
      : [];
  if (found?.conditional !== true) return accept;
  const about = found.condition === null ? name : joinTexts(name, found.condition);
  return [...accept, stepOf('FULFIL_CONDITION', { fact: 'admissionConditions', about })];
}
