import { createHash } from 'node:crypto';
import type { Answer, Failure } from './answer.ts';
import type { Attempt } from './bisect.ts';
import type { Guard } from './guard.ts';
import type { HttpCall, HttpClient, HttpReply } from './http.ts';
import { failureOfStatus } from './reply.ts';
import type { Session } from './session.ts';
import type { Asked } from './verdict.ts';

/**
 * What can be wrong with a readable answer: it holds somebody whom nobody asked about, which is left out of what is
 * read; or it refuses the question, which may be asked again about fewer.
 */
export type Flaw = 'ANSWERED_ABOUT_OTHERS' | 'REJECTED_BY_SOURCE';

/** One question to a registry. */
export interface DoorQuestion<T> {
  readonly signal: AbortSignal;
  /** Opaque identifiers of whom or what it is about; never personal identity codes. Null: not told apart. */
  readonly about: readonly string[] | null;
  /** The call that asks, with the session's secret; empty where there is no session. */
  readonly call: (secret: string) => Omit<HttpCall, 'signal'>;
  readonly read: (reply: HttpReply, observedAt: string) => Answer<T>;
  /** Whether one record may have failed the question for all of them; never, unless the registry is of that kind. */
  readonly mayBeOneRecord?: (reply: HttpReply) => boolean;
  /** What is wrong with an answer that can be read all the same; null when nothing is. Nothing unless told. */
  readonly flawIn?: (value: T) => Flaw | null;
}

/** The one way to ask a registry: through its guard, in its session. */
export interface Door {
  /** Answers; a failure that may be one record's is `worthSplitting`. */
  readonly ask: <T>(question: DoorQuestion<T>) => Promise<Attempt<T>>;
}

/** What a door is made of. */
export interface DoorParts {
  readonly http: HttpClient;
  readonly guard: Guard;
  /** Null for a registry whose calls carry their credentials. */
  readonly session: Session | null;
  readonly isLoggedOut: (reply: HttpReply) => boolean;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** A door to one registry. */
export function createDoor({ http, guard, session, isLoggedOut, now }: DoorParts): Door {
  const inSession = (signal: AbortSignal, send: (secret: string) => Promise<Answer<HttpReply>>) =>
    session === null ? send('') : session.use({ signal, send, isLoggedOut });
  return {
    ask: async (question) => {
      const { signal, about } = question;
      let worthSplitting = false;
      const { answer, blame } = await guard.run(signal, async () => {
        const sent: { at: number | null } = { at: null };
        const reply = await inSession(signal, (secret) => {
          sent.at = now();
          return http.call({ ...question.call(secret), signal });
        });
        const read = reply.answered ? question.read(reply.value, reply.observedAt) : reply;
        worthSplitting =
          !read.answered && reply.answered && (question.mayBeOneRecord?.(reply.value) ?? false);
        const flaw = read.answered ? (question.flawIn?.(read.value) ?? null) : null;
        return {
          answer: read,
          failure: read.answered ? failureOfFlaw(flaw) : read.failure,
          isAboutOthers: flaw === 'ANSWERED_ABOUT_OTHERS',
          askedForMs: sent.at === null ? null : now() - sent.at,
          subject: () => (about === null ? null : keyOf(about)),
          mayBeOneRecord: worthSplitting,
        };
      });
      return { answer, worthSplitting, blame };
    },
  };
}

/** The log-in server's client behind its guard. */
export function guardedClient(http: HttpClient, guard: Guard, now: () => number): HttpClient {
  const call = async (request: HttpCall): Promise<Answer<HttpReply>> => {
    const { answer } = await guard.run(request.signal, () => askPlainly(http, request, now));
    return answer;
  };
  return { ...http, call };
}

/** A registry's client for the last step of a log-in, which runs in the place of the call that needs it. */
export function notedClient(http: HttpClient, guard: Guard, now: () => number): HttpClient {
  const call = async (request: HttpCall): Promise<Answer<HttpReply>> => {
    const asked = await askPlainly(http, request, now);
    guard.note(asked);
    return asked.answer;
  };
  return { ...http, call };
}

async function askPlainly(http: HttpClient, call: HttpCall, now: () => number): Promise<Asked<HttpReply>> {
  const sentAt = now();
  const answer = await http.call(call);
  return {
    answer,
    failure: failureIn(answer),
    askedForMs: now() - sentAt,
    subject: () => null,
    mayBeOneRecord: false,
    isAboutOthers: false,
  };
}

function failureOfFlaw(flaw: Flaw | null): Failure | null {
  if (flaw === null) return null;
  return { code: flaw === 'ANSWERED_ABOUT_OTHERS' ? 'INVALID_ANSWER' : flaw, retryAt: null };
}

/** In a log-in, other statuses than the server's own trouble are for the log-in to judge. */
function failureIn(answer: Answer<HttpReply>): Failure | null {
  if (!answer.answered) return answer.failure;
  const { status } = answer.value;
  const read =
    status >= 500 || status === 429 ? failureOfStatus(answer.value, new Date(answer.observedAt)) : answer;
  return read.answered ? null : read.failure;
}

function keyOf(identifiers: readonly string[]): string {
  const [only, ...others] = identifiers;
  if (only !== undefined && others.length === 0) return only;
  return createHash('sha256').update(identifiers.toSorted().join(' ')).digest('base64');
}
