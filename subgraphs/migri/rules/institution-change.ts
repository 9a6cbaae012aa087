import type { Institution } from '../../registry/institutions.ts';
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
import { areComparable, endBy, sameInstitution, startOfRight } from './study-rights.ts';

/** Whether the person has moved from one institution to another. */
export const institutionChangeRule: Rule = {
  id: 'institution-change',
  version: 1,
  text: {
    fi: 'Kyllä, kun opinto-oikeus on päättynyt ja myöhempi on alkanut toisessa oppilaitoksessa, päättyminen enintään 60 päivää uuden alun jälkeen. Kahden oppilaitoksen yhtä aikaa voimassa olevat oikeudet eivät ole vaihto. Väli ilmoitetaan päivinä.',
    sv: 'Ja, när en studierätt har upphört och en senare har börjat vid en annan läroanstalt, den förra högst 60 dagar efter den senares början. Samtidigt gällande studierätter vid två läroanstalter är inget byte. Mellanrummet anges i dagar.',
    en: 'True when a right has ended and a later one has begun at another institution, the end at most 60 days after the new beginning. Rights in force at two institutions at once are no change. The gap is given in days.',
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
  const changes = rights
    .flatMap((to) => moveTo(to, rights, today))
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  return { ...conclude(frame, judge(rights, changes, facts)), changes };
}

function judge(
  rights: readonly StudyRight[],
  changes: readonly InstitutionMove[],
  facts: RightFacts,
): Outcome<boolean> {
  if (changes.length > 0) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  const [first] = rights;
  if (first === undefined)
    return {
      missing: facts.studyRights ? [noRecord('studyRights', facts.studyRights, 'NO_STUDY_RIGHT')] : [],
    };
  if (rights.every((right) => isAt(right, first))) return { value: false };
  const unclear = rights.some(
    (right) => isUnclear(right) || !areComparable(right.institution, first.institution),
  );
  if (unclear) return { missing: [lacking('studyRights', facts.studyRights, 'RECORD_UNREADABLE')] };
  return { value: false };
}

/** The move to a right: from the latest ended earlier right of another institution. */
function moveTo(to: StudyRight, rights: readonly StudyRight[], today: string): readonly InstitutionMove[] {
  const startsOn = startOfRight(to);
  if (startsOn === null) return [];
  const latestEnd = addDays(startsOn, overlapDays);
  const moves = rights.flatMap((from) => {
    const endedOn = endOf(from, startsOn, today);
    const begins = startOfRight(from);
    const isEarlier = begins !== null && begins < startsOn;
    if (endedOn === null || endedOn > latestEnd || !isEarlier || !isElsewhere(from, to)) return [];
    const gapDays = Math.max(0, daysBetween(endedOn, startsOn) - 1);
    const there = { toStudyRightId: to.id, to: to.institution, startsOn, gapDays };
    return [{ fromStudyRightId: from.id, from: from.institution, endedOn, ...there }];
  });
  return moves.toSorted((a, b) => b.endedOn.localeCompare(a.endedOn)).slice(0, 1);
}

/** The day a right had ended by: by today, or by the beginning of a later right still to come. */
function endOf(right: StudyRight, startsOn: string, today: string): string | null {
  return endBy(right, later(today, startsOn))?.endedOn ?? null;
}

function isElsewhere(from: StudyRight, to: StudyRight): boolean {
  return (
    areComparable(from.institution, to.institution) && !sameInstitution(from.institution, to.institution)
  );
}

function isUnclear(right: StudyRight): boolean {
  return startOfRight(right) === null || right.states.some(({ state }) => state === 'UNKNOWN');
}

function isAt(right: StudyRight, other: StudyRight): boolean {
  return right === other || sameInstitution(right.institution, other.institution);
}
