import { officerBulkQuery, officerQuery } from '../officer-query.ts';
import type { Load } from './load.ts';

/** Students in one query of the bulk load. */
export const bulkSize = 500;

/** The loads over some people; a share below 1 makes them shorter. */
export function loadsOf(oids: readonly string[], share: number): readonly Load[] {
  const count = (whole: number): number => Math.max(20, Math.round(whole * share));
  const single = (from: number, to: number): readonly string[] =>
    oids.slice(from, to).map((oppijanumero) => bodyOf(officerQuery, { oppijanumero }));
  const batches = Math.max(2, Math.round((oids.length / bulkSize) * share));
  const bulk = Array.from({ length: batches }, (_, batch) =>
    bodyOf(officerBulkQuery, { oppijanumerot: oids.slice(batch * bulkSize, (batch + 1) * bulkSize) }),
  );
  const one = { students: 1 } as const;
  return [
    // The first load warms up for both of one student.
    {
      ...one,
      name: 'one student, one query at a time',
      bodies: single(0, count(400)),
      concurrency: 1,
      warmUps: 5,
    },
    {
      ...one,
      name: 'one student, 8 queries at once',
      bodies: single(0, count(1000)),
      concurrency: 8,
      warmUps: 1,
    },
    {
      students: bulkSize,
      name: '500 students, one query at a time',
      bodies: bulk,
      concurrency: 1,
      warmUps: 1,
    },
  ];
}

function bodyOf(query: string, variables: Record<string, unknown>): string {
  return JSON.stringify({ query, variables });
}
