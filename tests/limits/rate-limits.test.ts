import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../gateway/access/access.ts';
import type { Asker } from '../../gateway/limits/asker.ts';
import { createKeyedHash } from '../../gateway/limits/keyed-hash.ts';
import { createProcessCounters } from '../../gateway/limits/process-counters.ts';
import { createRateLimits, type Wait } from '../../gateway/limits/rate-limits.ts';
import { clientWith, people } from './askers.ts';

const started = (replicas = 1) => {
  const clock = { now: 1_000 };
  const counters = createProcessCounters(() => clock.now, replicas);
  return { clock, limits: createRateLimits({ counters, hashed: createKeyedHash() }) };
};
type Limits = ReturnType<typeof started>['limits'];
const systemOf = (client: Client): Asker => ({ client, endUser: null, person: null });
const times = async (count: number, ask: () => Promise<Wait>): Promise<readonly Wait[]> => {
  const waits: Wait[] = [];
  for (let index = 0; index < count; index += 1) waits.push(await ask());
  return waits;
};
const admitted = (waits: readonly Wait[]): number => waits.filter((wait) => wait === null).length;

describe('requests of a client in a minute', () => {
  const client = systemOf(clientWith({ requestsPerMinute: 60 }));

  test('a minute’s worth may come at once, the next is told when to come', async () => {
    const { limits } = started();
    const answers = await times(61, () => limits.admitRequest(client));
    expect(admitted(answers)).toBe(60);
    expect(answers[60]).toEqual({ retryAfterSeconds: 1 });
  });

  test('they come back evenly, and whoever waits as told is admitted', async () => {
    const { clock, limits } = started();
    const slow = systemOf(clientWith({ requestsPerMinute: 6 }));
    await times(6, () => limits.admitRequest(slow));
    expect(await limits.admitRequest(slow)).toEqual({ retryAfterSeconds: 10 });
    clock.now += 9_999;
    expect(await limits.admitRequest(slow)).toEqual({ retryAfterSeconds: 1 });
    clock.now += 1_000;
    expect(await limits.admitRequest(slow)).toBeNull();
    expect(await limits.admitRequest(slow)).not.toBeNull();
  });

  test('one client’s requests are not another’s', async () => {
    const { limits } = started();
    const one = systemOf(clientWith({ requestsPerMinute: 1 }));
    const other = systemOf(clientWith({ requestsPerMinute: 1 }, 'other'));
    expect(await Promise.all([one, one, other].map(limits.admitRequest))).toEqual([
      null,
      { retryAfterSeconds: 60 },
      null,
    ]);
  });

  test('in no hour are there more than a burst and the even flow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 500 }),
        async (pauses) => {
          const { clock, limits } = started();
          const begun = clock.now;
          let count = 0;
          for (const pause of pauses) {
            clock.now += pause;
            if ((await limits.admitRequest(client)) === null) count += 1;
          }
          expect(count).toBeLessThanOrEqual(60 + (clock.now - begun) / 1_000 + 1e-6);
        },
      ),
    );
  });

  test.each([7, 11, 13, 59, 240, 6_000])(
    'a minute’s worth of %d is exactly that, by thirds of milliseconds too',
    async (perMinute) => {
      const { clock, limits } = started();
      const asker = systemOf(clientWith({ requestsPerMinute: perMinute }));
      expect(admitted(await times(perMinute + 5, () => limits.admitRequest(asker)))).toBe(perMinute);
      clock.now += 60_000;
      expect(admitted(await times(perMinute + 5, () => limits.admitRequest(asker)))).toBe(perMinute);
    },
  );
});

describe('requests of an end user in a minute', () => {
  const persons = { ...clientWith({ requestsPerMinute: 500 }, 'vf'), kind: 'PERSON_SERVICE' } as const;
  const person = (number: string, login = number): Asker => ({
    client: persons,
    endUser: login,
    person: number,
  });
  const official = (endUser: string): Asker => ({
    client: clientWith({ requestsPerMinute: 500 }),
    endUser,
    person: null,
  });
  const flood = (limits: Limits, asker: Asker) => times(6_000, () => limits.admitRequest(asker));

  test.each([
    ['a person', person('1'), person('2')],
    ['an official', official('1'), official('2')],
  ])('%s has 240, and the refused ones cost nobody else anything', async (_who, one, other) => {
    const { limits } = started();
    expect(admitted(await flood(limits, one))).toBe(240);
    expect(admitted(await flood(limits, other))).toBe(240);
    expect(admitted(await times(30, () => limits.admitRequest({ ...one, endUser: '3', person: null })))).toBe(
      20,
    );
  });

  test('a person who logs in anew is the same one', async () => {
    const { limits } = started();
    await flood(limits, person('1'));
    expect(await limits.admitRequest(person('1', 'another login'))).toEqual({ retryAfterSeconds: 1 });
  });

  test('what the client has no room for costs the end user nothing', async () => {
    const { clock, limits } = started();
    for (const one of ['1', '2', '3']) await flood(limits, official(one));
    expect(await limits.admitRequest(official('4'))).not.toBeNull();
    clock.now += 60_000;
    expect(admitted(await times(300, () => limits.admitRequest(official('4'))))).toBe(240);
  });

  test('a client’s own word is taken', async () => {
    const { limits } = started();
    const asker = { ...official('1'), client: clientWith({ endUserRequestsPerMinute: 3 }) };
    expect(admitted(await times(9, () => limits.admitRequest(asker)))).toBe(3);
  });
});

