import { isValidOn } from '../../registry/in-force.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { StudyRight, StudyRightState } from '../required-facts.ts';
import { latestUntil } from './days.ts';
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
import { doubtOn, endBy, type RightEnd } from './study-rights.ts';

/** Whether a right to study is valid on a day. */
export const studyRightValidityRule: Rule = {
  id: 'study-right-validity',
  version: 2,
  text: {
    fi: 'Kyllä, kun jokin opinto-oikeus on päivänä aktiivinen tai optio ja sen voimassaoloaika kattaa päivän. Tila on se, joka on viimeksi alkanut. Ei vain, kun VIRTA on vastannut kokonaan, siellä on opinto-oikeuksia ja jokaisesta selviää, ettei se ole voimassa. Jos tilat ovat ristiriidassa tai viimeinen on päättynyt, tulosta ei ole. Opinto-oikeuden puuttuminen ei ole kielteinen tulos: ennen ilmoittautumista se on tavallista.',
    sv: 'Ja, när en studierätt är aktiv eller en option på dagen och dess giltighetstid omfattar dagen. Det läge gäller som har börjat sist. Nej endast när VIRTA har svarat i sin helhet och har studierätter som alla visar att de inte gäller. Om lägena motsäger varandra eller det sista har upphört finns inget resultat. Att studierätt saknas är inget negativt resultat: före anmälan är det normalt.',
    en: 'True when a right is active, or an option, on the day and its period covers the day. The state that began last counts. False only when VIRTA has answered in full, has rights, and each tells that it is not valid. States that contradict each other, or of which the last has ended, give no value. Having no right at all is no negative: it is normal before enrolment.',
  },
};

/** The finding on the right to study. */
export interface StudyRightValidity extends Finding {
  readonly value: boolean | null;
  readonly validStudyRightIds: readonly string[];
  readonly endedOn: string | null;
  readonly endState: StudyRightState | null;
}

type RightFacts = InputsOf<'studyRightValidity'>;

const read = namesOf('studyRightValidity');

/** Whether a right is valid on a day: one is enough; only a whole answer with rights that do not cover it makes a no. */
export function studyRightValidity(facts: RightFacts, on: string): StudyRightValidity {
  const { studyRights } = facts;
  const frame = { rule: studyRightValidityRule, validOn: on, inputs: inputsOf(facts, read) };
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
  if (rights.some((right) => isValidOn(right, on) === true)) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  if (facts.studyRights && rights.length === 0)
    return { missing: [noRecord('studyRights', facts.studyRights, 'NO_STUDY_RIGHT')] };
  const doubts = rights.flatMap((right) => doubtOn(right, on) ?? []);
  if (doubts.length > 0)
    return { missing: doubts.map((code) => lacking('studyRights', facts.studyRights, code)) };
  return { value: false };
}

/** The end that came last; of rights that ended on one day in different ways no state. */
function lastEnd(rights: readonly StudyRight[], on: string): RightEnd | null {
  const ends = rights
    .filter((right) => isValidOn(right, on) !== true)
    .map((right) => endBy(right, on))
    .filter((end) => end !== null);
  const endedOn = latestUntil(
    on,
    ends.map((end) => end.endedOn),
  );
  if (endedOn === null) return null;
  const [endState = null, ...others] = new Set(
    ends.filter((end) => end.endedOn === endedOn).map((end) => end.endState),
  );
  return { endedOn, endState: others.length > 0 ? null : endState };
}
