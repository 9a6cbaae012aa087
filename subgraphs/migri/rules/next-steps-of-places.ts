import type { Admission, RequiredFacts } from '../required-facts.ts';
import { isAnswered } from './finding.ts';
import { joinTexts, type NextStep, nameOf, stepOf } from './next-step.ts';
import { placesForSteps } from './places-for-steps.ts';

type PlaceFacts = Pick<RequiredFacts, 'admissions' | 'admissionConditions'>;

/** What is to be done about study places: accept them, and fulfil their conditions. */
export function placeSteps(facts: PlaceFacts, today: string): readonly NextStep[] {
  return placesForSteps(facts).flatMap((place) => stepsOf(place, facts, today));
}

function stepsOf(place: Admission, { admissionConditions }: PlaceFacts, today: string): readonly NextStep[] {
  const conditions = isAnswered(admissionConditions) ? (admissionConditions.items ?? []) : [];
  const found = conditions.find(({ admissionId }) => admissionId === place.id);
  const dueAt = found?.acceptanceDeadlineAt ?? null;
  const name = nameOf(place.institution);
  // A place whose time of acceptance is over cannot be accepted any more.
  const isOver = dueAt !== null && dueAt.slice(0, 10) < today;
  const accept =
    place.acceptance === 'PENDING' && !isOver
      ? [stepOf('ACCEPT_PLACE', { fact: 'admissions', about: name, dueAt })]
      : [];
  if (found?.conditional !== true) return accept;
  const about = found.condition === null ? name : joinTexts(name, found.condition);
  return [...accept, stepOf('FULFIL_CONDITION', { fact: 'admissionConditions', about })];
}
