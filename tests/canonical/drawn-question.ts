import type { Random } from '../../mocks/generator/random.ts';
import { drawFacts, written } from '../lawful/generated-question.ts';
import { personaOid } from '../officer-query.ts';
import type { Values } from './meaning.ts';

/** A document about some of the personas. */
export interface DrawnQuestion {
  readonly source: string;
  readonly variables: Values;
}

/** The learner numbers of the personas P00 to P15. */
export const everyPersona = Array.from({ length: 16 }, (_, number) => personaOid(9000 + number));

const code = ['020598', '902P'].join('-');

/** Facts that take arguments, given, given as null, and not given. */
const withArguments = [
  'firstPermit: tuitionFeeRequirement { determination value }',
  'extension: tuitionFeeRequirement(phase: EXTENSION) { determination value basis }',
  'sameAsNone: tuitionFeeRequirement(phase: FIRST_PERMIT) { determination }',
  'now: studyRightValidity { determination value }',
  'null: studyRightValidity(on: null) { determination value endedOn }',
  'later: studyRightValidity(on: "2027-03-01") { determination value validOn }',
  'attendance(on: "2026-09-01") { determination value }',
  'studyRights { state items { states { state } } }',
] as const;

/** Draws a document of one or two root fields; `roots` are those that the asker may ask. */
export function drawQuestion(random: Random, roots: readonly DrawRoot[]): DrawnQuestion {
  const drawn = Array.from({ length: random.between(1, 2) }, (_, nr) => random.pick(roots)(random, nr));
  const fields = drawn.map(({ field }) => field).join(' ');
  const declared = [...new Set(drawn.flatMap(({ declares }) => declares))].join(', ');
  const source = `query Drawn${declared === '' ? '' : `(${declared})`} { ${fields} }`;
  return { source, variables: Object.assign({}, ...drawn.map(({ variables }) => variables)) };
}

/** Draws one root field. */
export type DrawRoot = (
  random: Random,
  nr: number,
) => {
  readonly field: string;
  readonly declares: readonly string[];
  readonly variables: Values;
};

/** Other words for a fact can be several times as many. */
const mostFacts = 5;

/** What is asked of a student: drawn facts with drawn fields, some with arguments. */
export function drawStudent(random: Random, most = mostFacts): string {
  const given = withArguments.filter(() => random.chance(0.2));
  return `{ ${written(drawFacts(random).slice(0, most), random)} ${given.join(' ')} }`;
}

/** What officials may ask. */
export const officialRoots: readonly DrawRoot[] = [
  (random, nr) => ({
    field: `list${nr}: students(oppijanumerot: $ids${nr}) { askedFor code reason { code } student ${drawStudent(random)} }`,
    declares: [`$ids${nr}: [ID!]!`],
    variables: { [`ids${nr}`]: [random.pick(everyPersona), random.pick(everyPersona), 'no number'] },
  }),
  (random, nr) => ({
    field: `one${nr}: student(oppijanumero: "${random.pick(everyPersona)}") ${drawStudent(random)}`,
    declares: [],
    variables: {},
  }),
  (random, nr) => ({
    field: `byCode${nr}: studentByPersonalIdentityCode(personalIdentityCode: $code) { code student ${drawStudent(random)} }`,
    declares: ['$code: PersonalIdentityCode!'],
    variables: { code },
  }),
  (random, nr) => ({
    field: `given${nr}: myEntitlements${random.pick(['', '(purpose: MIGRI_EXTENSION)', '(purpose: null)'])} { field given }`,
    declares: [],
    variables: {},
  }),
];

/** What a person may ask: of oneself. */
export const personRoots: readonly DrawRoot[] = [
  (random, nr) => ({
    field: `me${nr}: me { code askedFor student ${drawStudent(random)} }`,
    declares: [],
    variables: {},
  }),
];
