import { isValidOn } from '../../registry/in-force.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { TermRegistration, TermRegistrationState } from '../required-facts.ts';
import { overlaps, termOf } from './days.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  noRecord,
  type Outcome,
  type Rule,
} from './finding.ts';
import { doubtOn } from './study-rights.ts';
import { areForOneRight, isFor, registrationsOn, spanOf } from './term-registrations.ts';

/** How the person is registered for the term that contains a day. */
export const attendanceRule: Rule = {
  id: 'attendance',
  version: 2,
  text: {
    fi: 'Päivän lukukausi-ilmoittautuminen, jos kaikki ovat samat. Ilmoittautuminen otetaan huomioon, kun sen opinto-oikeus on päivänä voimassa; ilman avainta ilmoitettu, kun jokin oppilaitoksen opinto-oikeuksista on. Ilman loppupäivää se koskee vain alkamislukukauttaan. Lakisääteinen poissaolo on eri asia kuin poissaolo, eikä puuttuva tieto ole poissaolo.',
    sv: 'Dagens terminsanmälan, om alla är lika. En anmälan beaktas när dess studierätt gäller på dagen; en anmälan utan nyckel när någon av läroanstaltens studierätter gör det. Utan slutdag gäller den bara terminen då den börjar. Lagstadgad frånvaro är inte detsamma som frånvaro, och en uppgift som saknas är inte frånvaro.',
    en: 'The term registration for the day when all are alike. A registration counts when its right is in force on the day; one without a key when any right at its institution is. Without an end it covers only the term in which it begins. Statutory absence is not the same as absence, and no record is not absence.',
  },
};

/** The finding on attendance. */
export interface Attendance extends Finding {
  readonly termStartsOn: string;
  readonly termEndsOn: string;
  readonly value: TermRegistrationState | null;
  /** Each registration that touches the term. */
  readonly registrations: readonly TermRegistration[];
}

type RegistrationFacts = InputsOf<'attendance'>;

const read = namesOf('attendance');

/** How the person is registered on a day. */
export function attendance(facts: RegistrationFacts, on: string): Attendance {
  const { termRegistrations } = facts;
  const term = termOf(on);
  const inputs = inputsOf(facts, read);
  const all = isAnswered(termRegistrations) ? (termRegistrations.items ?? []) : [];
  return {
    ...conclude({ rule: attendanceRule, validOn: on, inputs }, judge(registrationsOn(all, on), on, facts)),
    termStartsOn: term.startsOn,
    termEndsOn: term.endsOn,
    registrations: all.filter((registration) => overlaps(spanOf(registration), term)),
  };
}

function judge(
  onDay: readonly TermRegistration[],
  on: string,
  facts: RegistrationFacts,
): Outcome<TermRegistrationState> {
  const { studyRights, termRegistrations } = facts;
  const gaps = gapsOf(facts, ['termRegistrations']);
  if (gaps.length > 0) return { missing: gaps };
  if (onDay.length === 0)
    return { missing: [lacking('termRegistrations', termRegistrations, 'NOT_REPORTED')] };
  const judged = onDay.map((registration) => ({ registration, counts: counts(registration, on, facts) }));
  const counted = judged.flatMap(({ registration, counts }) =>
    'value' in counts && counts.value ? registration : [],
  );
  const states = new Set(counted.map(({ state }) => state));
  const doubts = judged.flatMap(({ registration, counts }) =>
    'missing' in counts && !states.has(registration.state) ? counts.missing : [],
  );
  if (doubts.length > 0) return { missing: doubts };
  if (counted.length === 0) return { missing: [lacking('studyRights', studyRights, 'RIGHT_NOT_IN_FORCE')] };
  return common(counted, facts);
}

/** Whether a registration counts: its right is in force on the day. */
function counts(registration: TermRegistration, on: string, facts: RegistrationFacts): Outcome<boolean> {
  const { studyRights } = facts;
  const all = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const rights = all.filter((right) => isFor(registration, right));
  if (rights.some((right) => isValidOn(right, on) === true)) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  if (studyRights && all.length === 0)
    return { missing: [noRecord('studyRights', studyRights, 'NO_STUDY_RIGHT')] };
  if (rights.length === 0) return { missing: [lacking('studyRights', studyRights, 'NOT_REPORTED')] };
  const doubts = rights.flatMap((right) => doubtOn(right, on) ?? []);
  if (doubts.length === 0) return { value: false };
  return { missing: doubts.map((code) => lacking('studyRights', studyRights, code)) };
}

function common(
  counted: readonly TermRegistration[],
  { termRegistrations }: RegistrationFacts,
): Outcome<TermRegistrationState> {
  const without = (code: 'RECORD_UNREADABLE' | 'RECORDS_CONTRADICT' | 'PLACES_DIFFER') => ({
    missing: [lacking('termRegistrations', termRegistrations, code)],
  });
  const [state = 'UNKNOWN', ...others] = new Set(counted.map((registration) => registration.state));
  if (state === 'UNKNOWN' || others.includes('UNKNOWN')) return without('RECORD_UNREADABLE');
  if (others.length === 0) return { value: state };
  const isContradiction = counted.some((one) =>
    counted.some((other) => one.state !== other.state && areForOneRight(one, other)),
  );
  return without(isContradiction ? 'RECORDS_CONTRADICT' : 'PLACES_DIFFER');
}
