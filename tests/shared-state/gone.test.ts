import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientWith, people } from '../limits/askers.ts';
import { proxyTo, type StoppableProxy } from './proxy.ts';
import { questionsAdmitted, type Replica, requestsAdmitted, startReplica } from './replicas.ts';
import { type StorePlace, storePlace } from './store-server.ts';

const one = (id: string) => ({
  client: clientWith({ peoplePerMinute: 12, requestsPerMinute: 6 }, id),
  endUser: null,
  person: null,
});
/** A machine that tests are run on may be busy with others. */
const patient = { answerMs: 500 };
const apart = (count: number, from = 0) => people(count, from).map((person) => [person]);

test('without a store each replica has its part', async () => {
  const replicas = await Promise.all([1, 2].map(() => startReplica({ url: null, deployment: 'alone' })));
  const limits = replicas.map(({ rates }) => rates);
  expect(await requestsAdmitted(limits, one('alone'), 20)).toBe(6);
  expect(await requestsAdmitted(limits.slice(1), one('one replica'), 20)).toBe(3);
  expect(await questionsAdmitted(limits.slice(1), one('one replica'), apart(20))).toBe(6);
  await Promise.all(replicas.map((replica) => replica.close()));
});

test('a store that is not there at the start stops nobody, and is told of', async () => {
  const replica = await startReplica({ url: 'redis://127.0.0.1:1', deployment: 'nowhere' });
  expect(await requestsAdmitted([replica.rates], one('early'), 20)).toBe(3);
  expect(replica.lines).toEqual([expect.stringContaining('SHARED_STATE_GONE')]);
  expect(await replica.metric('shared_state_in_use')).toBe(0);
  await replica.close();
});

const place = await storePlace();

describe.skipIf(place === null).each(['HELD', 'CUT'] as const)('a store that is %s', (state) => {
  let proxy: StoppableProxy;
  let replicas: readonly Replica[];
  const limits = () => replicas.map(({ rates }) => rates);
  const inUse = (expected: number) =>
    vi.waitFor(
      async () => {
        for (const replica of replicas) expect(await replica.metric('shared_state_in_use')).toBe(expected);
      },
      { timeout: 20_000, interval: 50 },
    );
  let own: StorePlace;
  beforeAll(async () => {
    own = (await storePlace()) ?? fail();
    proxy = await proxyTo(own.port);
    replicas = await Promise.all(
      [1, 2].map(() => startReplica({ url: proxy.url, deployment: own.deployment }, patient)),
    );
  });
  afterEach(async () => {
    proxy.set('OPEN');
    await inUse(1);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await proxy.close();
    await own.remove();
  });

  test('leaves each replica its part, less what it admitted before, and is used again when it is back', async () => {
    expect(await requestsAdmitted(limits(), one('before'), 10)).toBe(6);
    expect(await questionsAdmitted(limits(), one('before'), apart(20))).toBe(12);
    expect(await requestsAdmitted(limits().slice(1), one('through one'), 10)).toBe(6);
    proxy.set(state);
    expect(await requestsAdmitted(limits(), one('new'), 20)).toBe(6);
    expect(await questionsAdmitted(limits(), one('new'), apart(30))).toBe(12);
    expect(await requestsAdmitted(limits(), one('before'), 10)).toBe(0);
    expect(await questionsAdmitted(limits(), one('before'), apart(10, 500))).toBe(0);
    for (const { clock } of replicas) clock.now += 20_000;
    expect(await requestsAdmitted(limits(), one('before'), 10)).toBe(2);
    expect(await requestsAdmitted(limits().slice(1), one('through one'), 10)).toBe(1);
    await inUse(0);
    proxy.set('OPEN');
    await inUse(1);
    expect(await requestsAdmitted(limits(), one('after'), 20)).toBe(6);
    expect(await questionsAdmitted(limits(), one('after'), apart(30))).toBe(12);
    for (const { lines } of replicas)
      expect(lines.map((line) => /SHARED_STATE_\w+/.exec(line)?.[0])).toEqual([
        'SHARED_STATE_GONE',
        'SHARED_STATE_BACK',
      ]);
  });

  test('leaves each replica its part of a registry’s connections, and hears of them when it is back', async () => {
    const [first, second] = replicas.map(({ leases }) => leases.of('virta', 3));
    const { signal } = new AbortController();
    proxy.set(state);
    const [held] = await Promise.all([first?.acquire(signal), second?.acquire(signal)]);
    const spent = new AbortController();
    const third = first?.acquire(spent.signal);
    await new Promise(setImmediate);
    spent.abort();
    expect(await third).toBeNull();
    proxy.set('OPEN');
    await inUse(1);
    expect(await second?.acquire(signal)).not.toBeNull();
    const waiting = first?.acquire(signal);
    held?.release();
    expect(await waiting).not.toBeNull();
    const leases = await own.client.zcard(`{${own.deployment}}:mock:leases:virta`);
    expect(leases).toBe(3);
  });

  test('leaves each replica one connection to a registry that takes fewer, and says so', async () => {
    const { signal } = new AbortController();
    proxy.set(state);
    const leases = await Promise.all(
      replicas.map((replica) => replica.leases.of('narrow', 1).acquire(signal)),
    );
    expect(leases).toEqual([expect.anything(), expect.anything()]);
    for (const { lines } of replicas)
      expect(lines.filter((line) => line.includes('CONNECTIONS_EXCESS'))).toHaveLength(1);
  });
});

function fail(): never {
  throw new Error('The store was there before');
}
