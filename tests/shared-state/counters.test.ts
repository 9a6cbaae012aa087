import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientWith, people } from '../limits/askers.ts';
import { admitted, questionsAdmitted, type Replica, requestsAdmitted, startReplica } from './replicas.ts';
import { storePlace } from './store-server.ts';

const place = await storePlace();
/** A machine that tests are run on may be busy with others. */
const patient = { answerMs: 10_000 };

describe.skipIf(place === null)('two replicas over one store', () => {
  let replicas: readonly Replica[];
  const limits = () => replicas.map(({ rates }) => rates);
  beforeAll(async () => {
    const { url = null, deployment = '' } = place ?? {};
    replicas = await Promise.all([1, 2].map(() => startReplica({ url, deployment }, patient)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await place?.remove();
  });
  const one = (peoplePerMinute: number, id: string) => ({
    client: clientWith({ peoplePerMinute, requestsPerMinute: 6, clientPeoplePerMinute: 10_000 }, id),
    endUser: 'official-1',
    person: null,
  });

  test('admit as many requests as one, and know what an end user has used', async () => {
    const asker = one(10, 'requests');
    expect(await requestsAdmitted(limits(), asker, 20)).toBe(6);
    expect(await requestsAdmitted(limits(), { ...asker, endUser: 'official-2' }, 4)).toBe(0);
    const wait = await replicas[0]?.rates.admitRequest(asker);
    expect([9, 10]).toContain(wait?.retryAfterSeconds);
  });

  test('what an end user has no room for costs the client nothing', async () => {
    const narrow = {
      ...one(10, 'narrow'),
      client: clientWith({ requestsPerMinute: 8, endUserRequestsPerMinute: 5 }, 'narrow'),
    };
    expect(await requestsAdmitted(limits(), narrow, 50)).toBe(5);
    expect(await requestsAdmitted(limits(), { ...narrow, endUser: 'another' }, 50)).toBe(3);
  });

  test('admit as many requests at once as one', async () => {
    const waits = Array.from({ length: 60 }, (_one, index) =>
      limits()[index % 2]?.admitRequest(one(10, 'at-once')),
    );
    expect(admitted((await Promise.all(waits)).map((wait) => wait ?? null))).toBe(6);
  });

  test('count as many people as one, each of them once', async () => {
    const asker = one(12, 'people');
    expect(
      await questionsAdmitted(
        limits(),
        asker,
        people(30).map((person) => [person]),
      ),
    ).toBe(12);
    expect(
      await questionsAdmitted(
        limits(),
        asker,
        people(12).map((person) => [person]),
      ),
    ).toBe(12);
  });

  test('admit a question as a whole or not at all', async () => {
    const asker = one(60, 'whole');
    const asked = [people(50), people(11, 50), people(10, 50), people(61), people(1, 60)];
    const waits = [];
    for (const [index, some] of asked.entries())
      waits.push(await limits()[index % 2]?.admitPeople(asker, some));
    expect(waits.map((wait) => wait === null)).toEqual([true, false, true, false, false]);
    expect(waits[3]).toEqual({ retryAfterSeconds: 60 });
  });

  test('take a long list back when there is no room for its end, and leave what was counted before', async () => {
    const asker = one(2_000, 'long');
    expect(await questionsAdmitted(limits(), asker, [people(700)])).toBe(1);
    // Seven hundred are counted already, 1,301 more are one too many.
    expect(await questionsAdmitted(limits(), asker, [people(2_001 - 700 + 100, 600)])).toBe(0);
    expect(await questionsAdmitted(limits(), asker, [people(1_300, 700)])).toBe(1);
    expect(await questionsAdmitted(limits(), asker, [people(1, 2_000)])).toBe(0);
    expect(await questionsAdmitted(limits(), asker, [people(2_000)])).toBe(1);
  });

  test('never admit more than the limit, whichever long lists come at once', async () => {
    const asker = one(3_000, 'lists');
    const lists = Array.from({ length: 6 }, (_one, index) => people(1_200, 1_000 * index));
    const waits = await Promise.all(
      lists.map((list, index) => limits()[index % 2]?.admitPeople(asker, list)),
    );
    const told = new Set(lists.flatMap((list, index) => (waits[index] === null ? list : [])));
    expect(told.size).toBeLessThanOrEqual(3_000);
    // What is counted is what was told, and so is what is left.
    const rest = people(3_000 - told.size, 20_000);
    expect(await questionsAdmitted(limits(), asker, [people(3_001 - told.size, 20_000), rest])).toBe(1);
  });

  test('count an authority’s made-up end users together', async () => {
    const client = clientWith({ peoplePerMinute: 20 }, 'made-up');
    const waits = people(100).map((person, index) =>
      limits()[index % 2]?.admitPeople({ client, endUser: `made up ${index}`, person: null }, [person]),
    );
    expect(admitted((await Promise.all(waits)).map((wait) => wait ?? null))).toBe(50);
  });

  test('tell the store nobody’s name or number', async () => {
    const client = clientWith({}, 'unnamed');
    const asker = { client, endUser: 'official-77', person: null };
    await limits()[0]?.admitRequest(asker);
    await limits()[0]?.admitPeople(asker, [...people(3), '140300A901H']);
    await replicas[0]?.watch.asked(asker, [...people(3), '140300A901H']);
    await replicas[0]?.watch.refused(asker, 'MANY_PEOPLE');
    const rest = replicas[0]?.rests.of('https://cas.example', 'service-account-77');
    await rest?.begin();
    await rest?.end(true);
    const told = (await place?.dump()) ?? '';
    for (const kind of ['requests', 'people', 'new', 'row', 'told', 'log-in'])
      expect(told).toContain(`:mock:${kind}:`);
    for (const name of ['official', '1.2.246', '140300A901H', '140300', 'account-77', 'unnamed'])
      expect(told).not.toContain(name);
    for (const person of people(3)) expect(told).not.toContain(person.slice(-11, -1));
  });
});
