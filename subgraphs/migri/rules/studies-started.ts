import type { RequiredFacts, StudyRight, TermRegistration } from '../required-facts.ts';
import { addDays, later, overlaps, termOf } from './days.ts';
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
import { endBy, startOfRight } from './study-rights.ts';

/** Whether studies have started under each right. */
export const studiesStartedRule: Rule = {
  id: 'studies-started',
  version: 1,
  text: {
    fi: 'Kyllä, kun opiskelija on ollut opinto-oikeudella läsnä alkaneella lukukaudella tai oikeudella on suoritus sen alkupäivästä lähtien. Ei vasta, kun ensimmäisen lukukauden päättymisestä on yli 60 päivää eikä kumpaakaan ole.',
    sv: 'Ja, när studeranden har varit närvarande under en påbörjad termin med studierätten eller studierätten har en prestation från dess första dag. Nej först när över 60 dagar gått sedan första terminens slut utan någotdera.',
    en: 'True when the student has been present under the right in a term that has begun, or the right has an attainment from its first day on. False only when more than 60 days have passed since the end of the first term with neither.',
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

type StartFacts = Pick<RequiredFacts, 'studyRights' | 'termRegistrations' | 'studyProgress'>;

interface Judged {
  readonly start: StudyStart;
  readonly missing: readonly MissingInput[];
}

/** Institutions record attainments and presence late; days after the first term. */
const lagDays = 60;

/** Later than any end that a register has. */
const endOfTime = '9999-12-31';

/** Whether studies have started: one right is enough for yes, and all must say no for no. */
export function studiesStarted(facts: StartFacts, today: string): StudiesStarted {
  const { studyRights } = facts;
  const inputs = inputsOf(facts, ['studyRights', 'termRegistrations', 'studyProgress']);
  const frame = { rule: studiesStartedRule, validOn: today, inputs };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const judged = rights.map((right) => judge(right, facts, today));
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
  const signs = [...presences(right, facts), ...attainments(right, facts)].filter((day) => day <= today);
  const [startedOn = null] = signs.toSorted();
  const start = { studyRightId: right.id, startedOn, notBefore };
  if (startedOn !== null) return { start: { ...start, started: true }, missing: [] };
  const missing = doubts(right, facts, notBefore === null || today < notBefore);
  return { start: { ...start, started: missing.length > 0 ? null : false }, missing };
}

/** What forbids a finding of not started. */
function doubts(right: StudyRight, facts: StartFacts, isEarly: boolean): readonly MissingInput[] {
  const { termRegistrations, studyProgress, studyRights } = facts;
  const unknown = registrationsOf(right, facts).some(({ state }) => state === 'UNKNOWN');
  const older = attainmentsOf(right, facts).length > 0;
  return [
    ...gapsOf(facts, ['termRegistrations', 'studyProgress']),
    ...(unknown ? [lacking('termRegistrations', termRegistrations, 'RECORD_UNREADABLE')] : []),
    ...(older ? [lacking('studyProgress', studyProgress, 'NOT_REPORTED')] : []),
    ...(isEarly ? [lacking('studyRights', studyRights, 'TOO_EARLY')] : []),
  ];
}

function presences(right: StudyRight, facts: StartFacts): readonly string[] {
  const first = beginningOf(right) ?? '';
  return registrationsOf(right, facts)
    .filter(({ state }) => state === 'PRESENT')
    .map(({ startsOn }) => later(startsOn, first));
}

/** Attainments from before the right (recognised or done in the open university) do not start its studies. */
function attainments(right: StudyRight, facts: StartFacts): readonly string[] {
  const first = startOfRight(right) ?? '';
  return attainmentsOf(right, facts).filter((day) => day >= first);
}

/** The day studies may begin: when the right is no longer an option; null when it has not become active. */
function beginningOf(right: StudyRight): string | null {
  const start = startOfRight(right);
  const active = right.states.find(({ state }) => state === 'ACTIVE')?.startsOn;
  if (active !== undefined) return later(active, start ?? active);
  return right.states.some(({ state }) => state === 'OPTION') ? null : start;
}

/** The right's own registrations, and those without a right at its institution while it was active. */
function registrationsOf(right: StudyRight, { termRegistrations }: StartFacts): readonly TermRegistration[] {
  if (!isAnswered(termRegistrations)) return [];
  const begins = beginningOf(right);
  const endsOn = endBy(right, endOfTime)?.endedOn ?? right.endsOn;
  const atInstitution = (code: string | null) => code !== null && code === right.institution.code;
  return (termRegistrations.items ?? []).filter(
    (registration) =>
      registration.studyRightId === right.id ||
      (registration.studyRightId === null &&
        begins !== null &&
        atInstitution(registration.institution.code) &&
        overlaps(registration, { startsOn: begins, endsOn })),
  );
}

function attainmentsOf(right: StudyRight, { studyProgress }: StartFacts): readonly string[] {
  if (!isAnswered(studyProgress)) return [];
  return (studyProgress.byStudyRight ?? [])
    .filter(({ studyRightId }) => studyRightId === right.id)
    .map(({ firstAttainmentOn }) => firstAttainmentOn);
}
