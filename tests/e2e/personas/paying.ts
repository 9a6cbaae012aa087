import {
  agreeing,
  attending,
  binding,
  determined,
  fee,
  level,
  started,
  step,
  steps,
  valid,
} from './derived.ts';
import { sideBySide } from './fees-side-by-side.ts';
import { credits, creditsOf, locations, noDegrees, right, termFees, termStarts, terms } from './in-virta.ts';
import {
  admission,
  type Expected,
  feeRow,
  firstStudyPermit,
  identity,
  inMigri,
  known,
  none,
  openCase,
  placeId,
  unasked,
  unconditional,
} from './registered.ts';

const starts = termStarts(2026, 2026);

/** P00 and P14: fee paid for both terms of the first year. */
function paidMaster(number: number): Expected {
  const place = placeId(number, 'mastersA');
  const id = `09901:A-${number}-M`;
  return {
    admissions: known({
      items: [
        admission({ applicant: number, programme: 'mastersA', feeObligation: 'REQUIRED', startYear: 2026 }),
      ],
      complete: true,
    }),
    admissionConditions: known({ items: [unconditional(place, '2026-07-11T12:00')] }),
    feePayments: known({ items: [feeRow(place, 'PAID', '2026-07-05')] }),
    studyRights: known({
      items: [
        {
          ...right({ id, type: 'MASTER', startsOn: '2026-08-01', endsOn: '2028-07-31' }),
          classifications: ['MASTERS_PROGRAMME'],
          tuitionFeeFunded: true,
        },
      ],
      complete: true,
    }),
    termRegistrations: known({ items: terms(id, 'PRESENT', starts) }),
    termFees: termFees({ id, starts, due: 6000, paid: 6000, fullyPaid: true }),
    studyProgress: creditsOf([[2026, 15]], [id, [2026, 15]]),
    degrees: noDegrees,
    ...firstStudyPermit(number, '2026-07-25', '2028-07-31'),
    tuitionFees: sideBySide({
      place,
      rights: [id],
      obligation: 'REQUIRED',
      row: 'PAID',
      sums: { due: 12_000, paid: 12_000 },
      conflict: false,
    }),
    freeMovement: determined(false, { citizenshipCodes: [] }),
    bindingStudyPlace: binding('BINDING', [place, 'BINDING']),
    tuitionFeeRequirement: fee({
      place,
      rights: [id],
      verdict: ['SATISFIED', 'PAID'],
      sums: { due: 12_000, paid: 12_000, open: 0 },
      conflict: false,
    }),
    studyRightValidity: valid([id]),
    attendance: attending('PRESENT'),
    studiesStarted: started([id, '2026-08-01']),
    studyLevel: level('HIGHER_EDUCATION_DEGREE'),
    institutionChange: determined(false, { changes: [] }),
    sourcesAgree: agreeing('TUITION_FEE', 'ENROLMENT'),
    nextSteps: steps(),
  };
}

/** The clean baseline. */
export const p00: Expected = {
  ...paidMaster(9000),
  identity: identity({ name: ['Linh', 'Tran'], birthDate: '2001-04-17', citizenships: ['704'] }),
  homeMunicipality: none('NOT_REPORTED', null, { code: null }),
  studyLocations: locations(['09901:A-9000-M', '091']),
};

/** As P00, under a non-disclosure order. */
export const p14: Expected = {
  ...paidMaster(9014),
  identity: identity({
    name: ['Anna', 'Virtanen-Abebe'],
    birthDate: '1993-11-05',
    citizenships: ['231'],
    hasCode: true,
    more: { nonDisclosure: true },
  }),
  homeMunicipality: { ...unasked('WITHHELD', 'NON_DISCLOSURE'), code: null },
  studyLocations: { ...unasked('WITHHELD', 'NON_DISCLOSURE'), items: null },
};

interface Scholarship {
  readonly number: number;
  readonly row: string;
  /** In euros a term, of 4,000 due. */
  readonly scholarship: number;
  readonly verdict: readonly [value: string, basis: string];
  /** In euros, of the first year. */
  readonly open: number;
}

function scholarshipHolder({ number, row, scholarship, verdict, open }: Scholarship): Expected {
  const place = placeId(number, 'mastersB');
  const id = `09902:B-${number}-M`;
  const sums = { due: 8000, paid: 0, scholarship: 2 * scholarship };
  return {
    identity: identity({ name: ['Amara', 'Okafor'], birthDate: '2000-09-02', citizenships: ['566'] }),
    homeMunicipality: none('NOT_REPORTED', null, { code: null }),
    admissions: known({
      items: [
        admission({ applicant: number, programme: 'mastersB', feeObligation: 'REQUIRED', startYear: 2026 }),
      ],
    }),
    admissionConditions: known({ items: [unconditional(place, '2026-07-11T12:00')] }),
    feePayments: known({ items: [feeRow(place, row, '2026-07-05')] }),
    studyRights: known({
      items: [right({ id, type: 'MASTER', startsOn: '2026-08-01', endsOn: '2028-07-31' })],
    }),
    termRegistrations: known({ items: terms(id, 'PRESENT', starts) }),
    termFees: termFees({ id, starts, due: 4000, paid: 0, scholarship, fullyPaid: open === 0 }),
    studyProgress: credits([2026, 15]),
    degrees: noDegrees,
    studyLocations: locations([id, '837']),
    tuitionFees: sideBySide({ place, rights: [id], obligation: 'REQUIRED', row, sums, conflict: false }),
    freeMovement: determined(false),
    bindingStudyPlace: binding('BINDING', [place, 'BINDING']),
    tuitionFeeRequirement: fee({ place, rights: [id], verdict, sums: { ...sums, open }, conflict: false }),
    studyRightValidity: valid([id]),
    attendance: attending('PRESENT'),
    studiesStarted: started([id, '2026-08-01']),
    studyLevel: level('HIGHER_EDUCATION_DEGREE'),
    institutionChange: determined(false),
    sourcesAgree: agreeing('TUITION_FEE', 'ENROLMENT'),
  };
}

/** A scholarship for the whole fee of the first year. */
export const p03: Expected = {
  ...scholarshipHolder({
    number: 9003,
    row: 'EXEMPTED',
    scholarship: 4000,
    verdict: ['SATISFIED', 'SCHOLARSHIP'],
    open: 0,
  }),
  ...firstStudyPermit(9003, '2026-07-20', '2028-07-31'),
  nextSteps: steps(),
};

/** A scholarship for half of it. */
export const p03b: Expected = {
  ...scholarshipHolder({
    number: 9203,
    row: 'UNPAID',
    scholarship: 2000,
    verdict: ['OPEN', 'RECORDED_UNPAID'],
    open: 4000,
  }),
  ...inMigri({
    number: 9203,
    first: null,
    cases: [openCase('FIRST_PERMIT', 'IN_PROCESS', '2026-11-04')],
    permits: [],
  }),
  nextSteps: steps(step.pay),
};
