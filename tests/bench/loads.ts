import { buildPeople } from '../../mocks/people.ts';
import { narrowQuery, officerBulkQuery, officerQuery } from '../officer-query.ts';

/** What is sent again and again. */
export interface Load {
  readonly key: LoadKey;
  readonly title: string;
  /** Students in one query. */
  readonly students: number;
  /** Sent once each in a round; no two ask for the same student. */
  readonly bodies: readonly string[];
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** Rounds whose figures are thrown away, until the compiler has settled. */
  readonly warmUps: number;
  /** Rounds that are measured, at most. */
  readonly rounds: number;
  /** Whether registries answer as late as real ones. */
  readonly delayed: boolean;
  /** Queries, from the first, whose answers all contestants must agree on before anything is measured. */
  readonly compared: number;
}

/** The loads by name, in the order in which they run: each needs more memory than those before. */
export const loadKeys = ['one', 'narrow', 'eight', 'personas', 'latency', 'bulk-500', 'bulk-5000'] as const;

/** Names a load. */
export type LoadKey = (typeof loadKeys)[number];

/** What a run can measure: the loads, the start to the first answer, and the reading of XML. */
export const measurements = [...loadKeys, 'start', 'xml'] as const;

/** One of them. */
export type Measurement = (typeof measurements)[number];

/** Generated people: all that the largest load asks for. */
export const generatedPeople = 5000;

/** How long rounds are. */
export type Length = 'full' | 'quick';

/** The loads over the people of a day. */
export function loadsOf(today: string, length: Length): readonly Load[] {
  const people = buildPeople({ today, generated: generatedPeople, seed: 1 });
  const oids = people.flatMap(({ records }) => records[0]?.oid ?? []);
  // The personas come first; the generated people are alike, so that batches are.
  const personas = oids.slice(0, -generatedPeople);
  const generated = oids.slice(-generatedPeople);
  const of = (full: number, quick: number): number => (length === 'full' ? full : quick);
  const officer = (asked: readonly string[]) => asked.map((oid) => bodyOf('Officer', officerQuery, oid));
  const narrow = (asked: readonly string[]) => asked.map((oid) => bodyOf('Narrow', narrowQuery, oid));
  const bulk = (size: number, queries: number) =>
    Array.from({ length: queries }, (_, query) => bulkOf(generated.slice(query * size, (query + 1) * size)));
  const usual = { students: 1, concurrency: 1, rounds: 10, warmUps: 1, delayed: false } as const;
  return [
    {
      ...usual,
      key: 'one',
      title: 'one student, one query at a time',
      bodies: officer(generated.slice(0, of(100, 10))),
      // Warms up for all loads of one student.
      warmUps: of(10, 1),
      compared: of(10, 5),
    },
    {
      ...usual,
      key: 'narrow',
      title: 'one student, 3 fields',
      bodies: narrow(generated.slice(0, of(100, 10))),
      compared: of(10, 5),
    },
    {
      ...usual,
      key: 'eight',
      title: 'one student, 8 queries at once',
      bodies: officer(generated.slice(0, of(120, 24))),
      concurrency: 8,
      rounds: of(20, 10),
      compared: 0,
    },
    {
      ...usual,
      key: 'personas',
      title: 'the personas, mixed',
      bodies: officer(personas),
      rounds: of(20, 10),
      compared: personas.length,
    },
    {
      ...usual,
      key: 'latency',
      title: 'one student, registries as late as real ones',
      bodies: officer(generated.slice(0, of(5, 2))),
      rounds: of(2, 1),
      warmUps: 0,
      delayed: true,
      compared: 0,
    },
    {
      ...usual,
      key: 'bulk-500',
      title: '500 students in one query',
      students: 500,
      bodies: bulk(500, of(2, 1)),
      rounds: of(3, 1),
      warmUps: of(1, 0),
      compared: 1,
    },
    {
      ...usual,
      key: 'bulk-5000',
      title: '5,000 students in one query',
      students: 5000,
      bodies: bulk(5000, 1),
      rounds: of(2, 1),
      warmUps: 0,
      compared: 1,
    },
  ];
}

function bodyOf(operationName: string, query: string, oppijanumero: string): string {
  return JSON.stringify({ operationName, query, variables: { oppijanumero } });
}

function bulkOf(oppijanumerot: readonly string[]): string {
  return JSON.stringify({
    operationName: 'OfficerBulk',
    query: officerBulkQuery,
    variables: { oppijanumerot },
  });
}
