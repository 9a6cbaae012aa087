import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import { modes, type System, startSystem } from '../system.ts';

const poisoned = new Set<string>();
const query = /* GraphQL */ `
  query ($id: Oppijanumero!) {
    student(oppijanumero: $id) {
      oppijanumero
      identity { ...envelope givenNames familyName mergedRecords nonDisclosure }
      admissions { ...envelope complete items { id institution { code } selection acceptance feeObligation } }
    }
  }
  fragment envelope on Fact { state reason { code } source { registry observedAt servedFrom } }
`;

/** Its registers are asked one after the other. */
const queryOfThreeRounds = /* GraphQL */ `
  query ($id: Oppijanumero!) {
    student(oppijanumero: $id) { identity { state } admissions { state } feePayments { state } }
  }
`;

describe('single queries of many clients at once', () => {
  let system: System;
  let people: readonly string[];
  beforeAll(async () => {
    const replace = [createOpintopolkuMock({ poisoned })];
    // All are let in at once, and none is refused for being slow on a busy machine.
    // A test's process reads late what its own clients send; the windows are wider by as much.
    const environment = {
      MAX_CONCURRENT_QUERIES: '1000',
      QUERY_DEADLINE_MS: '60000',
      OPPIJANUMERO_BATCH_WINDOW_MS: '20',
      OPINTOPOLKU_BATCH_WINDOW_MS: '20',
    };
    system = await startSystem({
      mode: 'embedded',
      today: '2026-11-24',
      generated: 250,
      replace,
      environment,
    });
    people = system.people.slice(-250).flatMap(({ records }) => records[0]?.oid ?? []);
    await Promise.all(people.slice(200).map(ask));
  });
  afterAll(() => system.close());
  beforeEach(() => {
    poisoned.clear();
    system.clearCalls();
  });

  const ask = async (id: string): Promise<unknown> => withoutReceipt((await system.ask(query, { id })).body);

  test('for 200 people take a few calls to ONR and VTS, and give what 200 queries one by one give', async () => {
    const all = people.slice(0, 200);
    const together = await Promise.all(all.map(ask));
    const calls = system.dataCalls();
    process.stdout.write(`calls for 200 single queries at once: ${JSON.stringify(calls)}\n`);
    expect(calls.oppijanumero).toBeLessThanOrEqual(10);
    expect(calls.opintopolku).toBeLessThanOrEqual(10);
    const oneByOne: unknown[] = [];
    for (const id of all) oneByOne.push(await ask(id));
    expect(withoutTimes(together)).toEqual(withoutTimes(oneByOne));
    expect(JSON.stringify(together)).not.toContain('"errors"');
  });

  test('for one person make one call, and two equal answers', async () => {
    const [id = ''] = people;
    const [one, other] = await Promise.all([ask(id), ask(id)]);
    expect(system.dataCalls()).toMatchObject({ opintopolku: 1 });
    expect(one).toEqual(other);
  });

  test('are answered whoever goes away meanwhile', async () => {
    const [leaving = '', ...staying] = people.slice(0, 20);
    const answers = await Promise.all([...staying.map(ask), abandonedQuery(system.url, leaving)]);
    const expected: unknown[] = [];
    for (const id of staying) expected.push(await ask(id));
    expect(withoutTimes(answers.slice(0, -1))).toEqual(withoutTimes(expected));
  });

  test('lose one person whom VTS cannot assemble, and no other', async () => {
    const some = people.slice(0, 20);
    const [bad = ''] = some;
    poisoned.add(bad);
    const answers = await Promise.all(some.map(ask));
    const failed = some.filter((_, index) => JSON.stringify(answers[index]).includes('SOURCE_ERROR'));
    expect(failed).toEqual([bad]);
  });
});

describe.each(modes)('a query while no other is under way, %s', (mode) => {
  test('waits for nobody: it is whole though windows are longer than its time', async () => {
    const window = '1000';
    const environment = {
      QUERY_DEADLINE_MS: '2500',
      OPPIJANUMERO_BATCH_WINDOW_MS: window,
      OPINTOPOLKU_BATCH_WINDOW_MS: window,
      FEES_BATCH_WINDOW_MS: window,
    };
    const system = await startSystem({ mode, today: '2026-11-24', environment });
    try {
      const id = system.people.find((person) => person.id === 'P00')?.records[0]?.oid;
      const { body } = await system.ask(queryOfThreeRounds, { id });
      expect(body.data?.student).toMatchObject({
        identity: { state: 'KNOWN' },
        admissions: { state: 'KNOWN' },
        feePayments: { state: 'KNOWN' },
      });
    } finally {
      await system.close();
    }
  });
});

/** Sends a query and goes away before the answer. */
function abandonedQuery(url: string, id: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const request = httpRequest(`${url}/graphql`, { method: 'POST', headers });
    request.on('error', () => resolve());
    request.end(JSON.stringify({ query, variables: { id } }), () => setImmediate(() => request.destroy()));
  });
}

/** Each answer has a receipt of its own, also for the same question about the same person. */
function withoutReceipt({ data, errors }: { readonly data?: unknown; readonly errors?: unknown }): unknown {
  return errors === undefined ? { data } : { data, errors };
}

function withoutTimes(answers: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(answers).replace(/"observedAt":"[^"]*"/g, '"observedAt":""'));
}
