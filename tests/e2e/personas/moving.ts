import {
  agreeing,
  attending,
  binding,
  determined,
  fee,
  feeOf,
  gap,
  level,
  onlyOld,
  started,
  step,
  steps,
  undetermined,
  valid,
  why,
} from './derived.ts';
import { sideBySide } from './fees-side-by-side.ts';
import { creditsOf, locations, noDegrees, noFees, right, termFees, termStarts, terms } from './in-virta.ts';
import {
  admission,
  type Expected,
  feeRow,
  granted,
  identity,
  inMigri,
  known,
  noFeeRows,
  none,
  openCase,
  placeId,
  unconditional,
} from './registered.ts';

const noMunicipality = none('NOT_REPORTED', null, { code: null });

const place07 = placeId(9007, 'bachelorsA');
const rightA07 = '09901:A-9007-B';
const rightB07 = '09902:B-9007-B';

/** Moved from HEI-A to HEI-B without a day between; earlier under temporary protection. */
export const p07: Expected = {
  identity: identity({
    name: ['Olena', 'Bondar'],
    birthDate: '2001-07-11',
    citizenships: ['804'],
    hasCode: true,
  }),
  homeMunicipality: known({ code: '837' }),
  admissions: known({
    items: [
      admission({ applicant: 9007, programme: 'bachelorsA', feeObligation: 'NOT_REQUIRED', startYear: 2024 }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place07, '2024-07-11T12:00')] }),
  feePayments: noFeeRows(place07),
  studyRights: known({
    items: [
      right({
        id: rightA07,
        type: 'BACHELOR',
        startsOn: '2024-08-01',
        endsOn: '2028-07-31',
        states: [
          ['ACTIVE', '2024-08-01', '2026-07-30'],
          ['DISCONTINUED', '2026-07-31'],
        ],
      }),
      right({ id: rightB07, type: 'BACHELOR', startsOn: '2026-08-01', endsOn: '2029-07-31' }),
    ],
  }),
  termRegistrations: known({
    items: [
      ...terms(rightA07, 'PRESENT', termStarts(2024, 2025)),
      ...terms(rightB07, 'PRESENT', termStarts(2026, 2026)),
    ],
  }),
  termFees: noFees,
  studyProgress: creditsOf(
    [
      [2024, 40],
      [2025, 40],
      [2026, 15, 10],
    ],
    [rightA07, [2024, 40], [2025, 40]],
    [rightB07, [2026, 15, 10]],
  ),
  degrees: noDegrees,
  studyLocations: locations([rightA07, '091'], [rightB07, '837']),
  ...inMigri({
    number: 9007,
    first: 'TEMPORARY_PROTECTION',
    cases: [granted('EXTENSION', 'STUDY'), granted('FIRST_PERMIT', 'TEMPORARY_PROTECTION')],
    permits: [
      ['A', 'STUDY', '2025-03-05', '2029-07-31'],
      ['B', 'TEMPORARY_PROTECTION', '2022-04-04', '2025-03-04'],
    ],
  }),
  tuitionFees: sideBySide(
    { place: place07, rights: [rightA07], obligation: 'NOT_REQUIRED', row: null, conflict: null },
    { place: null, rights: [rightB07], obligation: null, row: null, conflict: null },
  ),
  freeMovement: determined(false),
  // The right that began with it is given up; the new one began two years later, elsewhere.
  bindingStudyPlace: onlyOld(place07),
  tuitionFeeRequirement: undetermined([gap('admissions', 'KNOWN', why.undecided)], {
    basis: null,
    places: [
      feeOf({
        place: place07,
        rights: [rightA07],
        verdict: null,
        conflict: null,
      }),
      feeOf({ place: null, rights: [rightB07], verdict: null, conflict: null }),
    ],
  }),
  studyRightValidity: valid([rightB07], ['2026-07-31', 'DISCONTINUED']),
  attendance: attending('PRESENT'),
  studiesStarted: started([rightA07, '2024-08-01'], [rightB07, '2026-08-01']),
  studyLevel: level('HIGHER_EDUCATION_DEGREE'),
  institutionChange: determined(true, {
    changes: [
      {
        fromStudyRightId: rightA07,
        toStudyRightId: rightB07,
        endedOn: '2026-07-31',
        startsOn: '2026-08-01',
        gapDays: 0,
      },
    ],
  }),
  sourcesAgree: undetermined([gap('admissions', 'KNOWN', why.oldPlaces)], { comparisons: [] }),
  nextSteps: steps(step.decide),
};

