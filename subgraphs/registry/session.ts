import { type Answer, answered, failed } from './answer.ts';
import { createProcessRests, type LogInRest, restMs } from './log-in-rests.ts';

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

/** After a log-in that got no answer: a request with many calls must not try it for each of them. */
const restAfterFailureMs = 5_000;

const restOfOne = createProcessRests(1).of('', '');

/** A session whose log-in is made once for all calls that wait for it, and rests after a failure. */
export function createSession(logIn: LogIn, now: () => number, rest: LogInRest = restOfOne): Session {
  const { credentialOf, refusedAnew } = sharedLogIn(restingLogIn(logIn, rest), now);
  const credential = (refused: string | null, signal: AbortSignal): Promise<Answer<Credential>> =>
    orAborted(credentialOf(refused), signal);
  return {
    use: async (call) => {
      const first = await credential(null, call.signal);
      if (!first.answered) return first;
      const answer = await call.send(first.value.secret);
      if (!answer.answered || !call.isLoggedOut(answer.value)) return answer;
      const second = await credential(first.value.secret, call.signal);
      if (!second.answered) return second;
      const again = await call.send(second.value.secret);
      if (!again.answered || !call.isLoggedOut(again.value)) return again;
      refusedAnew(second.value.secret);
      return failed('AUTHENTICATION_FAILED');
    },
  };
}

interface SharedLogIn {
  /** The credential in use, or a new one when it is old or was refused. */
  readonly credentialOf: (refused: string | null) => Promise<Answer<Credential>>;
  /** A credential was refused right after its log-in: another log-in would not help for a while. */
  readonly refusedAnew: (secret: string) => void;
}

/** A log-in, and for how long none may be tried after it. */
interface Try {
  readonly answer: Answer<Credential>;
  readonly pauseMs: number;
}

/** Logs in where nobody has the account rest. */
function restingLogIn(logIn: LogIn, rest: LogInRest): () => Promise<Try> {
  return async () => {
    const leftMs = await rest.begin();
    if (leftMs > 0) return { answer: failed('AUTHENTICATION_FAILED'), pauseMs: leftMs };
    // Not the caller's signal: others wait for this log-in too. The client's own time limit bounds it.
    const answer = await logIn(new AbortController().signal).catch(() => failed('INVALID_ANSWER'));
    const wasRefused = !answer.answered && answer.failure.code === 'AUTHENTICATION_FAILED';
    const refusalMs = await rest.end(wasRefused);
    return { answer, pauseMs: wasRefused ? refusalMs : restAfterFailureMs };
  };
}

/** One log-in for all that ask meanwhile. */
function sharedLogIn(logIn: () => Promise<Try>, now: () => number): SharedLogIn {
  let current: Answer<Credential> | null = null;
  let restsUntil = 0;
  let hopeless: { readonly secret: string; readonly until: number } | null = null;
  let pending: Promise<Answer<Credential>> | null = null;

  const renew = async (refused: string | null): Promise<Answer<Credential>> => {
    const previous = current;
    const { answer, pauseMs } = await logIn();
    current = keptOf(previous, answer, refused) ?? answer;
    if (!answer.answered) restsUntil = now() + pauseMs;
    pending = null;
    return answer;
  };
  /** The credential so far, for the time that no new one is to be had: it is renewed before it ends. */
  const keptOf = (
    previous: Answer<Credential> | null,
    answer: Answer<Credential>,
    refused: string | null,
  ): Answer<Credential> | null => {
    if (answer.answered || answer.failure.code === 'AUTHENTICATION_FAILED') return null;
    if (!previous?.answered || previous.value.secret === refused) return null;
    const renewAt = now() + restAfterFailureMs;
    return answered({ secret: previous.value.secret, renewAt }, previous.observedAt);
  };
  const credentialOf = async (refused: string | null): Promise<Answer<Credential>> => {
    if (current !== null && isUsable(current, refused)) return current;
    // Rights that are missing look like a session that ended; the calls that have the rights go on with it.
    if (refused !== null && refused === hopeless?.secret && now() < hopeless.until)
      return failed('AUTHENTICATION_FAILED');
    pending ??= renew(refused);
    const answer = await pending;
    if (answer.answered) return answer;
    return current !== null && isUsable(current, refused) ? current : answer;
  };
  return {
    credentialOf,
    refusedAnew: (secret) => {
      hopeless = { secret, until: now() + restMs };
    },
  };

  function isUsable(answer: Answer<Credential>, refused: string | null): boolean {
    if (!answer.answered) return now() < restsUntil;
    return answer.value.renewAt > now() && answer.value.secret !== refused;
  }
}

/** TIMEOUT once the signal aborts: a caller whose time is up does not wait for a log-in that hangs. */
async function orAborted<T>(answer: Promise<Answer<T>>, signal: AbortSignal): Promise<Answer<T>> {
  const { promise, resolve } = Promise.withResolvers<Answer<never>>();
  const give = (): void => resolve(failed('TIMEOUT'));
  if (signal.aborted) give();
  signal.addEventListener('abort', give, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
