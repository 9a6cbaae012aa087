import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as registries from '../../subgraphs/index.ts';
import { environmentOf } from '../../subgraphs/registry/settings.ts';
import { createAggregator } from '../bench/aggregator/server.ts';
import { narrowQuery, officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { type System, startSystem } from '../system.ts';

const today = '2026-11-24';
const generated = 60;

describe('the hand-written aggregator of the benchmark', () => {
  let system: System;
  let aggregator: FastifyInstance;
  beforeAll(async () => {
    system = await startSystem({ today, generated });
    aggregator = createAggregator({ ...environmentOfMocks(system), TODAY: today });
  });
  afterAll(async () => {
    await aggregator.close();
    await system.close();
  });

  const compare = async (query: string, variables: Record<string, unknown>) => {
    const fromGateway = await system.ask(query, variables);
    const { payload } = await aggregator.inject({
      method: 'POST',
      url: '/graphql',
      payload: { operationName: query === narrowQuery ? 'Narrow' : undefined, query, variables },
    });
    expect(fromGateway.body.errors).toBeUndefined();
    expect(JSON.parse(payload, withoutTimes)).toEqual(
      JSON.parse(JSON.stringify({ data: fromGateway.body.data }), withoutTimes),
    );
    return fromGateway.body.data;
  };

  test('answers about every persona, and about nobody, what the gateway answers', async () => {
    const oids = system.people.slice(0, -generated).flatMap(({ records }) => records.map(({ oid }) => oid));
    expect(oids.length).toBeGreaterThan(20);
    for (const oppijanumero of [...oids, personaOid(1)]) {
      await compare(officerQuery, { oppijanumero });
      await compare(narrowQuery, { oppijanumero });
    }
  });

  test('answers about many at once what the gateway answers', async () => {
    const people = system.people.slice(-generated).flatMap(({ records }) => records[0]?.oid ?? []);
    const personas = system.people
      .slice(0, -generated)
      .flatMap(({ records }) => records.map(({ oid }) => oid));
    const oppijanumerot = [...people, ...personas, personaOid(1), 'not a number'];
    const { students } = await compare(officerBulkQuery, { oppijanumerot });
    expect(students).toHaveLength(oppijanumerot.length);
  });

  test('answers what the gateway answers when registries fail', async () => {
    const unreachable = { VIRTA_URL: 'http://127.0.0.1:9/', OPINTOPOLKU_URL: 'http://127.0.0.1:9' };
    const halfDown = await startSystem({ today, environment: unreachable });
    const blind = createAggregator({ ...environmentOfMocks(halfDown), ...unreachable, TODAY: today });
    const variables = { oppijanumero: personaOid(9000) };
    const { body } = await halfDown.ask(officerQuery, variables);
    const { payload } = await blind.inject({ method: 'POST', url: '/graphql', payload: { variables } });
    await Promise.all([blind.close(), halfDown.close()]);
    expect(body.data.student.studyRights.state).toBe('SOURCE_UNAVAILABLE');
    expect(JSON.parse(payload, withoutTimes)).toEqual(
      JSON.parse(JSON.stringify({ data: body.data }), withoutTimes),
    );
  });
});

const times = new Set(['observedAt', 'retryAt']);

/** A reviver that keeps whether there is a time, and not which: the two ask one after the other. */
function withoutTimes(key: string, value: unknown): unknown {
  return times.has(key) && value !== null ? 'a time' : value;
}

/** The sandbox's settings with the ports that the mocks of the system have. */
function environmentOfMocks(system: System): Record<string, string> {
  const entries = Object.values(registries).flatMap(({ name }) => {
    const sandbox = Object.entries(environmentOf(name, { REGISTRIES: 'mock' }, {}));
    return sandbox.map(
      ([key, value = '']) =>
        [key, value.replace(/http:\/\/127\.0\.0\.1:\d+/, () => system.mock(name).url)] as const,
    );
  });
  return Object.fromEntries(entries);
}
