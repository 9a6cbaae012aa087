import { type Answer, failed } from './answer.ts';

/** A ticket, cookie or token that a registry gave for a while. */
export interface Credential {
  readonly secret: string;
  /** When to fetch a new one, epoch milliseconds. */
  readonly renewAt: number;
}

/** Fetches a new credential. */
export type LogIn = (signal: AbortSignal) => Promise<Answer<Credential>>;

/** A session with a registry, shared by all calls. */
export interface Session {
  /**
   * Sends with a credential. When the registry says "not logged in" in its own manner, logs in once more and sends
   * once more; a second refusal is AUTHENTICATION_FAILED, never a loop.
   */
  readonly use: <T>(call: SessionCall<T>) => Promise<Answer<T>>;
}

/** A call that needs a credential. */
export interface SessionCall<T> {
  readonly signal: AbortSignal;
  readonly send: (secret: string) => Promise<Answer<T>>;
  readonly isLoggedOut: (value: T) => boolean;
}

/** A session whose log-in is made once for all calls that wait for it. */
export function createSession(logIn: LogIn, now: () => number): Session {
  let current: Answer<Credential> | null = null;
  let pending: Promise<Answer<Credential>> | null = null;

  const renew = async (): Promise<Answer<Credential>> => {
    // Not the caller's signal: others wait for this log-in too. The client's own time limit bounds it.
    try {
      current = await logIn(new AbortController().signal);
      return current;
    } finally {
      pending = null;
    }
  };
  const credential = async (refused: string | null): Promise<Answer<Credential>> => {
    if (current?.answered && current.value.renewAt > now() && current.value.secret !== refused)
      return current;
    pending ??= renew();
    return pending;
  };

  return {
    use: async (call) => {
      const first = await credential(null);
      if (!first.answered) return first;
      const answer = await call.send(first.value.secret);
      if (!answer.answered || !call.isLoggedOut(answer.value)) return answer;
      const second = await credential(first.value.secret);
      if (!second.answered) return second;
      const again = await call.send(second.value.secret);
      return again.answered && call.isLoggedOut(again.value) ? failed('AUTHENTICATION_FAILED') : again;
    },
  };
}