const place11 = placeId(9111, 'mastersB');
const old11 = '09901:A-9111-B';
const new11 = '09902:B-9011-M';
const starts11 = termStarts(2025, 2026);

/** Two ONR records of one person: an ended right under the slave, a valid one under the master. */
export const p11: Expected = {
  oppijanumero: '1.2.246.562.24.00000009011',
  identity: identity({
    name: ['Van An', 'Nguyen'],
    birthDate: '1999-10-30',
    citizenships: ['704'],
    more: { mergedRecords: 1 },
  }),
  homeMunicipality: noMunicipality,
  admissions: known({
    items: [
      admission({ applicant: 9111, programme: 'mastersB', feeObligation: 'REQUIRED', startYear: 2025 }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place11, '2025-07-11T12:00')] }),
  feePayments: known({ items: [feeRow(place11, 'PAID', '2025-07-05')] }),
  studyRights: known({
    items: [
      right({
        id: old11,
        type: 'BACHELOR',
        startsOn: '2020-08-01',
        endsOn: '2023-07-31',
        states: [
          ['ACTIVE', '2020-08-01', '2023-07-30'],
          ['ENDED', '2023-07-31'],
        ],
      }),
      right({ id: new11, type: 'MASTER', startsOn: '2025-08-01', endsOn: '2027-07-31' }),
    ],
  }),
  termRegistrations: known({
    items: [...terms(old11, 'PRESENT', termStarts(2020, 2022)), ...terms(new11, 'PRESENT', starts11)],
  }),
  termFees: termFees({ id: new11, starts: starts11, due: 6000, paid: 6000, fullyPaid: true }),
  studyProgress: creditsOf(
    [
      [2020, 30],
      [2021, 30],
      [2022, 30],
      [2025, 50],
      [2026, 15],
    ],
    [old11, [2020, 30], [2021, 30], [2022, 30]],
    [new11, [2025, 50], [2026, 15]],
  ),
  degrees: noDegrees,
  studyLocations: locations([old11, '091'], [new11, '837']),
  ...inMigri({
    number: 9011,
    first: 'STUDY',
    cases: [openCase('EXTENSION', 'SUBMITTED', '2026-11-24'), granted('FIRST_PERMIT', 'STUDY')],
    permits: [['A', 'STUDY', '2025-07-18', '2027-07-31']],
  }),
  tuitionFees: sideBySide(
    {
      place: place11,
      rights: [new11],
      obligation: 'REQUIRED',
      row: 'PAID',
      sums: { due: 24_000, paid: 24_000 },
      conflict: false,
    },
    { place: null, rights: [old11], obligation: null, row: null, conflict: null },
  ),
  freeMovement: determined(false),
  bindingStudyPlace: binding('BINDING', [place11, 'BINDING']),
  tuitionFeeRequirement: fee(
    {
      place: place11,
      rights: [new11],
      verdict: ['SATISFIED', 'PAID'],
      sums: { due: 12_000, paid: 12_000, open: 0 },
      conflict: false,
    },
    { place: null, rights: [old11], verdict: null, conflict: null },
  ),
  studyRightValidity: valid([new11], ['2023-07-31', 'ENDED']),
  attendance: attending('PRESENT'),
  studiesStarted: started([old11, '2020-08-01'], [new11, '2025-08-01']),
  studyLevel: level('HIGHER_EDUCATION_DEGREE'),
  institutionChange: determined(true, {
    changes: [
      {
        fromStudyRightId: old11,
        toStudyRightId: new11,
        endedOn: '2023-07-31',
        startsOn: '2025-08-01',
        gapDays: 731,
      },
    ],
  }),
  sourcesAgree: agreeing('TUITION_FEE', 'ENROLMENT'),
  nextSteps: steps(),
};
