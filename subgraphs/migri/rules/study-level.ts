import type { RequiredFacts, StudyRight } from '../required-facts.ts';
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
import { endBy, levelOf, type StudyLevel } from './study-rights.ts';

/** The level of studies that the permit ground and type turn on. */
export const studyLevelRule: Rule = {
  id: 'study-level',
  version: 1,
  text: {
    fi: 'Voimassa olevien ja tulevien opinto-oikeuksien taso niiden tyypin ja luokittelun mukaan, kun kaikilla on sama. Taso ei ratkaise luvan perustetta.',
    sv: 'Nivån för gällande och kommande studierätter enligt deras typ och klassificering, när alla har samma. Nivån avgör inte tillståndets grund.',
    en: 'The level of the rights in force or to come, by their type and classification, when all have the same. It does not decide the ground of the permit.',
  },
};

/** The level of one right. */
interface StudyRightLevel {
  readonly studyRightId: string;
  readonly level: StudyLevel;
  readonly current: boolean;
}

/** The finding on the level of studies. */
export interface StudyLevelFinding extends Finding {
  readonly value: StudyLevel | null;
  readonly levels: readonly StudyRightLevel[];
}

type RightFacts = Pick<RequiredFacts, 'studyRights'>;

/** The level of studies; studies that VIRTA does not cover, such as second-degree ones, have none here. */
export function studyLevel(facts: RightFacts, today: string): StudyLevelFinding {
  const { studyRights } = facts;
  const frame = { rule: studyLevelRule, validOn: today, inputs: inputsOf(facts, ['studyRights']) };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const levels = rights.flatMap((right) => {
    const level = levelOf(right);
    return level === null ? [] : [{ studyRightId: right.id, level, current: isCurrent(right, today) }];
  });
  return { ...conclude(frame, judge(rights, facts, today)), levels };
}

function judge(rights: readonly StudyRight[], facts: RightFacts, today: string): Outcome<StudyLevel> {
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  const current = rights.filter((right) => isCurrent(right, today));
  const [level = null, ...others] = new Set(current.map(levelOf));
  const without = (code: 'LEVEL_UNKNOWN' | 'PLACES_DIFFER') => ({
    missing: [lacking('studyRights', facts.studyRights, code)],
  });
  if (level === null || others.includes(null)) return without('LEVEL_UNKNOWN');
  return others.length > 0 ? without('PLACES_DIFFER') : { value: level };
}

function isCurrent(right: StudyRight, today: string): boolean {
  return endBy(right, today) === null;
}
