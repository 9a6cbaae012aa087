import { type InputsOf, namesOf } from '../inputs.ts';
import type { StudyRight } from '../required-facts.ts';
import { addDays, termOf } from './days.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
  noRecord,
  type Outcome,
  type Rule,
} from './finding.ts';
import {
  beginningOf,
  isAbsentThroughout,
  type StudiesUnderRight,
  signsBy,
  uncountedPresences,
} from './study-start.ts';
import { isFor } from './term-registrations.ts';

/** Whether studies have started under each right. */
export const studiesStartedRule: Rule = {
  id: 'studies-started',
  version: 2,
  text: {
    fi: 'Kyllä, kun opiskelija on ilmoittautunut läsnä olevaksi alkaneelle lukukaudelle voimassa olevalla opinto-oikeudella tai oikeudella on sen alkupäivästä lähtien tehty suoritus. Hyväksiluettu suoritus ei riitä. Ei vasta, kun ensimmäisen lukukauden päättymisestä on yli 60 päivää, kaikki lukukaudet oikeuden alusta on ilmoittauduttu poissa oleviksi eikä suorituksia ole. Puuttuva tieto ei ole kielteinen tulos, eikä tutkinnon suorittanutta todeta aloittamattomaksi.',
    sv: 'Ja, när studeranden har anmält sig närvarande för en påbörjad termin med en gällande studierätt eller har avlagt en prestation under studierätten från dess första dag. Ett tillgodoräknande räcker inte. Nej först när över 60 dagar har gått sedan första terminens slut, alla terminer sedan studierättens början har anmälts som frånvaro och inga prestationer finns. En uppgift som saknas är inget negativt resultat, och om den som har avlagt examen sägs aldrig att studierna inte har börjat.',
    en: 'True when the student is registered as present for a term that has begun under a right in force, or an attainment has been done under the right from its first day on. Recognised credits are not enough. False only when more than 60 days have passed since the end of the first term, every term since the start of the right is registered as absence, and there are no attainments. No record is no negative, and somebody who has graduated is never said not to have started.',
  },
};

/** Whether studies have started under one right. */
interface StudyStart {
  readonly studyRightId: string;
  readonly started: boolean | null;
  readonly startedOn: string | null;
  readonly notBefore: string | null;
}

/** The finding on the start of studies. */
export interface StudiesStarted extends Finding {
  readonly value: boolean | null;
  readonly byStudyRight: readonly StudyStart[];
}

type StartFacts = InputsOf<'studiesStarted'>;

const read = namesOf('studiesStarted');

interface Judged {
  readonly start: StudyStart;
  readonly missing: readonly MissingInput[];
}

/** Institutions record attainments and presence late; days after the first term. */
const lagDays = 60;

/** Whether studies have started: one right is enough for yes, and all must say no for no. */
export function studiesStarted(facts: StartFacts, today: string): StudiesStarted {
  const inputs = inputsOf(facts, read);
  const frame = { rule: studiesStartedRule, validOn: today, inputs };
  const judged = rightsOf(facts).map((right) => judge(right, facts, today));
  const byStudyRight = judged.map(({ start }) => start);
  return { ...conclude(frame, summary(judged, facts)), byStudyRight };
}

function summary(judged: readonly Judged[], facts: StartFacts): Outcome<boolean> {
  if (judged.some(({ start }) => start.started === true)) return { value: true };
  const missing = [...gapsOf(facts, ['studyRights']), ...judged.flatMap((entry) => entry.missing)];
  if (missing.length > 0) return { missing };
  const { studyRights } = facts;
  if (judged.length === 0 && isAnswered(studyRights))
    return { missing: [noRecord('studyRights', studyRights, 'NO_STUDY_RIGHT')] };
  return { value: false };
}

function judge(right: StudyRight, facts: StartFacts, today: string): Judged {
  const begins = beginningOf(right);
  const notBefore = begins === null ? null : addDays(termOf(begins).endsOn, lagDays + 1);
  const studies = studiesUnder(right, facts);
  const { isStarted, startedOn, isContradicted } = signsBy(studies, today);
  const start = { studyRightId: right.id, startedOn, notBefore };
  if (isStarted) return { start: { ...start, started: true }, missing: [] };
  const { termRegistrations, studyRights } = facts;
  const uncounted = isContradicted ? [] : uncountedPresences(studies, today);
  const missing = [
    ...doubts(studies, facts, today),
    ...(isContradicted ? [lacking('termRegistrations', termRegistrations, 'RECORDS_CONTRADICT')] : []),
    ...uncounted.map((code) => lacking('studyRights', studyRights, code)),
    ...(notBefore === null || today < notBefore ? [lacking('studyRights', studyRights, 'TOO_EARLY')] : []),
  ];
  if (missing.length === 0 && begins !== null && !isAbsentThroughout(studies, begins, today))
    missing.push(lacking('termRegistrations', termRegistrations, 'NOT_REPORTED'));
  return { start: { ...start, started: missing.length > 0 ? null : false }, missing };
}

/** What forbids a finding of not started, whatever day it is. */
function doubts(studies: StudiesUnderRight, facts: StartFacts, today: string): readonly MissingInput[] {
  const { right, registrations } = studies;
  const { termRegistrations, studyProgress, studyRights } = facts;
  const hasGraduated = right.states.some(({ state, startsOn }) => state === 'CONCLUDED' && startsOn <= today);
  const isUnreadable = registrations.some(({ state }) => state === 'UNKNOWN');
  return [
    ...gapsOf(facts, ['termRegistrations', 'studyProgress']),
    ...(isUnreadable ? [lacking('termRegistrations', termRegistrations, 'RECORD_UNREADABLE')] : []),
    ...(hasStrangeRegistration(facts) ? [lacking('studyRights', studyRights, 'NOT_REPORTED')] : []),
    ...(hasGraduated || mayHaveAttainment(right, facts)
      ? [lacking('studyProgress', studyProgress, 'NOT_REPORTED')]
      : []),
  ];
}

/** Whether a registration names a right that is not in the answer: it may be any of those that are. */
function hasStrangeRegistration(facts: StartFacts): boolean {
  const rights = rightsOf(facts);
  return registrationsOf(facts).some((registration) => !rights.some((right) => isFor(registration, right)));
}

/** Whether there is an attainment of any kind that is or may be the right's. */
function mayHaveAttainment(right: StudyRight, facts: StartFacts): boolean {
  const others = new Set(rightsOf(facts).map(({ id }) => id));
  others.delete(right.id);
  return progressOf(facts).some(({ studyRightId, institution }) =>
    studyRightId === null ? institution.code === right.institution.code : !others.has(studyRightId),
  );
}

function studiesUnder(right: StudyRight, facts: StartFacts): StudiesUnderRight {
  const registrations = registrationsOf(facts).filter((registration) => isFor(registration, right));
  const attainments = progressOf(facts).filter(({ studyRightId }) => studyRightId === right.id);
  return { right, registrations, attainments };
}

function rightsOf({ studyRights }: StartFacts) {
  return isAnswered(studyRights) ? (studyRights.items ?? []) : [];
}

function registrationsOf({ termRegistrations }: StartFacts) {
  return isAnswered(termRegistrations) ? (termRegistrations.items ?? []) : [];
}

function progressOf({ studyProgress }: StartFacts) {
  return isAnswered(studyProgress) ? (studyProgress.byStudyRight ?? []) : [];
}
