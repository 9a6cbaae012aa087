import {
  agreeing,
  attending,
  binding,
  determined,
  feeOf,
  gap,
  level,
  started,
  step,
  steps,
  undetermined,
  valid,
  why,
} from './derived.ts';
import { sideBySide } from './fees-side-by-side.ts';
import { creditsOf, locations, noDegrees, right, termFees, termStarts, terms } from './in-virta.ts';
import {
  admission,
  type Expected,
  eachOf,
  feeRow,
  firstStudyPermit,
  identity,
  known,
  noFeeRow,
  none,
  placeId,
  unconditional,
} from './registered.ts';

const noMunicipality = none('NOT_REPORTED', null, { code: null });

const placeA06 = placeId(9006, 'bachelorsA');
const placeC06 = placeId(9006, 'bachelorsC');
const rightA06 = '09901:A-9006-B';
const rightB06 = '09902:B-9006-B';
const starts06 = termStarts(2026, 2026);
const fourYears = { startsOn: '2026-08-01', endsOn: '2030-07-31' };
const feesOf06 = [
  {
    place: placeA06,
    rights: [rightA06],
    verdict: ['SATISFIED', 'PAID'],
    sums: { due: 12_000, paid: 12_000, open: 0 },
    conflict: false,
  },
  { place: placeC06, rights: [], verdict: null, conflict: null },
  {
    place: null,
    rights: [rightB06],
    verdict: ['OPEN', 'RECORDED_UNPAID'],
    sums: { due: 11_000, paid: null, open: 11_000 },
    conflict: null,
  },
] as const;

/** Two places: one from the joint application, one from HEI-B's own admission. */
export const p06: Expected = {
  identity: identity({ name: ['Diego', 'Ramos'], birthDate: '2004-01-23', citizenships: ['484'] }),
  homeMunicipality: noMunicipality,
  admissions: known({
    items: [
      admission({ applicant: 9006, programme: 'bachelorsA', feeObligation: 'REQUIRED', startYear: 2026 }),
      admission({
        applicant: 9006,
        programme: 'bachelorsC',
        feeObligation: 'REQUIRED',
        startYear: 2026,
        more: { acceptance: 'TOOK_ANOTHER_PLACE', firstRegistration: 'NOT_DONE' },
      }),
    ],
  }),
  admissionConditions: known({
    items: [unconditional(placeA06, '2026-07-11T12:00'), unconditional(placeC06, '2026-07-11T12:00')],
  }),
  feePayments: { state: 'KNOWN', items: [feeRow(placeA06, 'PAID', '2026-07-05'), noFeeRow(placeC06)] },
  studyRights: known({
    items: eachOf([
      right({ id: rightA06, type: 'BACHELOR', ...fourYears }),
      right({ id: rightB06, type: 'BACHELOR', ...fourYears }),
    ]),
  }),
  termRegistrations: known({
    items: eachOf([...terms(rightA06, 'PRESENT', starts06), ...terms(rightB06, 'PRESENT', starts06)]),
  }),
  termFees: termFees(
    { id: rightA06, starts: starts06, due: 6000, paid: 6000, fullyPaid: true },
    { id: rightB06, starts: starts06, due: 5500, paid: null, fullyPaid: false },
  ),
  studyProgress: creditsOf([[2026, 25]], [rightA06, [2026, 15]], [rightB06, [2026, 10]]),
  degrees: noDegrees,
  studyLocations: locations([rightA06, '091'], [rightB06, '837']),
  ...firstStudyPermit(9006, '2026-07-28', '2029-07-31'),
  tuitionFees: sideBySide(
    {
      place: placeA06,
      rights: [rightA06],
      obligation: 'REQUIRED',
      row: 'PAID',
      sums: { due: 12_000, paid: 12_000 },
      conflict: false,
    },
    { place: placeC06, rights: [], obligation: 'REQUIRED', row: null, conflict: null },
    {
      place: null,
      rights: [rightB06],
      obligation: null,
      row: null,
      sums: { due: 11_000, paid: null },
      conflict: null,
    },
  ),
  freeMovement: determined(false),
  bindingStudyPlace: binding('BINDING', [placeA06, 'BINDING'], [placeC06, 'NOT_ACCEPTED']),
  tuitionFeeRequirement: undetermined([gap('admissions', 'KNOWN', why.placesDiffer)], {
    basis: null,
    conflict: false,
    places: feesOf06.map(feeOf),
  }),
  studyRightValidity: valid([rightA06, rightB06]),
  attendance: attending('PRESENT'),
  studiesStarted: started([rightA06, '2026-08-01'], [rightB06, '2026-08-01']),
  studyLevel: level('HIGHER_EDUCATION_DEGREE'),
  institutionChange: determined(false, { changes: [] }),
  sourcesAgree: agreeing('TUITION_FEE', 'ENROLMENT'),
  nextSteps: steps({ ...step.pay, fact: 'termFees' }),
};
