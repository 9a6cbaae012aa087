import { buildPeople } from '../../mocks/people.ts';
import { narrowQuery, officerBulkQuery, officerQuery } from '../officer-query.ts';

/** What is sent again and again. */
export interface Load {
  readonly key: LoadKey;
  readonly title: string;
  /** Students in one query. */
  readonly students: number;
  /** No two ask for the same student; when all have been sent, they begin anew. */
  readonly bodies: readonly string[];
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** Turns of each contestant before it is measured, until the compiler has settled. */
  readonly warmUps: number;
  /**
   * Queries of one turn of a contestant, after which the next has its turn. Turns are short, so that what the machine
   * does meanwhile falls on all alike.
   */
  readonly perTurn: number;
  /** Turns of each contestant that are measured, at most. */
  readonly turns: number;
  /** Whether registries answer as late as real ones. */
  readonly delayed: boolean;
  /** Queries, from the first, whose answers all contestants must agree on before anything is measured. */
  readonly compared: number;
}

/** The loads by name, in the order in which they run: each needs more memory than those before. */
export const loadKeys = ['one', 'narrow', 'eight', 'personas', 'latency', 'bulk-500', 'bulk-5000'] as const;

/** Names a load. */
export type LoadKey = (typeof loadKeys)[number];

/** What a run can measure: the loads, ways to spell a question, the start to the first answer, and the reading of XML. */
export const measurements = [...loadKeys, 'spellings', 'start', 'xml'] as const;

/** One of them. */
export type Measurement = (typeof measurements)[number];

/** Generated people: all that the largest load asks for. */
export const generatedPeople = 5000;

/** How much is sent. */
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
  const usual = { students: 1, concurrency: 1, perTurn: 10, delayed: false } as const;
  return [
    {
      ...usual,
      key: 'one',
      title: 'one student, one query at a time',
      bodies: officer(generated.slice(0, of(100, 10))),
      // Warms up for all loads of one student.
      warmUps: of(40, 1),
      turns: of(40, 1),
      compared: of(10, 5),
    },
    {
      ...usual,
      key: 'narrow',
      title: 'one student, 3 fields',
      bodies: narrow(generated.slice(0, of(100, 10))),
      warmUps: of(10, 1),
      turns: of(20, 1),
      compared: of(10, 5),
    },
    {
      ...usual,
      key: 'eight',
      title: 'one student, 8 queries at once',
      bodies: officer(generated.slice(0, of(120, 24))),
      concurrency: 8,
      warmUps: of(3, 1),
      perTurn: of(40, 24),
      turns: of(12, 1),
      compared: 0,
    },
    {
      ...usual,
      key: 'personas',
      title: 'the personas, mixed',
      bodies: officer(personas),
      warmUps: of(1, 0),
      perTurn: personas.length,
      turns: of(5, 1),
      compared: personas.length,
    },
    {
      ...usual,
      key: 'latency',
      title: 'one student, registries as late as real ones',
      bodies: officer(generated.slice(0, of(5, 2))),
      warmUps: 0,
      perTurn: of(4, 2),
      turns: of(2, 1),
      delayed: true,
      compared: 0,
    },
    {
      ...usual,
      key: 'bulk-500',
      title: '500 students in one query',
      students: 500,
      bodies: bulk(500, of(2, 1)),
      warmUps: of(4, 0),
      perTurn: 1,
      // In every second turn or so V8 collects the whole heap: a few turns would tell of that by chance.
      turns: of(15, 1),
      compared: 1,
    },
    {
      ...usual,
      key: 'bulk-5000',
      title: '5,000 students in one query',
      students: 5000,
      bodies: bulk(5000, 1),
      warmUps: 0,
      perTurn: 1,
      turns: of(2, 1),
      // The query is that about 500.
      compared: 0,
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