describe('one of several processes', () => {
  test.each([
    [2, 30, 30],
    [7, 8, 8],
    [100, 1, 1],
  ])('of %d admits its part, and at least one', async (replicas, requests, persons) => {
    const { limits } = started(replicas);
    const asker = systemOf(clientWith({ requestsPerMinute: 60, peoplePerMinute: 60 }));
    expect(admitted(await times(70, () => limits.admitRequest(asker)))).toBe(requests);
    const waits = await Promise.all(people(70).map((one) => limits.admitPeople(asker, [one])));
    expect(admitted(waits)).toBe(persons);
  });
});

describe('distinct people in a minute', () => {
  const client = clientWith({ peoplePerMinute: 60 });
  const official = { client, endUser: 'official-1', person: null };

  test('a walk through numbers ends at the limit, however it is cut into questions', async () => {
    const { limits } = started();
    const oneByOne = await Promise.all(people(1_000).map((person) => limits.admitPeople(official, [person])));
    expect(oneByOne.filter((answer) => answer === null)).toHaveLength(60);
    expect(oneByOne[60]).toEqual({ retryAfterSeconds: 60 });
    const another = { client, endUser: 'official-2', person: null };
    expect(await limits.admitPeople(another, people(60))).toBeNull();
    expect(await limits.admitPeople(another, people(61))).not.toBeNull();
  });

  test('the same person again is no further one', async () => {
    const { limits } = started();
    const answers = await times(500, () => limits.admitPeople(official, people(60)));
    expect(answers.filter((answer) => answer !== null)).toEqual([]);
  });

  test('a question is admitted as a whole or not at all', async () => {
    const { limits } = started();
    expect(await limits.admitPeople(official, people(50))).toBeNull();
    expect(await limits.admitPeople(official, people(11, 50))).not.toBeNull();
    expect(await limits.admitPeople(official, people(10, 50))).toBeNull();
  });

  test('people leave the count a minute after they were last asked about', async () => {
    const { clock, limits } = started();
    await limits.admitPeople(official, people(30));
    clock.now += 30_000;
    await limits.admitPeople(official, people(30, 30));
    expect(await limits.admitPeople(official, people(1, 60))).toEqual({ retryAfterSeconds: 30 });
    clock.now += 29_999;
    expect(await limits.admitPeople(official, people(1, 60))).toEqual({ retryAfterSeconds: 1 });
    clock.now += 1;
    expect(await limits.admitPeople(official, people(30, 60))).toBeNull();
    expect(await limits.admitPeople(official, people(1, 90))).toEqual({ retryAfterSeconds: 30 });
  });

  test('a client without end users is counted as one, and names do not run together', async () => {
    const { limits } = started();
    const system = { client, endUser: null, person: null };
    expect(await limits.admitPeople(system, people(60))).toBeNull();
    expect(await limits.admitPeople(system, people(1, 60))).not.toBeNull();
    expect(await limits.admitPeople({ client, endUser: 'null', person: null }, people(60))).toBeNull();
  });

  test('made-up end users count together: two and a half times as many people as one has, or as told', async () => {
    const { limits } = started();
    const walk = async (one: Client) => {
      const answers = people(1_000).map((person, index) =>
        limits.admitPeople({ client: one, endUser: `made up ${index}`, person: null }, [person]),
      );
      return admitted(await Promise.all(answers));
    };
    expect(await walk(client)).toBe(150);
    expect(await walk(clientWith({ peoplePerMinute: 60, clientPeoplePerMinute: 77 }, 'told'))).toBe(77);
  });

  test('what the client has no room for costs the end user nothing, and the other way round', async () => {
    const { clock, limits } = started();
    const asker = (endUser: string) => ({ client, endUser, person: null });
    for (const [index, endUser] of ['1', '2'].entries())
      await limits.admitPeople(asker(endUser), people(60, 100 * index));
    expect(await limits.admitPeople(asker('3'), people(31, 200))).toEqual({ retryAfterSeconds: 60 });
    expect(await limits.admitPeople(asker('1'), people(1, 300))).not.toBeNull();
    expect(await limits.admitPeople(asker('3'), people(30, 200))).toBeNull();
    clock.now += 60_000;
    expect(await limits.admitPeople(asker('3'), people(60, 300))).toBeNull();
  });
});
