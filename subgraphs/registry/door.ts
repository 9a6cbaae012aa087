import { createHash } from 'node:crypto';
import type { Answer, Failure } from './answer.ts';
import { type Asker, everybody } from './asker.ts';
import type { Attempt } from './bisect.ts';
import { watchCalls } from './call-witness.ts';
import type { Guard } from './guard.ts';
import type { HttpCall, HttpClient, HttpReply } from './http.ts';
import { failureOfStatus } from './reply.ts';
import type { Session } from './session.ts';
import type { CallOutcome, CallSubject, UpstreamCall } from './upstream-call.ts';
import type { Asked } from './verdict.ts';

/**
 * What can be wrong with a readable answer: it holds somebody whom nobody asked about, which is left out of what is
 * read; or it refuses the question, which may be asked again about fewer.
 */
export type Flaw = 'ANSWERED_ABOUT_OTHERS' | 'REJECTED_BY_SOURCE';

/** One question to a registry. */
export interface DoorQuestion<T> {
  readonly signal: AbortSignal;
  /** For whom it is asked. */
  readonly asker: Asker;
  /** Opaque identifiers of whom or what it is about; never personal identity codes. Null: not told apart. */
  readonly about: readonly string[] | null;
  /** What is told of the call to whoever must know what registries were told. */
  readonly tells: CallSubject;
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

/** A registry's server, as it is called and told of. */
export interface Server {
  readonly http: HttpClient;
  readonly guard: Guard;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  /** As metrics name it. */
  readonly name: string;
  readonly registry: UpstreamCall['registry'];
}

/** What a door is made of. */
export interface DoorParts {
  readonly server: Server;
  /** Null for a registry whose calls carry their credentials. */
  readonly session: Session | null;
  readonly isLoggedOut: (reply: HttpReply) => boolean;
}

/** A door to one registry. */
export function createDoor({ server, session, isLoggedOut }: DoorParts): Door {
  const { http, guard, now, name, registry } = server;
  const told = { server: name, baseUrl: http.baseUrl, registry };
  const inSession = (signal: AbortSignal, send: (secret: string) => Promise<Answer<HttpReply>>) =>
    session === null ? send('') : session.use({ signal, send, isLoggedOut });
  return {
    ask: async (question) => {
      const { signal, asker } = question;
      const watch = watchCalls({ ...told, subject: question.tells });
      const sent: { at: number | null } = { at: null };
      const send = async (secret: string): Promise<Answer<HttpReply>> => {
        sent.at = now();
        const reply = await watch.send(question.call(secret), (call) => http.call({ ...call, signal }));
        if (reply.answered && isLoggedOut(reply.value)) watch.conclude('AUTHENTICATION_FAILED');
        return reply;
      };
      let worthSplitting = false;
      const { answer, blame } = await guard.run({ signal, asker }, async () => {
        const asked = readReply(question, await inSession(signal, send));
        worthSplitting = asked.mayBeOneRecord;
        watch.conclude(asked.failure?.code ?? 'ANSWERED');
        return { ...asked, askedForMs: sent.at === null ? null : now() - sent.at };
      });
      return { answer, worthSplitting, blame };
    },
  };
}

function readReply<T>(question: DoorQuestion<T>, reply: Answer<HttpReply>): Omit<Asked<T>, 'askedForMs'> {
  const { about } = question;
  const answer = reply.answered ? question.read(reply.value, reply.observedAt) : reply;
  const flaw = answer.answered ? (question.flawIn?.(answer.value) ?? null) : null;
  return {
    answer,
    failure: answer.answered ? failureOfFlaw(flaw) : answer.failure,
    isAboutOthers: flaw === 'ANSWERED_ABOUT_OTHERS',
    subject: () => (about === null ? null : keyOf(about)),
    mayBeOneRecord: !answer.answered && reply.answered && (question.mayBeOneRecord?.(reply.value) ?? false),
  };
}

/** The log-in server's client behind its guard. */
export function guardedClient(server: Server): HttpClient {
  const { http, guard } = server;
  const call = async (request: HttpCall): Promise<Answer<HttpReply>> => {
    const { answer } = await guard.run({ signal: request.signal, asker: everybody }, () =>
      askPlainly(server, request),
    );
    return answer;
  };
  return { ...http, call };
}

/** A registry's client for the last step of a log-in, which runs in the place of the call that needs it. */
export function notedClient(server: Server): HttpClient {
  const { http, guard } = server;
  const call = async (request: HttpCall): Promise<Answer<HttpReply>> => {
    const asked = await askPlainly(server, request);
    guard.note(asked);
    return asked.answer;
  };
  return { ...http, call };
}

async function askPlainly(
  { http, now, name, registry }: Server,
  { signal, ...call }: HttpCall,
): Promise<Asked<HttpReply>> {
  const sentAt = now();
  const watch = watchCalls({ server: name, baseUrl: http.baseUrl, registry, subject: null });
  const answer = await watch.send(call, (watched) => http.call({ ...watched, signal }));
  watch.conclude(outcomeOfLogIn(answer));
  return {
    answer,
    failure: failureIn(answer),
    askedForMs: now() - sentAt,
    subject: () => null,
    mayBeOneRecord: false,
    isAboutOthers: false,
  };
}

/** Told of a log-in's call, for which a refusal is an answer like any other. */
function outcomeOfLogIn(answer: Answer<HttpReply>): CallOutcome {
  if (answer.answered && answer.value.status < 400) return 'ANSWERED';
  const read = answer.answered ? failureOfStatus(answer.value, new Date(answer.observedAt)) : answer;
  return read.answered ? 'ANSWERED' : read.failure.code;
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
