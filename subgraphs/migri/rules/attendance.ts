import type { RequiredFacts, TermRegistration, TermRegistrationState } from '../required-facts.ts';
import { covers, overlaps, termOf } from './days.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type Outcome,
  type Rule,
} from './finding.ts';

/** How the person is registered for the term that contains a day. */
export const attendanceRule: Rule = {
  id: 'attendance',
  version: 1,
  text: {
    fi: 'Lukukausi-ilmoittautuminen, joka on voimassa päivänä, jos kaikki ovat samat. Lakisääteinen poissaolo on eri asia kuin poissaolo, eikä puuttuva tieto ole poissaolo.',
    sv: 'Terminsanmälan som gäller på dagen, om alla är lika. Lagstadgad frånvaro är inte detsamma som frånvaro, och en uppgift som saknas är inte frånvaro.',
    en: 'The term registration in force on the day when all are alike. Statutory absence is not the same as absence, and no record is not absence.',
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

type RegistrationFacts = Pick<RequiredFacts, 'termRegistrations'>;

/** How the person is registered on a day. */
export function attendance(facts: RegistrationFacts, on: string): Attendance {
  const { termRegistrations } = facts;
  const term = termOf(on);
  const frame = { rule: attendanceRule, validOn: on, inputs: inputsOf(facts, ['termRegistrations']) };
  const all = isAnswered(termRegistrations) ? (termRegistrations.items ?? []) : [];
  const registrations = all.filter((registration) => overlaps(registration, term));
  return {
    ...conclude(frame, judge(registrations, on, facts)),
    termStartsOn: term.startsOn,
    termEndsOn: term.endsOn,
    registrations,
  };
}

function judge(
  registrations: readonly TermRegistration[],
  on: string,
  facts: RegistrationFacts,
): Outcome<TermRegistrationState> {
  const gaps = gapsOf(facts, ['termRegistrations']);
  if (gaps.length > 0) return { missing: gaps };
  const onDay = registrations.filter((registration) => covers(registration, on));
  const [state, ...others] = new Set(onDay.map((registration) => registration.state));
  const without = (code: 'NOT_REPORTED' | 'RECORD_UNREADABLE' | 'PLACES_DIFFER') => ({
    missing: [lacking('termRegistrations', facts.termRegistrations, code)],
  });
  if (state === undefined) return without('NOT_REPORTED');
  if (others.length > 0) return without('PLACES_DIFFER');
  return state === 'UNKNOWN' ? without('RECORD_UNREADABLE') : { value: state };
}
