import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answered, failed } from '../../subgraphs/registry/answer.ts';
import { createSession, type LogIn } from '../../subgraphs/registry/session.ts';
import { clientWith, people } from '../limits/askers.ts';
import { type Replica, startReplica } from './replicas.ts';
import { storePlace } from './store-server.ts';

const place = await storePlace();
/** A machine that tests are run on may be busy with others. */
const patient = { answerMs: 10_000 };

describe.skipIf(place === null)('two replicas over one store', () => {
  const { url = null, deployment = '' } = place ?? {};
  let replicas: readonly Replica[];
  beforeAll(async () => {
    replicas = await Promise.all([1, 2].map(() => startReplica({ url, deployment }, patient)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await place?.remove();
  });
  const alarms = async () => {
    const counts = await Promise.all(replicas.map((one) => one.metric('use_anomalies_total')));
    return counts.reduce((sum, count) => sum + count);
  };
  const inTurn = (index: number) => replicas[index % 2]?.watch;
  const official = (id: string, endUser = 'official-1') => ({
    client: clientWith({}, id),
    endUser,
    person: null,
  });
  /** The alarms that some questions cause. */
  const causedBy = async (ask: () => Promise<void>) => {
    const before = await alarms();
    await ask();
    return (await alarms()) - before;
  };

  test.each([
    ['one by one', people(10).map((person) => [person]), 1],
    ['each twice', people(10).flatMap((person) => [[person], [person]]), 1],
    ['by threes', [0, 3, 6, 9].map((from) => people(3, from)), 1],
    ['only nine', people(9).map((person) => [person]), 0],
    [
      'with gaps',
      people(40)
        .filter((_one, index) => index % 2 === 0)
        .map((person) => [person]),
      0,
    ],
    ['two rows of six', [people(6), people(6, 100)], 0],
  ])('see ten numbers in a row, asked of them in turn: %s', async (how, questions, expected) => {
    const caused = await causedBy(async () => {
      for (const [index, question] of questions.entries())
        await inTurn(index)?.asked(official(how), question);
    });
    expect(caused).toBe(expected);
  });

  test('tell of it once, whoever sees it again', async () => {
    const caused = await causedBy(async () => {
      for (let index = 0; index < 4; index += 1) await inTurn(index)?.asked(official('again'), people(10));
    });
    expect(caused).toBe(1);
  });

  test('count refusals and personal identity codes together', async () => {
    const refusedTimes = (count: number) => async () => {
      for (let index = 0; index < count; index += 1)
        await inTurn(index)?.refused(official('refused'), 'OTHER');
    };
    expect([await causedBy(refusedTimes(9)), await causedBy(refusedTimes(1))]).toEqual([0, 1]);
    const codes = (count: number, from: number) => async () => {
      for (let index = from; index < from + count; index += 1)
        await inTurn(index)?.asked(official('codes'), [`code ${index}`]);
    };
    expect([
      await causedBy(codes(59, 0)),
      await causedBy(codes(30, 0)),
      await causedBy(codes(1, 59)),
    ]).toEqual([0, 0, 1]);
  });

  test('count new names of end users together', async () => {
    const names = (count: number) => async () => {
      for (let index = 0; index < count; index += 1)
        await inTurn(index)?.asked(official('names', `made up ${index}`), []);
    };
    expect([await causedBy(names(200)), await causedBy(names(200)), await causedBy(names(201))]).toEqual([
      0, 0, 1,
    ]);
  });

  test('hold a registry’s connections together', async () => {
    const [first, second] = replicas.map(({ leases }) => leases.of('virta', 3));
    const { signal } = new AbortController();
    const held = [await first?.acquire(signal), await second?.acquire(signal), await first?.acquire(signal)];
    const gone = new AbortController();
    const never = second?.acquire(gone.signal);
    // What a replica asks the store next is answered after it.
    await replicas[1]?.leases.of('another', 1).acquire(signal);
    const waiting = second?.acquire(signal);
    gone.abort();
    expect(await never).toBeNull();
    held[0]?.release();
    held[0]?.release();
    expect(await waiting).not.toBeNull();
    expect(await place?.client.zcard(`{${deployment}}:mock:leases:virta`)).toBe(3);
  });

  test('take over the connections of a replica that died, and none that is alive', async () => {
    const leases = replicas[0]?.leases.of('died', 2);
    const key = `{${deployment}}:mock:leases:died`;
    const later = (Date.now() + 60_000) * 1_000;
    await place?.client.zadd(key, 1, 'dead', later, 'alive');
    const { signal } = new AbortController();
    expect(await leases?.acquire(signal)).not.toBeNull();
    const gone = new AbortController();
    const none = leases?.acquire(gone.signal);
    await replicas[0]?.leases.of('yet another', 1).acquire(signal);
    gone.abort();
    expect(await none).toBeNull();
    expect(await place?.client.zrange(key, 0, -1)).toEqual([expect.any(String), 'alive']);
  });

  test('try a refused account once, at the same time or one after the other', async () => {
    const { sessions, tries } = sessionsOf(async () => failed('AUTHENTICATION_FAILED'));
    const answers = await Promise.all(sessions.map(ask));
    answers.push(...(await Promise.all(sessions.map(ask))));
    expect(answers.map((answer) => !answer.answered && answer.failure.code)).toEqual(
      Array(4).fill('AUTHENTICATION_FAILED'),
    );
    expect(tries()).toBe(1);
  });

  test('log in one after the other when the account is good, and after a failure that refused nothing', async () => {
    const good = sessionsOf(async () => answered({ secret: 'token', renewAt: 1_000 }, ''));
    expect((await Promise.all(good.sessions.map(ask))).map(({ answered: was }) => was)).toEqual([true, true]);
    expect([good.tries(), good.mostAtOnce()]).toEqual([2, 1]);
    const failing = sessionsOf(async () => failed('TIMEOUT'));
    await Promise.all(failing.sessions.map(ask));
    expect(failing.tries()).toBe(2);
  });

  /** A session of each replica with one account. */
  function sessionsOf(answer: LogIn) {
    const account = crypto.randomUUID();
    let [tries, underWay, most] = [0, 0, 0];
    const logIn: LogIn = async (signal) => {
      tries += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return answer(signal);
    };
    const sessions = replicas.map(({ rests }) =>
      createSession(logIn, () => 0, rests.of('https://cas.example', account)),
    );
    return { sessions, tries: () => tries, mostAtOnce: () => most };
  }

  const ask = (session: ReturnType<typeof createSession>) =>
    session.use({
      signal: new AbortController().signal,
      send: async () => answered('data', ''),
      isLoggedOut: () => false,
    });

  test('are not started over the state of the other mode; another deployment is', async () => {
    await expect(startReplica({ url, deployment, mode: 'real' })).rejects.toThrow(
      'SHARED_STATE: holds the state of REGISTRIES=mock',
    );
    const other = await startReplica({ url, deployment: `${deployment}-other`, mode: 'real' });
    expect(await other.metric('shared_state_in_use')).toBe(1);
    await other.close();
    await place?.client.del(`{${deployment}-other}:mode`, `{${deployment}-other}:secret`);
  });
});
