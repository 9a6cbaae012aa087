import {
  agreeing,
  attending,
  binding,
  determined,
  fee,
  gap,
  level,
  started,
  step,
  steps,
  undetermined,
  valid,
  why,
} from './derived.ts';
import { contradicting, sideBySide } from './fees-side-by-side.ts';
import { credits, creditsOf, locations, noDegrees, noFees, right, termStarts, terms } from './in-virta.ts';
import {
  admission,
  type Expected,
  feeRow,
  granted,
  identity,
  inMigri,
  known,
  noFeeRows,
  notInMigri,
  placeId,
  unasked,
  unconditional,
} from './registered.ts';

/** What P01 and P01b share: a bachelor's student in the second year, of whom Migri knows nothing. */
function dualCitizen(number: number, citizenships: readonly string[]): Expected {
  const id = `09901:A-${number}-B`;
  return {
    identity: identity({ name: ['Sofia', 'Petrova'], birthDate: '2000-03-14', citizenships, hasCode: true }),
    homeMunicipality: known({ code: '049' }),
    studyRights: known({
      items: [right({ id, type: 'BACHELOR', startsOn: '2025-08-01', endsOn: '2028-07-31' })],
    }),
    termRegistrations: known({ items: terms(id, 'PRESENT', termStarts(2025, 2026)) }),
    termFees: noFees,
    studyProgress: credits([2025, 50], [2026, 15]),
    degrees: noDegrees,
    studyLocations: locations([id, '091']),
    ...notInMigri,
    studyRightValidity: valid([id]),
    attendance: attending('PRESENT'),
    studiesStarted: started([id, '2025-08-01']),
    studyLevel: level('HIGHER_EDUCATION_DEGREE'),
    institutionChange: determined(false),
  };
}

const place01 = placeId(9001, 'bachelorsA');
const right01 = '09901:A-9001-B';

/** Bulgarian and Ukrainian: no fee after all, but an unpaid row was left over. */
export const p01: Expected = {
  ...dualCitizen(9001, ['100', '804']),
  admissions: known({
    items: [
      admission({ applicant: 9001, programme: 'bachelorsA', feeObligation: 'NOT_REQUIRED', startYear: 2025 }),
    ],
  }),
  admissionConditions: known({ items: [unconditional(place01, '2025-07-11T12:00')] }),
  feePayments: known({ items: [feeRow(place01, 'UNPAID', '2025-07-05')] }),
  tuitionFees: contradicting({
    place: place01,
    rights: [right01],
    obligation: 'NOT_REQUIRED',
    row: 'UNPAID',
    conflict: true,
  }),
  freeMovement: determined(true, { citizenshipCodes: ['100'] }),
  bindingStudyPlace: binding('BINDING', [place01, 'BINDING']),
  tuitionFeeRequirement: fee({
    place: place01,
    rights: [right01],
    verdict: ['NOT_APPLICABLE', 'HEI_DECISION'],
    conflict: true,
  }),
  sourcesAgree: agreeing('ENROLMENT'),
  nextSteps: steps(step.reconcile),
};

const excluded = unasked('NOT_COVERED', 'EXCLUDED_BY_SOURCE');
const excludedGap = (fact: string) => gap(fact, 'NOT_COVERED', why.excluded);

/** Finnish and Ukrainian: the admission register leaves her out. */
export const p01b: Expected = {
  ...dualCitizen(9201, ['246', '804']),
  admissions: { ...excluded, items: null },
  admissionConditions: { ...excluded, items: null },
  feePayments: { ...excluded, items: null },
  tuitionFees: { ...excluded, items: null },
  freeMovement: determined(true, { citizenshipCodes: ['246'] }),
  bindingStudyPlace: undetermined([excludedGap('admissions')], { places: [] }),
  tuitionFeeRequirement: undetermined([excludedGap('admissions')], {
    basis: null,
    conflict: null,
    places: [{ admissionId: null, studyRightIds: ['09901:A-9201-B'], value: null, open: null }],
  }),
  sourcesAgree: undetermined([excludedGap('admissions'), excludedGap('feePayments')], { comparisons: [] }),
  nextSteps: {
    determination: 'UNDETERMINED',
    missing: [excludedGap('admissions')],
    items: [step.check],
  },
};

