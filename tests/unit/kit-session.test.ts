import { describe, expect, it } from 'vitest';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import { createSession, type LogIn, type Session } from '../../subgraphs/registry/session.ts';

const observedAt = '2026-11-24T10:00:00.000Z';
const never = new AbortController().signal;

/** Counts log-ins and gives secrets s1, s2, …; each waits a turn, so that concurrent calls really meet. */
function counting(renewAt = Number.POSITIVE_INFINITY): { logIn: LogIn; count: () => number } {
  let count = 0;
  return {
    logIn: async () => {
      count += 1;
      const secret = `s${count}`;
      await Promise.resolve();
      return answered({ secret, renewAt }, observedAt);
    },
    count: () => count,
  };
}

/** Sends with the session; the registry says "logged out" to the secrets that it does not take. */
function use(session: Session, takes: (secret: string) => boolean): Promise<Answer<string>> {
  return session.use({
    signal: never,
    send: async (secret) => answered(takes(secret) ? `by ${secret}` : 'logged out', observedAt),
    isLoggedOut: (value) => value === 'logged out',
  });
}

function fifty(ask: () => Promise<Answer<string>>): Promise<readonly Answer<string>[]> {
  return Promise.all(Array.from({ length: 50 }, ask));
}

describe('a session with a registry', () => {
  it('logs in once for fifty calls at the same time, and not again later', async () => {
    const { logIn, count } = counting();
    const session = createSession(logIn, () => 0);
    const answers = await fifty(() => use(session, () => true));
    expect(new Set(answers)).toEqual(
      new Set(Array.from({ length: 50 }, () => answered('by s1', observedAt))),
    );
    expect(await use(session, () => true)).toEqual(answered('by s1', observedAt));
    expect(count()).toBe(1);
  });

  it('logs in once more for fifty calls refused at the same time, and all are answered', async () => {
    const { logIn, count } = counting();
    const session = createSession(logIn, () => 0);
    await use(session, () => true);
    const answers = await fifty(() => use(session, (secret) => secret !== 's1'));
    for (const answer of answers) expect(answer).toEqual(answered('by s2', observedAt));
    expect(count()).toBe(2);
  });

  it('gives up after the second refusal: no loop of log-ins', async () => {
    const { logIn, count } = counting();
    const session = createSession(logIn, () => 0);
    expect(await use(session, () => false)).toEqual(failed('AUTHENTICATION_FAILED'));
    expect(count()).toBe(2);
  });

  it('without the rights costs one log-in, however many calls are refused, until a minute is over', async () => {
    const { logIn, count } = counting();
    let now = 0;
    const session = createSession(logIn, () => now);
    for (let call = 0; call < 20; call += 1) {
      expect(await use(session, () => false)).toEqual(failed('AUTHENTICATION_FAILED'));
    }
    expect(count()).toBe(2);
    expect(await use(session, () => true)).toEqual(answered('by s2', observedAt));
    now = 60_000;
    await use(session, () => false);
    expect(count()).toBe(3);
  });

  it("gives the second sending's own failure when there is one", async () => {
    const session = createSession(counting().logIn, () => 0);
    let sent = 0;
    const answer = await session.use({
      signal: never,
      send: async (): Promise<Answer<string>> => {
        sent += 1;
        return sent === 1 ? answered('logged out', observedAt) : failed('TIMEOUT');
      },
      isLoggedOut: (value) => value === 'logged out',
    });
    expect(answer).toEqual(failed('TIMEOUT'));
  });

  it('does not log in again, nor send again, for a failure that is no refusal', async () => {
    const { logIn, count } = counting();
    const session = createSession(logIn, () => 0);
    let sent = 0;
    const answer = await session.use({
      signal: never,
      send: async (): Promise<Answer<string>> => {
        sent += 1;
        return failed('SOURCE_ERROR');
      },
      isLoggedOut: () => true,
    });
    expect(answer).toEqual(failed('SOURCE_ERROR'));
    expect([sent, count()]).toEqual([1, 1]);
  });

  it('renews when the credential says so, and not before', async () => {
    const { logIn, count } = counting(1000);
    let now = 0;
    const session = createSession(logIn, () => now);
    await use(session, () => true);
    now = 999;
    await use(session, () => true);
    expect(count()).toBe(1);
    now = 1000;
    expect(await use(session, () => true)).toEqual(answered('by s2', observedAt));
    expect(count()).toBe(2);
  });
});

describe('a log-in that fails', () => {
  it('fails every call that waits for it, with its own code, and sends nothing', async () => {
    let logIns = 0;
    let sent = 0;
    const session = createSession(
      async () => {
        logIns += 1;
        return failed('UNREACHABLE');
      },
      () => 0,
    );
    const answers = await fifty(() =>
      session.use({
        signal: never,
        send: async () => {
          sent += 1;
          return answered('x', observedAt);
        },
        isLoggedOut: () => false,
      }),
    );
    for (const answer of answers) expect(answer).toEqual(failed('UNREACHABLE'));
    expect([logIns, sent]).toEqual([1, 0]);
  });

  it.each([
    ['without an answer', failed('UNREACHABLE'), 5_000],
    ['refused', failed('AUTHENTICATION_FAILED'), 60_000],
  ])(
    '%s rests, so that an account is not tried again and again, and then is tried anew',
    async (...[, failure, rest]) => {
      const good = counting();
      let [now, failures] = [0, 0];
      const session = createSession(
        (signal) => {
          failures += 1;
          return failures === 1 ? Promise.resolve(failure) : good.logIn(signal);
        },
        () => now,
      );
      await use(session, () => true);
      now = rest - 1;
      expect(await use(session, () => true)).toEqual(failure);
      expect(failures).toBe(1);
      now = rest;
      expect(await use(session, () => true)).toEqual(answered('by s1', observedAt));
    },
  );

  it('broken by a fault is a failure like any other', async () => {
    const session = createSession(
      () => Promise.reject(new Error('a fault')),
      () => 0,
    );
    expect(await use(session, () => true)).toEqual(failed('INVALID_ANSWER'));
  });

  it('that hangs is not waited for by a caller whose time is up', async () => {
    const caller = new AbortController();
    const session = createSession(
      () => new Promise<never>(() => undefined),
      () => 0,
    );
    const answer = session.use({
      signal: caller.signal,
      send: async () => answered('x', observedAt),
      isLoggedOut: () => false,
    });
    caller.abort();
    expect(await answer).toEqual(failed('TIMEOUT'));
  });

  it('a caller that goes away does not end the log-in that others wait for', async () => {
    const caller = new AbortController();
    let aborted: boolean | null = null;
    const session = createSession(
      async (signal) => {
        caller.abort();
        aborted = signal.aborted;
        return answered({ secret: 's', renewAt: Number.POSITIVE_INFINITY }, observedAt);
      },
      () => 0,
    );
    await session.use({
      signal: caller.signal,
      send: async () => answered('x', observedAt),
      isLoggedOut: () => false,
    });
    expect(aborted).toBe(false);
  });
});
