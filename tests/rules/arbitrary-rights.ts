import fc from 'fast-check';
import type {
  RightProgress,
  StudyRight,
  StudyRightState,
  StudyRightStatePeriod,
  TermRegistration,
  TermRegistrationState,
} from '../../subgraphs/findings/required-facts.ts';
import { heiA, heiB, heiC, nothing, progress, registrations, rights, states } from './facts.ts';

/** What VIRTA says of somebody's studies, each list in any order. */
export interface Studies {
  readonly rights: readonly StudyRight[];
  readonly registrations: readonly TermRegistration[];
  readonly progress: readonly RightProgress[];
}

/** Days around the ends of terms and of drawn records: everything of interest happens on one of them. */
export const days = fc.constantFrom(
  '2024-08-01',
  '2024-12-31',
  '2025-01-01',
  '2025-05-31',
  '2025-07-31',
  '2025-08-01',
  '2025-08-02',
  '2025-12-31',
  '2026-01-01',
  '2026-07-31',
  '2026-08-01',
  '2027-08-01',
);
const openDays = fc.option(days);
const institutions = [heiA, heiA, heiB, heiB, heiC] as const;
const keys = ['r1', 'r1', 'r2'] as const;
const years = [
  { startsOn: '2024-08-01', endsOn: '2025-07-31' },
  { startsOn: '2025-08-01', endsOn: '2026-07-31' },
] as const;
const terms = [
  { startsOn: '2024-08-01', endsOn: '2024-12-31' },
  { startsOn: '2025-01-01', endsOn: '2025-07-31' },
  { startsOn: '2025-08-01', endsOn: '2025-12-31' },
  { startsOn: '2026-01-01', endsOn: '2026-07-31' },
] as const;
const periodOf = <T extends object>(content: fc.Arbitrary<T>) =>
  fc.tuple(content, days, openDays).map(([more, startsOn, endsOn]) => ({
    ...more,
    startsOn,
    endsOn: endsOn !== null && endsOn < startsOn ? null : endsOn,
  }));

const codes = fc.constantFrom<StudyRightState>(
  'ACTIVE',
  'ACTIVE',
  'OPTION',
  'CONCLUDED',
  'PASSIVATED',
  'DISCONTINUED',
  'ENDED',
  'UNKNOWN',
);

/** A right's state periods: gaps, overlaps, missing ends and several of one day among them. */
export const statePeriods: fc.Arbitrary<readonly StudyRightStatePeriod[]> = fc.array(
  periodOf(fc.record({ state: codes })),
  { maxLength: 4 },
);

/** How most rights go: active, perhaps ended later, or an option first. */
const usualPeriods: fc.Arbitrary<readonly StudyRightStatePeriod[]> = fc
  .tuple(
    fc.constantFrom('2024-08-01', '2024-08-01', '2025-08-01'),
    fc.option(fc.tuple(codes, fc.constantFrom('2025-08-01', '2025-12-31', '2026-07-31'))),
  )
  .map(([startsOn, then]) =>
    then === null || then[1] <= startsOn ? states(['ACTIVE', startsOn]) : states(['ACTIVE', startsOn], then),
  );

const classifications = fc.constantFrom<StudyRight['classifications']>(
  [],
  [],
  [],
  ['MASTERS_PROGRAMME'],
  ['INCOMING_EXCHANGE'],
  ['JOINT_DEGREE'],
);

/** A right of any kind. */
const drawnRight: fc.Arbitrary<StudyRight> = fc
  .record({
    institution: fc.constantFrom(...institutions),
    key: fc.constantFrom(...keys),
    type: fc.constantFrom('MASTER', 'MASTER', 'BACHELOR', 'DOCTORATE', 'OPEN_UNIVERSITY', 'UNKNOWN'),
    startsOn: often(fc.constant(null), days),
    endsOn: often(fc.constantFrom(null, '2028-07-31'), days),
    states: often(usualPeriods, statePeriods),
    classifications,
    phases: often(
      fc.constant([]),
      fc.array(periodOf(fc.record({ classifications, language: fc.constant('en') })), { maxLength: 2 }),
    ),
    institutionRoles: often(
      fc.constant([]),
      fc
        .record({
          role: fc.constantFrom('MERGED_GRANTOR', 'ORGANISING', 'UNKNOWN'),
          institution: fc.constantFrom(...institutions),
        })
        .map((role) => [role]),
    ),
    relatedRightIds: often(fc.constant([]), fc.constantFrom(['09901/r1'], ['09902/r1'])),
  })
  .map(({ key, ...more }) => ({ ...more, id: `${more.institution.code}/${key}`, languages: ['en'] }));

