import type { FactEnvelope } from '../../registry/facts.ts';
import type { Institution } from '../../registry/institutions.ts';
import {
  type AcademicYearCredits,
  countedOf,
  creditsByAcademicYear,
  ruleId,
} from '../rules/credits-by-academic-year.ts';
import type { Attainment } from './attainments.ts';
import { envelopeOf, type Reading } from './list-fact.ts';

/** Credits under one right; the graph's type of the same name. */
interface StudyRightProgress {
  readonly studyRightId: string | null;
  readonly institution: Institution;
  readonly firstAttainmentOn: string;
  readonly latestAttainmentOn: string;
  readonly academicYears: readonly AcademicYearCredits[];
}

/** The graph's type of the same name. */
export interface StudyProgressFact extends FactEnvelope {
  readonly rule: string;
  readonly academicYears: readonly AcademicYearCredits[] | null;
  readonly byStudyRight: readonly StudyRightProgress[] | null;
  readonly complete: boolean | null;
}

/** Sums the credits; the attainments come earliest first. */
export function studyProgressOf(attainments: Reading<Attainment>, observedAt: string): StudyProgressFact {
  const { items, unreadable, field } = attainments;
  const envelope = envelopeOf({
    found: items.length,
    unreadable,
    field,
    observedAt,
    noneCode: 'NOT_REPORTED',
  });
  if (items.length === 0) {
    return { ...envelope, rule: ruleId, academicYears: null, byStudyRight: null, complete: null };
  }
  const counted = countedOf(items);
  return {
    ...envelope,
    rule: ruleId,
    academicYears: creditsByAcademicYear(counted),
    byStudyRight: byStudyRight(items, new Set(counted)),
    complete: unreadable === 0,
  };
}

/** One entry a right, and one an institution for attainments that name no right. */
function byStudyRight(
  items: readonly Attainment[],
  counted: ReadonlySet<Attainment>,
): readonly StudyRightProgress[] {
  const groups = new Map<string, [Attainment, ...Attainment[]]>();
  for (const item of items) {
    const key = item.studyRightId ?? item.institutionCode;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    return {
      studyRightId: first.studyRightId,
      institution: first.institution,
      firstAttainmentOn: first.attainedOn,
      latestAttainmentOn: group.at(-1)?.attainedOn ?? first.attainedOn,
      academicYears: creditsByAcademicYear(group.filter((item) => counted.has(item))),
    };
  });
}
