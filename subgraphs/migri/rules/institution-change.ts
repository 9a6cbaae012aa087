import { isValidOn } from '../../registry/in-force.ts';
import type { Institution } from '../../registry/institutions.ts';
import type { ReasonCode } from '../../registry/reasons.ts';
import type { RequiredFacts, StudyRight } from '../required-facts.ts';
import { addDays, daysBetween, later } from './days.ts';
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
import { cannotBeChange, doubtOfChange } from './institution-ties.ts';
import { beginningsOf, doubtOn, endBy, firstDayInForce, startOfRight } from './study-rights.ts';

/** Whether the person has moved from one institution to another. */
export const institutionChangeRule: Rule = {
  id: 'institution-change',
  version: 2,
  text: {
    fi: 'Kyllä, kun tutkintoon johtava opinto-oikeus on päättynyt ja myöhempi on alkanut toisessa oppilaitoksessa, päättyminen enintään 60 päivää uuden alun jälkeen ja molemmat viimeistään päivänä. Tuleva vaihto näytetään, mutta se ei ole vielä vaihto. Vaihtoa eivät ole kahden oppilaitoksen yhtä aikaa voimassa olevat oikeudet, oppilaitosten yhdistyminen, yhteinen ohjelma, toisiinsa liittyvät oikeudet, vaihto-opinnot eivätkä opinnot, jotka eivät johda tutkintoon. Jos yhteistutkinnon oppilaitosten osuuksia ei ole ilmoitettu, tulosta ei ole. Väli ilmoitetaan päivinä.',
    sv: 'Ja, när en studierätt som leder till examen har upphört och en senare har börjat vid en annan läroanstalt, den förra högst 60 dagar efter den senares början och båda senast på dagen. Ett kommande byte visas men är ännu inget byte. Inget byte är studierätter som gäller samtidigt vid två läroanstalter, en sammanslagning av läroanstalter, ett gemensamt program, studierätter som hör ihop, utbytesstudier eller studier som inte leder till examen. Om läroanstalternas delar i en gemensam examen inte har rapporterats finns inget resultat. Mellanrummet anges i dagar.',
    en: "True when a right that leads to a degree has ended and a later one has begun at another institution, the end at most 60 days after the new beginning, and both by the day. A move still to come is shown, but is no change yet. No change are rights in force at two institutions at once, a merger of institutions, a joint programme, rights that belong together, exchange studies, and studies that lead to no degree. When the institutions' parts in a joint degree are not reported there is no value. The gap is given in days.",
  },
};

/** A move from one institution to another. */
interface InstitutionMove {
  readonly fromStudyRightId: string;
  readonly from: Institution;
  readonly endedOn: string;
  readonly toStudyRightId: string;
  readonly to: Institution;
  readonly startsOn: string;
  readonly gapDays: number;
}

/** The finding on a change of institution. */
export interface InstitutionChange extends Finding {
  readonly value: boolean | null;
  readonly changes: readonly InstitutionMove[];
}

type RightFacts = Pick<RequiredFacts, 'studyRights'>;

/** How many days the end of the old right may be recorded after the beginning of the new one. */
const overlapDays = 60;

/** Whether the person has moved to another institution. */
export function institutionChange(facts: RightFacts, today: string): InstitutionChange {
  const { studyRights } = facts;
  const frame = { rule: institutionChangeRule, validOn: today, inputs: inputsOf(facts, ['studyRights']) };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const found = rights.map((to) => changesTo(to, rights, today));
  const changes = found
    .flatMap(({ moves }) => moves)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endedOn.localeCompare(b.endedOn));
  const doubts = found.flatMap((each) => each.doubts);
  return { ...conclude(frame, judge(facts, { rights, doubts, isMoved: hasBegun(changes, today) })), changes };
}

interface Pair {
  readonly from: StudyRight;
  readonly to: StudyRight;
  readonly today: string;
}

interface Found {
  readonly rights: readonly StudyRight[];
  readonly doubts: readonly ReasonCode[];
  readonly isMoved: boolean;
}

function judge(facts: RightFacts, { rights, doubts, isMoved }: Found): Outcome<boolean> {
  if (isMoved) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  const { studyRights } = facts;
  if (rights.length === 0 && studyRights)
    return { missing: [noRecord('studyRights', studyRights, 'NO_STUDY_RIGHT')] };
  if (doubts.length > 0) return { missing: doubts.map((code) => lacking('studyRights', studyRights, code)) };
  return { value: false };
}

/** A move to come has an end by its beginning, so its beginning decides. */
function hasBegun(changes: readonly InstitutionMove[], today: string): boolean {
  return changes.some(({ startsOn }) => startsOn <= today);
}

/** The moves to a right, from what ended last before it, and what leaves open whether there is another. */
function changesTo(to: StudyRight, rights: readonly StudyRight[], today: string) {
  const found = rights
    .filter((from) => from !== to && !cannotBeChange(from, to, rights))
    .map((from) => moveBetween(from, to, today));
  const moves = found.filter((each) => typeof each === 'object' && each !== null);
  const latest = moves
    .map(({ endedOn }) => endedOn)
    .toSorted()
    .at(-1);
  return {
    moves: moves.filter(({ endedOn }) => endedOn === latest),
    doubts: found.filter((each) => typeof each === 'string'),
  };
}

/** What is recorded between two rights: a move, none (null), or the code of what leaves it open. */
function moveBetween(from: StudyRight, to: StudyRight, today: string): InstitutionMove | ReasonCode | null {
  const startsOn = firstDayInForce(to);
  if (startsOn === null) return isStudiedUnder(from, today) ? null : doubtAtStart(to, today);
  if ((startOfRight(from) ?? '') >= startsOn) return null;
  const begins = firstDayInForce(from);
  if (begins === null) return doubtAtStart(from, today);
  if (begins >= startsOn) return null;
  const move = moveOn(startsOn, { from, to, today });
  // What may be is no doubt about today while it is still to come.
  return typeof move === 'string' && startsOn > today ? null : move;
}

/** The same of a right that was in force before, and one that begins on a day. */
function moveOn(startsOn: string, { from, to, today }: Pair): InstitutionMove | ReasonCode | null {
  const day = later(today, startsOn);
  const latestEnd = addDays(startsOn, overlapDays);
  if (day > latestEnd && isValidOn(from, addDays(latestEnd, 1)) === true) return null;
  const end = endBy(from, day);
  if (end === null) return doubtOn(from, day);
  if (end.endedOn > latestEnd) return null;
  const doubt = doubtOfChange(from, to);
  if (doubt !== null) return doubt;
  return {
    fromStudyRightId: from.id,
    from: from.institution,
    endedOn: end.endedOn,
    toStudyRightId: to.id,
    to: to.institution,
    startsOn,
    gapDays: Math.max(0, daysBetween(end.endedOn, startsOn) - 1),
  };
}

/** Whether a right has surely not ended: nothing can be a move from it. */
function isStudiedUnder(right: StudyRight, today: string): boolean {
  return endBy(right, today) === null && doubtOn(right, today) === null;
}

/** Why it cannot be told whether a right has begun by today; null when its records tell that it has not. */
function doubtAtStart(right: StudyRight, today: string): ReasonCode | null {
  const days = beginningsOf(right);
  if (days.length === 0) return 'RECORD_UNREADABLE';
  return days.filter((day) => day <= today).flatMap((day) => doubtOn(right, day) ?? [])[0] ?? null;
}
