import { expect } from 'vitest';
import {
  attending,
  binding,
  determined,
  fee,
  feeOf,
  gap,
  level,
  nothingToCompare,
  started,
  step,
  steps,
  undetermined,
  valid,
  why,
} from './derived.ts';
import { withoutPlace } from './fees-side-by-side.ts';
import {
  creditsOf,
  locations,
  noDegrees,
  noFees,
  nothingInVirta,
  right,
  termStarts,
  terms,
} from './in-virta.ts';
import {
  type Expected,
  firstStudyPermit,
  granted,
  identity,
  inMigri,
  known,
  none,
  noPlaces,
  notInMigri,
  unasked,
} from './registered.ts';

const hei = 'HIGHER_EDUCATION_INSTITUTION';
const noMunicipality = none('NOT_REPORTED', null, { code: null });

/** All that other registries would hold of somebody who is not joined to them: nobody looked. */
function nobodyLooked(code: string): Expected {
  const fact = unasked('NOT_LINKED', code, hei);
  const finding = {
    determination: 'UNDETERMINED',
    value: null,
    missing: expect.toSatisfy((missing) => allOf(missing, fact)),
  };
  return {
    admissions: { ...fact, items: null },
    admissionConditions: { ...fact, items: null },
    feePayments: { ...fact, items: null },
    studyRights: { ...fact, items: null },
    termRegistrations: { ...fact, items: null },
    termFees: { ...fact, due: null, paid: null },
    attainments: { ...fact, items: null },
    studyProgress: { ...fact, academicYears: null, byStudyRight: null },
    degrees: { ...fact, items: null },
    studyLocations: { ...fact, items: null },
    permitCases: { ...fact, items: null },
    permits: { ...fact, items: null, customerNumber: null, firstPermitGround: null },
    tuitionFees: { ...fact, items: null },
    bindingStudyPlace: { ...finding, places: [] },
    tuitionFeeRequirement: { ...finding, basis: null, conflict: null, places: [] },
    studyRightValidity: { ...finding, validStudyRightIds: [], endedOn: null },
    attendance: { ...finding, registrations: [] },
    studiesStarted: { ...finding, byStudyRight: [] },
    studyLevel: { ...finding, levels: [] },
    institutionChange: { ...finding, changes: [] },
    sourcesAgree: { ...finding, comparisons: [] },
    nextSteps: { determination: 'UNDETERMINED', missing: finding.missing, items: [step.identify] },
  };
}

function allOf(missing: unknown, fact: Expected): boolean {
  if (!Array.isArray(missing) || missing.length === 0) return false;
  for (const entry of missing) expect(entry).toMatchObject(fact);
  return true;
}

/** On exchange; HEI-C never asked for a learner number. */
export const p08: Expected = {
  ...nobodyLooked('NOT_IN_REGISTRY'),
  identity: {
    ...unasked('NOT_LINKED', 'NOT_IN_REGISTRY', hei),
    givenNames: null,
    familyName: null,
    birthDate: null,
    citizenships: null,
    hasPersonalIdentityCode: null,
  },
  homeMunicipality: { ...unasked('NOT_LINKED', 'NOT_IN_REGISTRY', hei), code: null },
  freeMovement: undetermined([gap('identity', 'NOT_LINKED', ['NOT_IN_REGISTRY', hei])], {
    citizenshipCodes: [],
  }),
};

/** Not identified: what ONR has under the number is shown, and nothing is joined to it. */
export const p15: Expected = {
  ...nobodyLooked('PERSON_NOT_IDENTIFIED'),
  identity: {
    state: 'KNOWN',
    reason: { code: 'PERSON_NOT_IDENTIFIED', whoCanFix: hei },
    givenNames: 'Samuel',
    familyName: 'Mensah',
    birthDate: '2002-06-14',
    identificationMethod: 'NONE',
    hasPersonalIdentityCode: false,
    nonDisclosure: false,
  },
  homeMunicipality: noMunicipality,
  freeMovement: undetermined([gap('identity', 'KNOWN', ['PERSON_NOT_IDENTIFIED', hei])], {
    citizenshipCodes: [],
  }),
};

const exchange08 = '09903:C-EXCH-9208-X';
const exempt = (id: string, basis: string) =>
  fee({ place: null, rights: [id], verdict: ['NOT_APPLICABLE', basis], conflict: null });

