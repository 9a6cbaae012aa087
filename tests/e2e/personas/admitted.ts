import { beforeEnrolment, binding, determined, fee, gap, step, steps, undetermined, why } from './derived.ts';
import { sideBySide } from './fees-side-by-side.ts';
import { nothingInVirta } from './in-virta.ts';
import {
  admission,
  type Expected,
  feeRow,
  granted,
  identity,
  inMigri,
  instant,
  known,
  noFeeRows,
  none,
  openCase,
  placeId,
  unconditional,
} from './registered.ts';

const place04 = placeId(9004, 'mastersA');
const place05 = placeId(9005, 'mastersB');
const place10 = placeId(9010, 'vocational');
const noMunicipality = none('NOT_REPORTED', null, { code: null });
const condition = {
  fi: 'Alkuperäinen todistus 31.8. mennessä.',
  sv: 'Originalbetyg senast 31.8.',
  en: 'Original certificate by 31.8.',
};

/** A first permit is asked for; the fee is required and nothing is recorded of it. */
export const p04: Expected = {
  ...nothingInVirta,
  ...beforeEnrolment,
  identity: identity({ name: ['Rahim', 'Uddin'], birthDate: '2001-12-11', citizenships: ['050'] }),
  homeMunicipality: noMunicipality,
  admissions: known({
    items: [
      admission({
        applicant: 9004,
        programme: 'mastersA',
        feeObligation: 'REQUIRED',
        startYear: 2027,
        more: { startSeason: 'SPRING', firstRegistration: 'NOT_DONE' },
      }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place04, '2026-12-08T12:00')] }),
  feePayments: noFeeRows(place04),
  ...inMigri({
    number: 9004,
    first: null,
    cases: [openCase('FIRST_PERMIT', 'IN_PROCESS', '2026-11-12')],
    permits: [],
  }),
  tuitionFees: sideBySide({ place: place04, rights: [], obligation: 'REQUIRED', row: null, conflict: null }),
  freeMovement: determined(false),
  bindingStudyPlace: binding('BINDING', [place04, 'BINDING']),
  tuitionFeeRequirement: fee({
    place: place04,
    rights: [],
    verdict: ['OPEN', 'NO_PAYMENT_RECORD'],
    conflict: null,
  }),
  institutionChange: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], { changes: [] }),
  nextSteps: steps(step.pay, step.record),
};

/** Accepted and bindingly taken, on the condition of a certificate. */
export const p05: Expected = {
  ...nothingInVirta,
  ...beforeEnrolment,
  identity: identity({ name: ['Mei', 'Chen'], birthDate: '2002-02-08', citizenships: ['156'] }),
  homeMunicipality: noMunicipality,
  admissions: known({
    items: [
      admission({
        applicant: 9005,
        programme: 'mastersB',
        feeObligation: 'REQUIRED',
        startYear: 2027,
        more: { firstRegistration: 'NOT_DONE' },
      }),
    ],
  }),
  admissionConditions: known({
    items: [
      {
        admissionId: place05,
        conditional: true,
        condition,
        published: true,
        acceptanceDeadlineAt: instant('2026-12-04T12:00'),
      },
    ],
  }),
  feePayments: known({ items: [feeRow(place05, 'PAID', '2026-11-19')] }),
  ...inMigri({
    number: 9005,
    first: null,
    cases: [openCase('FIRST_PERMIT', 'IN_PROCESS', '2026-10-30')],
    permits: [],
  }),
  tuitionFees: sideBySide({
    place: place05,
    rights: [],
    obligation: 'REQUIRED',
    row: 'PAID',
    conflict: null,
  }),
  freeMovement: determined(false),
  bindingStudyPlace: determined('CONDITIONAL_ADMISSION', {
    places: [{ admissionId: place05, value: 'CONDITIONAL_ADMISSION', condition }],
  }),
  tuitionFeeRequirement: fee({ place: place05, rights: [], verdict: ['SATISFIED', 'PAID'], conflict: null }),
  institutionChange: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], { changes: [] }),
  nextSteps: steps(step.fulfil),
};

/** A minor in vocational education: no connected registry tells the level, so no fee can be ruled out yet. */
export const p10: Expected = {
  ...nothingInVirta,
  ...beforeEnrolment,
  identity: identity({
    name: ['Tenzin', 'Dorji'],
    birthDate: '2009-01-01',
    citizenships: ['064'],
    more: { minor: true },
  }),
  homeMunicipality: noMunicipality,
  admissions: known({
    items: [
      admission({
        applicant: 9010,
        programme: 'vocational',
        feeObligation: null,
        startYear: 2026,
        more: { educationLevel: 'UPPER_SECONDARY' },
      }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place10, '2026-07-11T12:00')] }),
  feePayments: noFeeRows(place10),
  ...inMigri({
    number: 9010,
    first: 'STUDY',
    cases: [granted('FIRST_PERMIT', 'STUDY')],
    permits: [['B', 'STUDY', '2026-07-22', '2027-07-31']],
  }),
  tuitionFees: sideBySide({ place: place10, rights: [], obligation: null, row: null, conflict: null }),
  freeMovement: determined(false),
  bindingStudyPlace: binding('BINDING', [place10, 'BINDING']),
  // Of upper secondary education VIRTA has nothing, and its fees are the provider's to tell.
  studyLevel: undetermined([gap('studyRights', 'NOT_COVERED', why.notCovered)], { levels: [] }),
  tuitionFeeRequirement: undetermined([gap('admissions', 'KNOWN', why.fundingNotDisclosed)], {
    basis: null,
    places: [{ admissionId: place10, value: null, basis: null }],
  }),
  institutionChange: undetermined([gap('studyRights', 'KNOWN_NONE', why.noRight)], { changes: [] }),
  nextSteps: {
    determination: 'UNDETERMINED',
    missing: [gap('studyRights', 'KNOWN_NONE', why.notCovered)],
    items: [{ ...step.check, fact: 'studyRights' }],
  },
};
