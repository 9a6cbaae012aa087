import { isValidOn } from '../../registry/in-force.ts';
import type { RequiredFacts, StudyRight, StudyRightState } from '../required-facts.ts';
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
import { endBy, type RightEnd } from './study-rights.ts';

/** Whether a right to study is valid on a day. */
export const studyRightValidityRule: Rule = {
  id: 'study-right-validity',
  version: 1,
  text: {
    fi: 'Kyllä, kun jokin opinto-oikeus on päivänä aktiivinen tai optio ja sen voimassaoloaika kattaa päivän. Ei vain, kun VIRTA on vastannut kokonaan ja siellä on opinto-oikeuksia, joista yksikään ei kata. Opinto-oikeuden puuttuminen ei ole kielteinen tulos: ennen ilmoittautumista se on tavallista.',
    sv: 'Ja, när en studierätt är aktiv eller en option på dagen och dess giltighetstid omfattar dagen. Nej endast när VIRTA har svarat i sin helhet och har studierätter av vilka ingen gör det. Att studierätt saknas är inget negativt resultat: före anmälan är det normalt.',
    en: 'True when a right is active, or an option, on the day and its period covers the day. False only when VIRTA has answered in full and has rights of which none does. Having no right at all is no negative: it is normal before enrolment.',
  },
};

/** The finding on the right to study. */
export interface StudyRightValidity extends Finding {
  readonly value: boolean | null;
  readonly validStudyRightIds: readonly string[];
  readonly endedOn: string | null;
  readonly endState: StudyRightState | null;
}

type RightFacts = Pick<RequiredFacts, 'studyRights'>;

/** Whether a right is valid on a day: one is enough; only a whole answer with rights that do not cover it makes a no. */
export function studyRightValidity(facts: RightFacts, on: string): StudyRightValidity {
  const { studyRights } = facts;
  const frame = { rule: studyRightValidityRule, validOn: on, inputs: inputsOf(facts, ['studyRights']) };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const valid = rights.filter((right) => isValidOn(right, on) === true);
  const end = lastEnd(rights, on);
  return {
    ...conclude(frame, judge(rights, on, facts)),
    validStudyRightIds: valid.map(({ id }) => id),
    endedOn: end?.endedOn ?? null,
    endState: end?.endState ?? null,
  };
}

function judge(rights: readonly StudyRight[], on: string, facts: RightFacts): Outcome<boolean> {
  const validity = rights.map((right) => isValidOn(right, on));
  if (validity.includes(true)) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  if (facts.studyRights && rights.length === 0)
    return { missing: [noRecord('studyRights', facts.studyRights, 'NO_STUDY_RIGHT')] };
  if (validity.includes(null))
    return { missing: [lacking('studyRights', facts.studyRights, 'RECORD_UNREADABLE')] };
  return { value: false };
}

function lastEnd(rights: readonly StudyRight[], on: string): RightEnd | null {
  const ends = rights
    .filter((right) => isValidOn(right, on) !== true)
    .map((right) => endBy(right, on))
    .filter((end) => end !== null);
  return ends.toSorted((a, b) => a.endedOn.localeCompare(b.endedOn)).at(-1) ?? null;
}
