import { describe, expect, it } from 'vitest';
import { attendanceRule } from '../../subgraphs/findings/rules/attendance.ts';
import { bindingStudyPlaceRule } from '../../subgraphs/findings/rules/binding-study-place.ts';
import { freeMovementRule } from '../../subgraphs/findings/rules/free-movement.ts';
import { institutionChangeRule } from '../../subgraphs/findings/rules/institution-change.ts';
import { nextStepsRule } from '../../subgraphs/findings/rules/next-steps.ts';
import { sourcesAgreeRule } from '../../subgraphs/findings/rules/sources-agree.ts';
import { studiesStartedRule } from '../../subgraphs/findings/rules/studies-started.ts';
import { studyLevelRule } from '../../subgraphs/findings/rules/study-level.ts';
import { studyRightValidityRule } from '../../subgraphs/findings/rules/study-right-validity.ts';
import { tuitionFeeRule } from '../../subgraphs/findings/rules/tuition-fee-rule.ts';

const rules = [
  attendanceRule,
  bindingStudyPlaceRule,
  freeMovementRule,
  institutionChangeRule,
  nextStepsRule,
  sourcesAgreeRule,
  studiesStartedRule,
  studyLevelRule,
  studyRightValidityRule,
  tuitionFeeRule,
];

describe('published rules', () => {
  it('can be cited: each has a name of its own and a version', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, version } of rules) expect(`${id}@${version}`).toMatch(/^[a-z]+(-[a-z]+)*@[1-9]\d*$/);
  });

  it.each(rules.map(({ id, text }) => [id, text] as const))('%s is told in each language', (_id, text) => {
    const told = [text.fi, text.sv, text.en];
    expect(new Set(told).size).toBe(3);
    for (const words of told) expect(words).toMatch(/^\p{Lu}.+\.$/u);
  });
});