/** Registrations for the terms of two years: of one right, of all at an institution, or of one that is not there. */
const drawnRegistrations: fc.Arbitrary<readonly TermRegistration[]> = fc
  .record({
    code: fc.constantFrom('09901', '09901', '09902'),
    key: often(fc.constant('r1'), fc.constantFrom('r2', 'elsewhere', null)),
    states: often(
      fc.constantFrom<readonly TermRegistrationState[]>(
        ['PRESENT'],
        ['ABSENT'],
        ['ABSENT', 'ABSENT_STATUTORY'],
      ),
      fc.array(fc.constantFrom('PRESENT', 'ABSENT', 'ABSENT_STATUTORY', 'MISSING', 'UNKNOWN'), {
        maxLength: 4,
        minLength: 1,
      }),
    ),
    isYearLong: fc.boolean(),
    isOpen: often(fc.constant(false), fc.constant(true)),
  })
  .map(({ code, key, states: each, isYearLong, isOpen }) =>
    (isYearLong ? years : terms).flatMap((span, index) => ({
      state: each[index % each.length] ?? 'MISSING',
      startsOn: span.startsOn,
      endsOn: isOpen ? null : span.endsOn,
      studyRightId: key === null ? null : `${code}/${key}`,
      institution: { code },
    })),
  );

const drawnProgress: fc.Arbitrary<RightProgress> = fc
  .record({
    code: fc.constantFrom('09901', '09902'),
    key: fc.constantFrom('r1', 'r2', null),
    first: days,
    done: openDays,
    latest: openDays,
  })
  .map(({ code, key, first, done, latest }) => ({
    studyRightId: key === null ? null : `${code}/${key}`,
    firstAttainmentOn: done !== null && done < first ? done : first,
    firstDoneOn: done,
    latestDoneOn: done === null ? null : latest !== null && latest > done ? latest : done,
    institution: { code },
  }));

/** A right of one institution that ended, and one of another that began about then. */
const moved: fc.Arbitrary<readonly StudyRight[]> = fc
  .tuple(drawnRight, drawnRight, codes, fc.constantFrom('2025-05-31', '2025-08-01', '2025-12-31'))
  .map(([one, other, code, endedOn]) => [
    { ...one, id: '09901/r1', institution: heiA, states: states(['ACTIVE', '2024-08-01'], [code, endedOn]) },
    { ...other, id: '09902/r1', institution: heiB, states: states(['ACTIVE', '2025-08-01']) },
  ]);

/** Somebody's studies, drawn with little mercy: contradictions, doubles and strangers among them. */
export const studies: fc.Arbitrary<Studies> = fc.record({
  rights: fc.oneof(
    fc.array(drawnRight, { minLength: 1, maxLength: 2 }),
    fc.array(drawnRight, { maxLength: 3 }),
    moved,
  ),
  registrations: often(
    drawnRegistrations,
    fc.array(drawnRegistrations, { maxLength: 2 }).map((lists) => lists.flat()),
  ),
  progress: often(
    fc.constant([]),
    fc.uniqueArray(drawnProgress, {
      maxLength: 2,
      selector: ({ studyRightId, institution }) => studyRightId ?? institution.code,
    }),
  ),
});

/** Studies as the facts of complete answers. */
export function factsOf(drawn: Studies) {
  return {
    ...nothing,
    ...(drawn.rights.length > 0 ? { studyRights: rights(...drawn.rights) } : {}),
    ...(drawn.registrations.length > 0 ? { termRegistrations: registrations(...drawn.registrations) } : {}),
    ...(drawn.progress.length > 0 ? { studyProgress: progress(...drawn.progress) } : {}),
  };
}

/** Mostly the usual, one time in four the other. */
function often<T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: other, weight: 1 });
}
