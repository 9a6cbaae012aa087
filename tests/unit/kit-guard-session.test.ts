import { describe, expect, it } from 'vitest';
import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import { type Credential, createSession, type Session } from '../../subgraphs/registry/session.ts';

const observedAt = '2026-11-24T10:00:00.000Z';

/** A session whose log-ins give what a test says, one after another, and how many there were. */
function sessionOf(results: readonly Answer<Credential>[]) {
  const state = { now: 0, logIns: 0 };
  const session = createSession(
    async () => {
      const result = results[state.logIns] ?? failed('UNREACHABLE');
      state.logIns += 1;
      await Promise.resolve();
      return result;
    },
    () => state.now,
  );
  return { session, state };
}

function credential(secret: string, renewAt: number): Answer<Credential> {
  return answered({ secret, renewAt }, observedAt);
}

function ask(session: Session, takes: (secret: string) => boolean = () => true): Promise<Answer<string>> {
  return session.use({
    signal: new AbortController().signal,
    send: async (secret) => answered(takes(secret) ? secret : 'logged out', observedAt),
    isLoggedOut: (value) => value === 'logged out',
  });
}

describe('a session that is due for renewal', () => {
  it('is renewed by one log-in for a hundred calls at once', async () => {
    const { session, state } = sessionOf([credential('s1', 1_000), credential('s2', 2_000)]);
    await ask(session);
    state.now = 1_500;
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(session)));
    for (const answer of answers) expect(answer).toEqual(answered('s2', observedAt));
    expect(state.logIns).toBe(2);
  });

  it('is used on while the log-in server is down, which is tried again every five seconds', async () => {
    const down = failed('UNREACHABLE');
    const { session, state } = sessionOf([credential('s1', 1_000), down, down, credential('s2', 60_000)]);
    await ask(session);
    for (const now of [1_000, 5_999, 6_000, 10_999]) {
      state.now = now;
      expect(await ask(session)).toEqual(answered('s1', observedAt));
    }
    expect(state.logIns).toBe(3);
    state.now = 11_000;
    expect(await ask(session)).toEqual(answered('s2', observedAt));
  });

  it('is not used on once the registry refuses it', async () => {
    const { session, state } = sessionOf([credential('s1', 1_000), failed('UNREACHABLE')]);
    await ask(session);
    state.now = 1_000;
    expect(await ask(session, () => false)).toEqual(failed('UNREACHABLE'));
    const logIns = state.logIns;
    expect(await ask(session)).toEqual(failed('UNREACHABLE'));
    expect(state.logIns).toBe(logIns);
  });

  it('is not used on once the credentials are refused', async () => {
    const { session, state } = sessionOf([credential('s1', 1_000), failed('AUTHENTICATION_FAILED')]);
    await ask(session);
    state.now = 1_000;
    expect(await ask(session)).toEqual(failed('AUTHENTICATION_FAILED'));
  });
});