interface WorkPermitHolder {
  readonly number: number;
  readonly firstGround: string;
  readonly obligation: string;
  readonly verdict: readonly [value: string, basis: string];
}

/** Bachelor done, now in the master phase that was granted with it; the present permit is for work. */
function workPermitHolder({ number, firstGround, obligation, verdict }: WorkPermitHolder): Expected {
  const place = placeId(number, 'bachelorsA');
  const bachelor = `09901:A-${number}-B`;
  const master = `09901:A-${number}-M`;
  const rights = [bachelor, master];
  return {
    identity: identity({
      name: ['Ahmed', 'Khan'],
      birthDate: '1998-05-02',
      citizenships: ['586'],
      hasCode: true,
    }),
    homeMunicipality: known({ code: '091' }),
    admissions: known({
      items: [
        admission({ applicant: number, programme: 'bachelorsA', feeObligation: obligation, startYear: 2023 }),
      ],
    }),
    admissionConditions: known({ items: [unconditional(place, '2023-07-11T12:00')] }),
    feePayments: noFeeRows(place),
    studyRights: known({
      items: [
        right({
          id: bachelor,
          type: 'BACHELOR',
          startsOn: '2023-08-01',
          endsOn: '2028-07-31',
          states: [
            ['ACTIVE', '2023-08-01', '2026-06-14'],
            ['CONCLUDED', '2026-06-15'],
          ],
        }),
        right({
          id: master,
          type: 'MASTER',
          startsOn: '2023-08-01',
          endsOn: null,
          states: [
            ['OPTION', '2023-08-01', '2026-07-31'],
            ['ACTIVE', '2026-08-01'],
          ],
        }),
      ],
    }),
    termRegistrations: known({
      items: [
        ...terms(bachelor, 'PRESENT', termStarts(2023, 2025)),
        ...terms(master, 'PRESENT', termStarts(2026, 2026)),
      ],
    }),
    termFees: noFees,
    studyProgress: creditsOf(
      [
        [2023, 60],
        [2024, 60],
        [2025, 60],
        [2026, 15],
      ],
      [bachelor, [2023, 60], [2024, 60], [2025, 60]],
      [master, [2026, 15]],
    ),
    degrees: known({ items: [{ studyRightId: bachelor, degreeCode: '651301', awardedOn: '2026-06-15' }] }),
    studyLocations: locations([bachelor, '091'], [master, '091']),
    ...inMigri({
      number,
      first: firstGround,
      cases: [granted('EXTENSION', 'EMPLOYMENT'), granted('FIRST_PERMIT', firstGround)],
      permits: [
        ['A', 'EMPLOYMENT', '2025-03-01', '2029-02-28'],
        ['A', firstGround, '2022-03-01', '2025-02-28'],
      ],
    }),
    tuitionFees: sideBySide({ place, rights, obligation, row: null, conflict: null }),
    freeMovement: determined(false),
    bindingStudyPlace: binding('BINDING', [place, 'BINDING']),
    tuitionFeeRequirement: fee({ place, rights, verdict, conflict: null }),
    studyRightValidity: valid([master], ['2026-06-15', 'CONCLUDED']),
    attendance: attending('PRESENT'),
    studiesStarted: started([bachelor, '2023-08-01'], [master, '2026-08-01']),
    studyLevel: level('HIGHER_EDUCATION_DEGREE'),
    institutionChange: determined(false),
    sourcesAgree: agreeing('ENROLMENT'),
  };
}

/** Exempt: the first permit was for work. */
export const p02: Expected = {
  ...workPermitHolder({
    number: 9002,
    firstGround: 'EMPLOYMENT',
    obligation: 'NOT_REQUIRED',
    verdict: ['NOT_APPLICABLE', 'HEI_DECISION'],
  }),
  nextSteps: steps(),
};

/** Not exempt: the first permit was for studies. */
export const p02b: Expected = {
  ...workPermitHolder({
    number: 9202,
    firstGround: 'STUDY',
    obligation: 'REQUIRED',
    verdict: ['OPEN', 'NO_PAYMENT_RECORD'],
  }),
  nextSteps: steps(step.pay, step.record),
};
