import { isValidOn, periodsOn } from '../../registry/in-force.ts';
import { type ReasonCode, reasonOf } from '../../registry/reasons.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { StudyRight } from '../required-facts.ts';
import { later } from './days.ts';
import { isGivenUp } from './fee-subjects.ts';
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
import { beginningsOf, doubtOn, levelOf, type StudyLevel, startOfRight } from './study-rights.ts';

/** The level of studies that the permit ground and type turn on. */
export const studyLevelRule: Rule = {
  id: 'study-level',
  version: 2,
  text: {
    fi: 'Voimassa olevien ja tulevien opinto-oikeuksien taso niiden tyypin ja voimassa olevan jakson luokittelun mukaan, kun kaikilla on sama. Muut opinnot, kuten avoimen yliopiston opinnot, eivät muuta tutkintoon johtavien, tohtori- tai vaihto-opintojen tasoa. Kun mikään oikeus ei ole voimassa tai alkamassa, tasoa ei ole. Taso ei ratkaise luvan perustetta.',
    sv: 'Nivån för gällande och kommande studierätter enligt deras typ och klassificeringen i den gällande perioden, när alla har samma. Andra studier, till exempel vid öppna universitetet, ändrar inte nivån för examens-, doktorand- eller utbytesstudier. När ingen studierätt gäller eller börjar senare finns ingen nivå. Nivån avgör inte tillståndets grund.',
    en: 'The level of the rights in force or to come, by their type and the classification of the phase in force, when all have the same. Other studies, such as those in the open university, do not change the level of degree, doctoral or exchange studies. When no right is in force or to come there is no level. It does not decide the ground of the permit.',
  },
};

/** The level of one right. */
interface StudyRightLevel {
  readonly studyRightId: string;
  readonly level: StudyLevel;
  readonly current: boolean | null;
}

/** The finding on the level of studies. */
export interface StudyLevelFinding extends Finding {
  readonly value: StudyLevel | null;
  readonly levels: readonly StudyRightLevel[];
}

type LevelFacts = InputsOf<'studyLevel'>;

const read = namesOf('studyLevel');

/** The level of studies; studies that VIRTA does not cover, such as second-degree ones, have none here. */
export function studyLevel(facts: LevelFacts, today: string): StudyLevelFinding {
  const { studyRights } = facts;
  const frame = {
    rule: studyLevelRule,
    validOn: today,
    inputs: inputsOf(facts, read),
  };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const levels = rights.flatMap((right) => {
    const level = levelOf(right);
    return level === null ? [] : [{ studyRightId: right.id, level, current: isCurrent(right, today) }];
  });
  return { ...conclude(frame, judge(rights, facts, today)), levels };
}

function judge(rights: readonly StudyRight[], facts: LevelFacts, today: string): Outcome<StudyLevel> {
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  if (rights.length === 0) return { missing: noRight(facts) };
  const without = (...codes: readonly ReasonCode[]) => ({
    missing: codes.map((code) => lacking('studyRights', facts.studyRights, code)),
  });
  const current = rights.filter((right) => isCurrent(right, today) !== false);
  const certain = levelIn(current.filter((right) => doubtOf(right, today) === null));
  if ('why' in certain && certain.why !== 'NO_RIGHT_IN_FORCE') return without(certain.why);
  const level = levelIn(current);
  if ('value' in certain && 'value' in level && certain.value === level.value) return certain;
  const doubts = current.flatMap((right) => doubtOf(right, today) ?? []);
  return doubts.length > 0 ? without(...doubts) : without('NO_RIGHT_IN_FORCE');
}

/** The level that rights have together, or why they have none. */
function levelIn(
  rights: readonly StudyRight[],
): { readonly value: StudyLevel } | { readonly why: ReasonCode } {
  const all = new Set(rights.map(levelOf));
  if (all.has(null)) return { why: 'LEVEL_UNKNOWN' };
  // A permit does not turn on studies beside those that lead somewhere.
  if (all.size > 1) all.delete('OTHER');
  const [value = null, ...others] = all;
  if (value === null) return { why: 'NO_RIGHT_IN_FORCE' };
  return others.length > 0 ? { why: 'PLACES_DIFFER' } : { value };
}

/** Why it cannot be told whether, or at which level, a right counts; null when it can. */
function doubtOf(right: StudyRight, today: string): ReasonCode | null {
  if (isCurrent(right, today) === null)
    return daysToCome(right, today).flatMap((day) => doubtOn(right, day) ?? [])[0] ?? null;
  if (right.type === 'INTERNATIONAL_EXCHANGE') return null;
  const phases = periodsOn(right.phases, later(today, startOfRight(right) ?? today));
  const ofExchange = phases.filter(({ classifications }) => classifications.includes('INCOMING_EXCHANGE'));
  return ofExchange.length > 0 && ofExchange.length < phases.length ? 'RECORDS_CONTRADICT' : null;
}

/** Whether a right is in force or to come; null when its records do not tell. */
function isCurrent(right: StudyRight, today: string): boolean | null {
  const validity = daysToCome(right, today).map((day) => isValidOn(right, day));
  if (validity.includes(true)) return true;
  return validity.includes(null) ? null : false;
}

/** Today, and each later day on which something of a right begins. */
function daysToCome(right: StudyRight, today: string): readonly string[] {
  return [today, ...beginningsOf(right).filter((day) => day > today)];
}

function noRight(facts: LevelFacts): readonly MissingInput[] {
  const { studyRights, admissions } = facts;
  const places = isAnswered(admissions) ? (admissions.items ?? []) : [];
  const kept = places.filter((place) => !isGivenUp(place));
  // The registry of second-degree studies (KOSKI) is not connected: nobody was asked.
  if (kept.length > 0 && kept.every(({ educationLevel }) => educationLevel === 'UPPER_SECONDARY'))
    return [{ fact: 'studyRights', state: 'NOT_COVERED', reason: reasonOf('NOT_COVERED') }];
  return studyRights ? [noRecord('studyRights', studyRights, 'NO_STUDY_RIGHT')] : [];
}
