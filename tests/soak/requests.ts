import type { Random } from '../../mocks/generator/random.ts';
import { officerBulkQuery, officerQuery } from '../officer-query.ts';

/** The kinds of query that a soak mixes. */
export const queryKinds = ['full', 'narrow', 'bulk', 'bad', 'leaving'] as const;

export type QueryKind = (typeof queryKinds)[number];

/** One query to send. */
export interface Query {
  readonly kind: QueryKind;
  readonly body: string;
  /** Learner numbers asked, in order. */
  readonly people: readonly string[];
  /** After how many milliseconds its client goes away; null when it stays. */
  readonly leavesAfterMs: number | null;
}

const bulkSize = 16;
/** How often each kind comes; a query of the mix costs about what the officer's full one does. */
const mix: readonly (readonly [QueryKind, number])[] = [
  ['full', 55],
  ['narrow', 25],
  ['bulk', 3],
  ['bad', 7],
  ['leaving', 10],
];

/** Parts of the officer's query, so that their answers are parts of its answer. */
const narrowQueries = [
  'identity { state reason { code } familyName birthDate } permits { state reason { code } items { id validUntil } }',
  'studyRights { state reason { code } items { id type startsOn endsOn currentState } } attendance { determination value }',
  'admissions { state reason { code } items { id acceptance } } feePayments { state reason { code } items { admissionId payment } }',
].map(
  (fields) =>
    `query Narrow($oppijanumero: Oppijanumero!) { student(oppijanumero: $oppijanumero) { oppijanumero ${fields} } }`,
);

const badBodies = [
  JSON.stringify({ query: officerQuery, variables: { oppijanumero: '1.2.246.562.24.1' } }),
  JSON.stringify({ query: '{ student(oppijanumero: "1.2.246.562.24.00000009000") { oppijanumero ' }),
  JSON.stringify({ query: '{ student(oppijanumero: "1.2.246.562.24.00000009000") { salary } }' }),
  '{"query": "{ __typename }"',
];

/** The officer's full query about one person. */
export function fullQuery(person: string): Query {
  return { kind: 'full', body: bodyOf(officerQuery, person), people: [person], leavesAfterMs: null };
}

/** Draws the next query of the soak's mix. */
export function drawQuery(random: Random, people: readonly string[]): Query {
  const kind = random.weighted(mix);
  const full = fullQuery(random.pick(people));
  switch (kind) {
    case 'full':
      return full;
    case 'leaving':
      return { ...full, kind, leavesAfterMs: random.between(1, 60) };
    case 'narrow':
      return { ...full, kind, body: bodyOf(random.pick(narrowQueries), full.people[0] ?? '') };
    case 'bad':
      return { ...full, kind, people: [], body: random.pick(badBodies) };
    case 'bulk': {
      const oppijanumerot = Array.from({ length: bulkSize }, () => random.pick(people));
      const body = JSON.stringify({ query: officerBulkQuery, variables: { oppijanumerot } });
      return { kind, body, people: oppijanumerot, leavesAfterMs: null };
    }
  }
}

function bodyOf(query: string, oppijanumero: string): string {
  return JSON.stringify({ query, variables: { oppijanumero } });
}