/** What one right without a place in the admission register leads to. */
function ownAdmission(id: string): Expected {
  return {
    ...noPlaces,
    termFees: noFees,
    degrees: noDegrees,
    tuitionFees: known({ items: withoutPlace(id) }),
    freeMovement: determined(false),
    bindingStudyPlace: binding('NOT_IN_REGISTER'),
    studyRightValidity: valid([id]),
    attendance: attending('PRESENT'),
    institutionChange: determined(false),
    sourcesAgree: nothingToCompare('admissions'),
    nextSteps: steps(),
  };
}

/** The same as P08, linked. */
export const p08b: Expected = {
  ...ownAdmission(exchange08),
  ...notInMigri,
  identity: identity({ name: ['Emma', 'Sato'], birthDate: '2003-03-27', citizenships: ['392'] }),
  homeMunicipality: noMunicipality,
  studyRights: known({
    items: [
      {
        ...right({
          id: exchange08,
          type: 'INTERNATIONAL_EXCHANGE',
          startsOn: '2026-08-01',
          endsOn: '2026-12-31',
        }),
        classifications: ['INCOMING_EXCHANGE'],
      },
    ],
  }),
  termRegistrations: known({ items: terms(exchange08, 'PRESENT', ['2026-08-01']) }),
  attainments: nothingInVirta.attainments,
  studyProgress: nothingInVirta.studyProgress,
  studyLocations: locations([exchange08, '853']),
  tuitionFeeRequirement: exempt(exchange08, 'EXCHANGE'),
  studiesStarted: started([exchange08, '2026-08-01']),
  studyLevel: level('EXCHANGE'),
};

const doctoral09 = '09901:A-9009-D';

/** A doctoral researcher, admitted outside Opintopolku. */
export const p09: Expected = {
  ...ownAdmission(doctoral09),
  identity: identity({
    name: ['Priya', 'Nair'],
    birthDate: '2002-12-08',
    citizenships: ['356'],
    hasCode: true,
  }),
  homeMunicipality: known({ code: '049' }),
  studyRights: known({
    items: [right({ id: doctoral09, type: 'DOCTORATE', startsOn: '2025-08-01', endsOn: null })],
  }),
  termRegistrations: known({ items: terms(null, 'PRESENT', termStarts(2025, 2026)) }),
  studyProgress: creditsOf(
    [
      [2025, 20],
      [2026, 10],
    ],
    [doctoral09, [2025, 20], [2026, 10]],
  ),
  studyLocations: locations([doctoral09, '091']),
  ...inMigri({
    number: 9009,
    first: 'RESEARCH',
    cases: [granted('FIRST_PERMIT', 'RESEARCH')],
    permits: [['A', 'RESEARCH', '2025-07-15', '2029-07-14']],
  }),
  tuitionFeeRequirement: exempt(doctoral09, 'DOCTORAL'),
  studiesStarted: started([doctoral09, '2025-08-01']),
  studyLevel: level('DOCTORAL'),
};

const bachelor15 = '09901:A-9215-B';

/** The other man of P15's name and birth date. */
export const p15x: Expected = {
  ...ownAdmission(bachelor15),
  ...firstStudyPermit(9215, '2025-07-30', '2029-07-31'),
  identity: identity({ name: ['Samuel', 'Mensah'], birthDate: '2002-06-14', citizenships: ['288'] }),
  homeMunicipality: noMunicipality,
  studyRights: known({
    items: [right({ id: bachelor15, type: 'BACHELOR', startsOn: '2025-08-01', endsOn: '2029-07-31' })],
  }),
  termRegistrations: known({ items: terms(bachelor15, 'PRESENT', termStarts(2025, 2026)) }),
  studyProgress: creditsOf(
    [
      [2025, 40],
      [2026, 15],
    ],
    [bachelor15, [2025, 40], [2026, 15]],
  ),
  studyLocations: locations([bachelor15, '091']),
  tuitionFeeRequirement: undetermined([gap('admissions', 'KNOWN_NONE', why.undecided)], {
    basis: null,
    places: [feeOf({ place: null, rights: [bachelor15], verdict: null, conflict: null })],
  }),
  studiesStarted: started([bachelor15, '2025-08-01']),
  studyLevel: level('HIGHER_EDUCATION_DEGREE'),
  nextSteps: steps(step.decide),
};
