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
import { credits, locations, noDegrees, right, termFees, terms } from './in-virta.ts';
import {
  admission,
  type Expected,
  feeRow,
  firstStudyPermit,
  identity,
  known,
  placeId,
  unasked,
  unconditional,
} from './registered.ts';

/** P12 and P12b: absent in autumn, present in spring, under a non-disclosure order. */
function absentInAutumn(number: number, absence: string): Expected {
  const place = placeId(number, 'mastersB');
  const id = `09902:B-${number}-M`;
  const springs = ['2026-01-01', '2027-01-01'];
  return {
    identity: identity({
      name: ['Yusuf', 'Demir'],
      birthDate: '1995-06-17',
      citizenships: ['792'],
      hasCode: true,
      more: { nonDisclosure: true },
    }),
    homeMunicipality: { ...unasked('WITHHELD', 'NON_DISCLOSURE'), code: null },
    admissions: known({
      items: [
        admission({
          applicant: number,
          programme: 'mastersB',
          feeObligation: 'REQUIRED',
          startYear: 2025,
          more: { firstRegistration: 'ABSENT_AUTUMN' },
        }),
      ],
    }),
    admissionConditions: known({ items: [unconditional(place, '2025-07-11T12:00')] }),
    feePayments: known({ items: [feeRow(place, 'PAID', '2025-07-05')] }),
    studyRights: known({
      items: [right({ id, type: 'MASTER', startsOn: '2025-08-01', endsOn: '2027-07-31' })],
    }),
    termRegistrations: known({
      items: [
        ...terms(id, absence, ['2025-08-01']),
        ...terms(id, 'PRESENT', ['2026-01-01']),
        ...terms(id, absence, ['2026-08-01']),
        ...terms(id, 'PRESENT', ['2027-01-01']),
      ],
    }),
    termFees: termFees({ id, starts: springs, due: 5000, paid: 5000, fullyPaid: true }),
    studyProgress: credits([2025, 28]),
    degrees: noDegrees,
    studyLocations: { ...unasked('WITHHELD', 'NON_DISCLOSURE'), items: null },
    ...firstStudyPermit(number, '2025-12-20', '2027-07-31'),
    tuitionFees: sideBySide({
      place,
      rights: [id],
      obligation: 'REQUIRED',
      row: 'PAID',
      sums: { due: 10_000, paid: 10_000 },
      conflict: false,
    }),
    freeMovement: determined(false),
    bindingStudyPlace: binding('BINDING', [place, 'BINDING']),
    tuitionFeeRequirement: fee({
      place,
      rights: [id],
      verdict: ['SATISFIED', 'PAID'],
      sums: { due: 5000, paid: 5000, open: 0 },
      conflict: false,
    }),
    studyRightValidity: valid([id]),
    attendance: attending(absence),
    studiesStarted: started([id, '2026-01-01']),
    studyLevel: level('HIGHER_EDUCATION_DEGREE'),
    institutionChange: determined(false),
    sourcesAgree: agreeing('TUITION_FEE', 'ENROLMENT'),
    nextSteps: steps(),
  };
}

/** Ordinary absence. */
export const p12: Expected = absentInAutumn(9012, 'ABSENT');

/** Absence for a statutory reason. */
export const p12b: Expected = absentInAutumn(9212, 'ABSENT_STATUTORY');

const place13 = placeId(9013, 'bachelorsA');
const right13 = '09901:A-9013-B';
const until13 = { startsOn: '2025-08-01', endsOn: '2025-09-30' };
const from13 = { startsOn: '2025-10-01', endsOn: '2025-12-31' };

/** Gave up the right on 15 January; the permit still runs. */
export const p13: Expected = {
  identity: identity({
    name: ['Chloe', 'Martin'],
    birthDate: '2003-08-30',
    citizenships: ['124'],
    hasCode: true,
  }),
  homeMunicipality: known({ code: '049' }),
  admissions: known({
    items: [
      admission({ applicant: 9013, programme: 'bachelorsA', feeObligation: 'REQUIRED', startYear: 2024 }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place13, '2024-07-11T12:00')] }),
  feePayments: known({ items: [feeRow(place13, 'PAID', '2024-07-05')] }),
  studyRights: known({
    items: [
      right({
        id: right13,
        type: 'BACHELOR',
        startsOn: '2024-08-01',
        endsOn: '2028-07-31',
        states: [
          ['ACTIVE', '2024-08-01', '2026-01-14'],
          ['DISCONTINUED', '2026-01-15'],
        ],
      }),
    ],
  }),
  termRegistrations: known({
    items: [
      ...terms(right13, 'PRESENT', ['2024-08-01', '2025-01-01']),
      { studyRightId: right13, state: 'PRESENT', ...until13 },
      { studyRightId: right13, state: 'ABSENT', ...from13 },
    ],
  }),
  termFees: termFees({
    id: right13,
    starts: ['2024-08-01', '2025-01-01', '2025-08-01'],
    due: 6000,
    paid: 6000,
    fullyPaid: true,
  }),
  studyProgress: credits([2024, 30]),
  degrees: noDegrees,
  studyLocations: locations([right13, '091']),
  ...firstStudyPermit(9013, '2024-07-20', '2028-07-31'),
  tuitionFees: sideBySide({
    place: place13,
    rights: [right13],
    obligation: 'REQUIRED',
    row: 'PAID',
    sums: { due: 18_000, paid: 18_000 },
    conflict: null,
  }),
  freeMovement: determined(false),
  bindingStudyPlace: onlyOld(place13),
  tuitionFeeRequirement: undetermined(
    [gap('admissions', 'KNOWN', why.oldPlaces), gap('studyRights', 'KNOWN', why.noRightInForce)],
    {
      basis: null,
      conflict: null,
      places: [
        feeOf({
          place: place13,
          rights: [right13],
          verdict: null,
          sums: { due: 12_000, paid: 12_000, open: 0 },
          conflict: null,
        }),
      ],
    },
  ),
  studyRightValidity: determined(false, {
    validStudyRightIds: [],
    endedOn: '2026-01-15',
    endState: 'DISCONTINUED',
  }),
  attendance: undetermined([gap('termRegistrations', 'KNOWN', why.notReported)], { registrations: [] }),
  studiesStarted: started([right13, '2024-08-01']),
  studyLevel: undetermined([gap('studyRights', 'KNOWN', why.noneInForce)], {
    levels: [{ studyRightId: right13, level: 'HIGHER_EDUCATION_DEGREE', current: false }],
  }),
  institutionChange: determined(false),
  sourcesAgree: undetermined([gap('admissions', 'KNOWN', why.oldPlaces)], { comparisons: [] }),
  nextSteps: steps(step.ended),
};
