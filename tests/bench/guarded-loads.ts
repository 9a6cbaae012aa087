import { officerBulkQuery, officerQuery } from '../officer-query.ts';

/** What is sent again and again to see what it costs. */
export interface GuardedLoad {
  readonly bodies: readonly string[];
  readonly warmUps: number;
}

/** Generated people that the loads ask for. */
export const guardedPeople = 100;

/** The two hot paths: an officer's query of one student, and of many at once. */
export function guardedLoads(oids: readonly string[]): Readonly<Record<'one' | 'bulk', GuardedLoad>> {
  const single = oids.slice(0, 25).map((oppijanumero) => bodyOf(officerQuery, { oppijanumero }));
  return {
    one: { bodies: single, warmUps: 7 },
    bulk: { bodies: [bodyOf(officerBulkQuery, { oppijanumerot: oids })], warmUps: 4 },
  };
}

function bodyOf(query: string, variables: Record<string, unknown>): string {
  return JSON.stringify({ query, variables });
}
