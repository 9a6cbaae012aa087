import type { LocalizedText } from '../../registry/reasons.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { TermRegistration } from '../required-facts.ts';
import { nextTermOf, overlaps, type Span, termOf } from './days.ts';
import { registerRow } from './fee-register.ts';
import {
  conclude,
  type Finding,
  gapsInScope,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
  type Rule,
} from './finding.ts';
import { mostUrgentFirst, type NextStep, stepOf } from './next-step.ts';
import { feeSteps } from './next-steps-of-fees.ts';
import { gapSteps } from './next-steps-of-gaps.ts';
import { placeSteps } from './next-steps-of-places.ts';
import { endedRightSteps } from './next-steps-of-rights.ts';
import { stepsAreFor, stepsInstead } from './person-status.ts';
import { doubtsOfPlaces, isHigherEducation, isUpperSecondary, placesForSteps } from './places-for-steps.ts';
import { isInScope } from './scope.ts';
import { endBy } from './study-rights.ts';

/** Who must do what, by when. */
export const nextStepsRule: Rule = {
  id: 'next-steps',
  version: 2,
  text: {
    fi: 'Vaiheet, jotka rekisterien tiedoista seuraavat: kuka tekee, mitä ja mihin mennessä. Tiedot, joita käyttötarkoitus ei kata, jäävät tarkastelun ulkopuolelle: niistä ei seuraa vaiheita, eivätkä ne puutu. Kun jokin muu tieto puuttuu, vaiheita voi olla lisää, ja puuttuvan tiedon hankkiminen on itse vaihe. Toisen asteen paikasta ei seuraa korkeakoulun vaiheita. Alle vuosi sitten ilman tutkintoa päättyneestä opinto-oikeudesta seuraa vaihe, kun muuta oikeutta tai paikkaa ei ole. Vanhoista paikoista ei seuraa vaiheita. Kuolleelle henkilölle ei ole vaiheita; jos henkilön tietue on passivoitu, ainoa vaihe on tarkistaa asia käsin.',
    sv: 'Steg som följer av registrens uppgifter: vem gör vad och när. Uppgifter som ändamålet inte omfattar beaktas inte: de ger inga steg och saknas inte heller. När någon annan uppgift saknas kan det finnas fler steg, och att skaffa uppgiften är i sig ett steg. En plats på andra stadiet ger inga steg för en högskola. En studierätt som upphört utan examen för mindre än ett år sedan ger ett steg när det inte finns någon annan rätt eller plats. Gamla platser ger inga steg. För en avliden person finns inga steg; om personens post har passiverats är det enda steget en manuell kontroll.',
    en: 'The steps that follow from what the registries hold: who does what, by when. What the purpose does not cover is left out: no step follows from it, and it is not missing. When another fact is missing there may be more steps, and getting the fact is a step itself. A place in upper secondary education gives no steps of higher education. A study right that ended without a degree less than a year ago gives a step when there is no other right or place. Old places give no steps. There are none for a person who has died; when the record has been passivated, the only step is to check by hand.',
  },
};

/** The finding on next steps; the steps known so far are given also when facts are missing. */
export interface NextSteps extends Finding {
  readonly items: readonly NextStep[];
}

type StepFacts = InputsOf<'nextSteps'>;

const read = namesOf('nextSteps');

/** The steps that are known to be open. */
export function nextSteps(facts: StepFacts, today: string): NextSteps {
  const frame = { rule: nextStepsRule, validOn: today, inputs: inputsOf(facts, read) };
  const { missing, items } = stepsAreFor(facts.identity)
    ? openSteps(facts, today)
    : stepsInstead(facts.identity);
  const { value: _none, ...finding } = conclude(frame, missing.length > 0 ? { missing } : { value: true });
  return { ...finding, items };
}

function openSteps(facts: StepFacts, today: string): Pick<NextSteps, 'missing' | 'items'> {
  const missing = missingOf(facts, today);
  const items = mostUrgentFirst([
    ...placeSteps(facts, today),
    ...feeSteps(facts, today),
    ...registrationSteps(facts, today),
    ...endedRightSteps(facts, today),
    ...gapSteps(missing),
  ]);
  return { missing, items };
}

function missingOf(facts: StepFacts, today: string): readonly MissingInput[] {
  // Steps are about places and rights: where the purpose gives neither, there is nothing to say.
  if (!isInScope(facts.admissions) && !isInScope(facts.studyRights))
    return gapsOf(facts, ['admissions', 'studyRights']);
  const places = placesForSteps(facts, today);
  const [higher, uncovered] = [places.filter(isHigherEducation), places.filter(isUpperSecondary)];
  // These are asked place by place: without a place their silence is no gap of their own.
  const unasked = [
    ...(places.length === 0 ? ['admissionConditions'] : []),
    ...(higher.length === 0 ? ['feePayments'] : []),
  ];
  const byRow = higher.flatMap((place) => {
    const row = registerRow(place, facts);
    return row.kind === 'GAP' && isInScope(facts.feePayments) ? row.missing : [];
  });
  return [
    ...gapsInScope(
      facts,
      read.filter((name) => !unasked.includes(name)),
    ),
    ...byRow,
    ...doubtsOfPlaces(facts, today),
    ...(uncovered.length > 0 ? [lacking('studyRights', facts.studyRights, 'NOT_COVERED')] : []),
  ];
}

/** Registrations not done for this term or the next, under rights that have not ended. */
function registrationSteps(facts: StepFacts, today: string): readonly NextStep[] {
  const { termRegistrations } = facts;
  if (!isAnswered(termRegistrations)) return [];
  const undone = (termRegistrations.items ?? []).filter(
    (registration) => registration.state === 'MISSING' && !isOfEndedRight(registration, facts, today),
  );
  return [termOf(today), nextTermOf(today)].flatMap((term) =>
    undone.some((registration) => overlaps(registration, term))
      ? [stepOf('REGISTER_FOR_TERM', { fact: 'termRegistrations', about: termName(term) })]
      : [],
  );
}

function isOfEndedRight(registration: TermRegistration, { studyRights }: StepFacts, today: string): boolean {
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const right = rights.find(({ id }) => id === registration.studyRightId);
  return right !== undefined && endBy(right, today) !== null;
}

function termName({ startsOn }: Span): LocalizedText {
  const year = startsOn.slice(0, 4);
  return startsOn.slice(5) === '08-01'
    ? { fi: `syksy ${year}`, sv: `hösten ${year}`, en: `autumn ${year}` }
    : { fi: `kevät ${year}`, sv: `våren ${year}`, en: `spring ${year}` };
}
