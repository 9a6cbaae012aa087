import { expect } from 'vitest';
import { personaOid } from '../../officer-query.ts';
import type { System } from '../../system.ts';
import { clientSchema, type FullQueries, fullQueries } from './full-query.ts';

// biome-ignore lint/suspicious/noExplicitAny: the student is whatever the query selected.
export type Student = any;

/** Asks a running system, and keeps every answer for the scans. */
export interface Desk {
  readonly one: (number: number) => Promise<Student>;
  readonly many: (numbers: readonly number[]) => Promise<readonly Student[]>;
  readonly byCode: (code: string) => Promise<Student>;
  /** Validity and attendance on a day, and the fee in a phase. */
  readonly at: (number: number, when: When) => Promise<Student>;
  /** All answers so far, as they came. */
  readonly kept: () => readonly string[];
}

/** A day and a phase of the permit. */
export interface When {
  readonly on: string;
  readonly phase: 'FIRST_PERMIT' | 'EXTENSION' | 'POST_CHECK';
}

const datedQuery = /* GraphQL */ `
  query ($id: Oppijanumero!, $on: Date!, $phase: PermitPhase!) {
    student(oppijanumero: $id) {
      studyRightValidity(on: $on) { determination value validOn validStudyRightIds endedOn }
      attendance(on: $on) { determination value validOn termStartsOn }
      tuitionFeeRequirement(phase: $phase) {
        determination phase value basis missing { fact reason { code } }
        places { admissionId studyRightIds value basis due { cents } open { cents } }
      }
    }
  }
`;

/** Opens a desk at a system. */
export async function openDesk(system: System): Promise<Desk> {
  const queries: FullQueries = fullQueries(await clientSchema(system));
  const kept: string[] = [];
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const { status, body } = await system.ask(query, variables);
    kept.push(JSON.stringify(body));
    expect([status, body.errors]).toEqual([200, undefined]);
    return body.data;
  };
  return {
    one: async (number) => (await ask(queries.one, { id: personaOid(number) })).student,
    many: async (numbers) => (await ask(queries.many, { ids: numbers.map(personaOid) })).students,
    byCode: async (code) => (await ask(queries.byCode, { code })).studentByPersonalIdentityCode,
    at: async (number, when) => (await ask(datedQuery, { id: personaOid(number), ...when })).student,
    kept: () => kept,
  };
}

/** An answer without the times of reading, which differ from one request to the next. */
export function withoutTimes(fact: unknown): unknown {
  return JSON.parse(
    JSON.stringify(fact, (key, value) => (/^(observedAt|retryAt)$/.test(key) ? null : value)),
  );
}
