import type { RequestContext } from '../registry/context.ts';
import type { Grant } from '../registry/grant.ts';
import type { InstitutionList } from '../registry/institutions.ts';
import type { RequiredFacts } from './required-facts.ts';
import { attendance } from './rules/attendance.ts';
import { bindingStudyPlace } from './rules/binding-study-place.ts';
import { freeMovement } from './rules/free-movement.ts';
import { institutionChange } from './rules/institution-change.ts';
import { nextSteps } from './rules/next-steps.ts';
import { outsideCoverage } from './rules/outside-coverage.ts';
import { sourcesAgree } from './rules/sources-agree.ts';
import { studiesStarted } from './rules/studies-started.ts';
import { studyLevel } from './rules/study-level.ts';
import { studyRightValidity } from './rules/study-right-validity.ts';
import { tuitionFeeRequirement } from './rules/tuition-fee-requirement.ts';
import type { PermitPhase } from './rules/tuition-fee-rule.ts';
import { tuitionFees } from './rules/tuition-fees.ts';

interface OnDay {
  readonly on?: string | null;
}

type Derive<T> = (facts: RequiredFacts, today: string) => T;

/** Resolvers of the derived facts: they read what `@requires` delivered, and ask nobody. */
export function createResolvers(institutions: InstitutionList) {
  return {
    freeMovement: today(freeMovement),
    bindingStudyPlace: today(bindingStudyPlace),
    tuitionFees: today(tuitionFees),
    tuitionFeeRequirement: (
      facts: RequiredFacts,
      { phase }: { readonly phase?: PermitPhase | null },
      { clock, grant = null }: RequestContext,
    ) => tuitionFeeRequirement(facts, { phase: phase ?? phaseOf(grant), today: clock.today() }),
    studyRightValidity: onDay(studyRightValidity),
    attendance: onDay((facts, day) => {
      const finding = attendance(facts, day);
      return { ...finding, registrations: finding.registrations.map(named(institutions)) };
    }),
    studiesStarted: today(studiesStarted),
    studyLevel: today(studyLevel),
    institutionChange: today(institutionChange),
    sourcesAgree: today(sourcesAgree),
    nextSteps: today(nextSteps),
    outsideCoverage: () => outsideCoverage,
  };
}

/** The phase of the permit that a request is for; the first permit where its purpose has none. */
function phaseOf(grant: Grant | null): PermitPhase {
  if (grant?.purpose === 'MIGRI_EXTENSION') return 'EXTENSION';
  return grant?.purpose === 'MIGRI_POST_CHECK' ? 'POST_CHECK' : 'FIRST_PERMIT';
}

function today<T>(derive: Derive<T>) {
  return (facts: RequiredFacts, _arguments: unknown, { clock }: RequestContext) =>
    derive(facts, clock.today());
}

function onDay<T>(derive: Derive<T>) {
  return (facts: RequiredFacts, { on }: OnDay, { clock }: RequestContext) =>
    derive(facts, on ?? clock.today());
}

/** Registrations come with the institution's number alone; the list has its name. */
function named(institutions: InstitutionList) {
  return <T extends { readonly institution: { readonly code: string | null } }>(entry: T) => {
    const { code } = entry.institution;
    const unnamed = { code, oid: null, name: { fi: null, sv: null, en: null } };
    return { ...entry, institution: code === null ? unnamed : institutions.byCode(code) };
  };
}
