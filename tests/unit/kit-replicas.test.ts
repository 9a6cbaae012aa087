import { describe, expect, it } from 'vitest';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import { createProcessLeases, type Lease } from '../../subgraphs/registry/connection-leases.ts';
import { createProcessRests, type LogInRest } from '../../subgraphs/registry/log-in-rests.ts';
import { type Credential, createSession } from '../../subgraphs/registry/session.ts';

const { signal } = new AbortController();

describe('connections of a process that knows of no other', () => {
  const heldAtOnce = async (most: number, replicas: number) => {
    const leases = createProcessLeases(replicas).of('virta', most);
    let held = 0;
    for (let index = 0; index < 10; index += 1) void leases.acquire(signal).then(() => (held += 1));
    await new Promise(setImmediate);
    return held;
  };

  it.each([
    [3, 1, 3],
    [3, 2, 1],
    [8, 3, 2],
    [1, 4, 1],
  ])('of %d, one of %d replicas has %d', async (most, replicas, share) => {
    expect(await heldAtOnce(most, replicas)).toBe(share);
  });

  it('go to who waits in the order of coming, past who gave up, and back once', async () => {
    const leases = createProcessLeases(1).of('virta', 1);
    const order: string[] = [];
    const first = await leases.acquire(signal);
    const impatient = new AbortController();
    const gone = leases.acquire(impatient.signal);
    const wait = async (name: string): Promise<Lease | null> => {
      const lease = await leases.acquire(signal);
      order.push(name);
      return lease;
    };
    const [second] = [wait('second'), wait('third')];
    impatient.abort();
    expect([await gone, await leases.acquire(AbortSignal.abort())]).toEqual([null, null]);
    first?.release();
    first?.release();
    const lease = await second;
    await new Promise(setImmediate);
    expect(order).toEqual(['second']);
    lease?.release();
    await new Promise(setImmediate);
    expect(order).toEqual(['second', 'third']);
  });

  it('of one server are not another’s', async () => {
    const leases = createProcessLeases(1);
    expect(await leases.of('virta', 1).acquire(signal)).not.toBeNull();
    expect(await leases.of('fees', 1).acquire(signal)).not.toBeNull();
  });
});

describe('a session that rests', () => {
  /** A session whose log-in gives an answer, and how often it was tried. */
  const started = (rest: LogInRest, answer: Answer<Credential>) => {
    const clock = { now: 0 };
    let tries = 0;
    const logIn = async () => {
      tries += 1;
      return answer;
    };
    const session = createSession(logIn, () => clock.now, rest);
    const ask = () =>
      session.use({ signal, send: async () => answered('data', ''), isLoggedOut: () => false });
    return { clock, ask, tries: () => tries };
  };
  const refused = failed('AUTHENTICATION_FAILED');

  it('after a refusal is tried by so many replicas no more often than by one', async () => {
    const { clock, ask, tries } = started(createProcessRests(3).of('cas', 'account'), refused);
    const triesAt: number[] = [];
    for (; clock.now < 400_000; clock.now += 1_000) {
      const before = tries();
      await ask();
      if (tries() > before) triesAt.push(clock.now);
    }
    expect(triesAt).toEqual([0, 180_000, 360_000]);
  });

  it('does not try while another has the account rest, for as long as is left, and says how each try ended', async () => {
    const ends: boolean[] = [];
    const left = [7_000, 0, 0];
    const rest: LogInRest = {
      begin: async () => left.shift() ?? 0,
      end: async (wasRefused) => {
        ends.push(wasRefused);
        return 60_000;
      },
    };
    const { clock, ask, tries } = started(rest, refused);
    expect(await ask()).toEqual(refused);
    clock.now = 6_999;
    expect(await ask()).toEqual(refused);
    expect([tries(), left.length, ends]).toEqual([0, 2, []]);
    clock.now = 7_000;
    await ask();
    clock.now = 66_999;
    await ask();
    expect([tries(), ends]).toEqual([1, [true]]);
    const other = started(rest, failed('TIMEOUT'));
    await other.ask();
    other.clock.now = 5_000;
    await other.ask();
    expect([other.tries(), ends]).toEqual([2, [true, false, false]]);
  });
});
