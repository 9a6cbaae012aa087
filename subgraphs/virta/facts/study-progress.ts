import type { FactEnvelope } from '../../registry/facts.ts';
import type { Institution } from '../../registry/institutions.ts';
import {
  type AcademicYearCredits,
  countedOf,
  creditsByAcademicYear,
  ruleId,
} from '../rules/credits-by-academic-year.ts';
import type { Attainment } from './attainments.ts';
import { envelopeOf, type Gaps, gapsTogether, isComplete, type Reading } from './list-fact.ts';

/** Credits under one right; the graph's type of the same name. */
interface StudyRightProgress {
  readonly studyRightId: string | null;
  readonly institution: Institution;
  readonly firstAttainmentOn: string;
  readonly firstDoneOn: string | null;
  readonly latestDoneOn: string | null;
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

/** Sums the credits; the attainments come earliest first. What is told in study weeks alone is in no sum. */
export function studyProgressOf(attainments: Reading<Attainment>, observedAt: string): StudyProgressFact {
  const { items } = attainments;
  const counted = countedOf(items);
  const gaps = gapsTogether(attainments, leftOutOf(counted));
  const envelope = envelopeOf(gaps, { found: items.length, observedAt, noneCode: 'NOT_REPORTED' });
  if (items.length === 0) {
    return { ...envelope, rule: ruleId, academicYears: null, byStudyRight: null, complete: null };
  }
  const rights = byStudyRight(items, counted);
  const [only, ...others] = rights;
  return {
    ...envelope,
    rule: ruleId,
    // Most students have one right, and the sums are its own.
    academicYears:
      only !== undefined && others.length === 0 ? only.academicYears : creditsByAcademicYear(counted),
    byStudyRight: rights,
    complete: isComplete(gaps),
  };
}

function leftOutOf(counted: readonly Attainment[]): Gaps {
  const isAnyLeftOut = counted.some(({ credits, studyWeeks }) => !credits && studyWeeks);
  return { unreadable: 0, field: null, unread: isAnyLeftOut ? 'Opintoviikko' : null };
}

interface RightAttainments {
  readonly first: Attainment;
  latest: Attainment;
  readonly counted: Attainment[];
}

/** One entry a right, and one an institution for attainments that name no right; `counted` are some of the items in their order. */
function byStudyRight(
  items: readonly Attainment[],
  counted: readonly Attainment[],
): readonly StudyRightProgress[] {
  const groups = new Map<string, RightAttainments>();
  let next = 0;
  for (const item of items) {
    const key = item.studyRightId ?? item.institutionCode;
    const group = groups.get(key) ?? { first: item, latest: item, counted: [] };
    if (group.first === item) groups.set(key, group);
    group.latest = item;
    if (item !== counted[next]) continue;
    group.counted.push(item);
    next += 1;
  }
  return Array.from(groups.values(), ({ first, latest, counted: ofRight }) => {
    const done = ofRight.filter(({ recognised }) => !recognised);
    return {
      studyRightId: first.studyRightId,
      institution: first.institution,
      firstAttainmentOn: first.attainedOn,
      firstDoneOn: done[0]?.attainedOn ?? null,
      latestDoneOn: done.at(-1)?.attainedOn ?? null,
      latestAttainmentOn: latest.attainedOn,
      academicYears: creditsByAcademicYear(ofRight),
    };
  });
}
