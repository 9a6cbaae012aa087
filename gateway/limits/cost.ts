import type { ClientLimits } from '../access/access.ts';
import { codedError } from '../errors.ts';
import type { RootSelection } from './root-selections.ts';

/** What a fact rests on besides the learner-number registry, which every question about a student starts with. */
type Source = 'VTS' | 'PLACES' | 'FEES' | 'VIRTA' | 'MIGRI';

/**
 * The expected calls to each source for so many people: one a batch. The fee register is asked once for each
 * application option; a person is taken to have one option of their own, up to as many as a round has.
 */
const callsFor = {
  VTS: (people) => batches(people, 200),
  PLACES: (people) => batches(people, 200),
  FEES: (people) => Math.min(people, 600),
  VIRTA: (people) => batches(people, 200),
  MIGRI: (people) => batches(people, 5000),
} as const satisfies Record<Source, (people: number) => number>;

const places = ['VTS'] as const;
const conditions = ['VTS', 'PLACES'] as const;
const fees = ['VTS', 'FEES'] as const;
const studies = ['VIRTA'] as const;
const permits = ['MIGRI'] as const;
const currentPlaces = ['VTS', 'PLACES', 'VIRTA'] as const;
const bothFees = ['VTS', 'PLACES', 'FEES', 'VIRTA'] as const;

/** Each fact of a student and the sources that it causes calls to. No other type has fields of these names. */
export const sourcesOfFacts: Readonly<Record<string, readonly Source[]>> = {
  oppijanumero: [],
  identity: [],
  homeMunicipality: [],
  freeMovement: [],
  outsideCoverage: [],
  admissions: places,
  admissionConditions: conditions,
  bindingStudyPlace: currentPlaces,
  feePayments: fees,
  studyRights: studies,
  termRegistrations: studies,
  termFees: studies,
  attainments: studies,
  studyProgress: studies,
  degrees: studies,
  mobilityPeriods: studies,
  studyLocations: studies,
  studyRightValidity: studies,
  attendance: studies,
  studiesStarted: studies,
  studyLevel: ['VTS', 'VIRTA'],
  institutionChange: studies,
  permitCases: permits,
  permits,
  tuitionFees: bothFees,
  tuitionFeeRequirement: bothFees,
  sourcesAgree: bothFees,
  nextSteps: bothFees,
};

/** Why an operation is more than a client may ask at once, by its people in a list or its calls to registries; null when it is not. */
export function problemOfAmount(
  roots: readonly RootSelection[],
  limits: Pick<ClientLimits, 'peoplePerList' | 'cost'>,
): ReturnType<typeof codedError> | null {
  if (roots.some(({ people }) => people.length > limits.peoplePerList))
    return tooManyPeople(limits.peoplePerList);
  const cost = costOf(roots);
  if (cost <= limits.cost) return null;
  return codedError(
    'MAX_COST_LIMIT',
    `The operation would make ${cost} calls to registries; the client may cause ${limits.cost}: ask for fewer people or facts.`,
  );
}

function tooManyPeople(most: number): ReturnType<typeof codedError> {
  const argument = 'oppijanumerot';
  const accepted = `a list of at most ${most} learner numbers for this client`;
  return codedError('BAD_USER_INPUT', `${argument}: expected ${accepted}.`, { argument, accepted });
}

/** The expected calls to registries of an operation: the sum over its root fields, each with the people that it names. */
export function costOf(roots: readonly RootSelection[]): number {
  return roots.reduce((sum, root) => sum + costOfRoot(root), 0);
}

/** A root field that names nobody, such as `__typename`, asks no registry. */
function costOfRoot({ people, fields }: RootSelection): number {
  const distinct = new Set(people).size;
  if (distinct === 0) return 0;
  const sources = new Set([...fields].flatMap((name) => sourcesOf(name)));
  const ofIdentity = 2 * batches(distinct, 5000);
  return [...sources].reduce((sum, source) => sum + callsFor[source](distinct), ofIdentity);
}

function sourcesOf(field: string): readonly Source[] {
  return Object.hasOwn(sourcesOfFacts, field) ? (sourcesOfFacts[field] ?? []) : [];
}

function batches(people: number, size: number): number {
  return Math.ceil(people / size);
}
