import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { HttpCall, HttpReply } from './http.ts';
import { type CallOutcome, type CallSubject, toldPath, type UpstreamCall } from './upstream-call.ts';

/** A call when it is sent. Times are absolute, by the monotonic clock. */
export type BegunCall = Omit<UpstreamCall, 'startedMs' | 'endedMs' | 'outcome' | 'status' | 'attempts'> & {
  readonly startedAt: number;
};

/** What a call came to. */
export type EndedCall = Pick<UpstreamCall, 'outcome' | 'status' | 'attempts'> & { readonly endedAt: number };

/** Hears of each call when it is sent, and by what it gives back of its end. */
export type CallListener = (call: BegunCall) => (ended: EndedCall) => void;

interface Audience {
  readonly listeners: readonly CallListener[];
  readonly requests: number;
}

/** Who listens goes with the work, through loaders and batches: nothing that asks a registry needs to know of it. */
const audiences = new AsyncLocalStorage<Audience>();

/** Runs work whose calls are told to a listener. */
export function listeningTo<T>(listener: CallListener, work: () => T): T {
  return audiences.run({ listeners: [listener], requests: 1 }, work);
}

/** Whoever listens here; nobody, most of the time. */
export function listenersHere(): readonly CallListener[] {
  return audiences.getStore()?.listeners ?? [];
}

/** Runs work for several requests, of which some may listen. Who only began to gather them hears nothing more. */
export function tellingAll<T>(listeners: readonly CallListener[], requests: number, work: () => T): T {
  if (listeners.length === 0 && audiences.getStore() === undefined) return work();
  return audiences.run({ listeners: [...new Set(listeners)], requests }, work);
}

/** What is known of a call before it is made. */
export interface WatchedQuestion {
  readonly server: string;
  /** Where the paths of its calls begin. */
  readonly baseUrl: string;
  readonly registry: UpstreamCall['registry'];
  /** Null for a log-in. */
  readonly subject: CallSubject | null;
}

type Send = (call: Omit<HttpCall, 'signal'>) => Promise<Answer<HttpReply>>;

/** Tells of one question's calls: a question may be sent again in a new session. */
export interface CallWatch {
  readonly send: (call: Omit<HttpCall, 'signal'>, send: Send) => Promise<Answer<HttpReply>>;
  /** Says what the latest call came to, once its answer is read. */
  readonly conclude: (outcome: CallOutcome) => void;
}

const nobodyListens: CallWatch = { send: (call, send) => send(call), conclude: () => undefined };

/** A watch over one question, for whoever listens here. */
export function watchCalls(question: WatchedQuestion): CallWatch {
  const audience = audiences.getStore();
  if (audience === undefined || audience.listeners.length === 0) return nobodyListens;
  let conclude: ((outcome: CallOutcome) => void) | null = null;
  return {
    send: async (call, send) => {
      const begun = begunCall(question, call, audience.requests);
      const ends = audience.listeners.map((listener) => listener(begun));
      let attempts = 0;
      const reply = await send({
        ...call,
        onAttempt: () => {
          attempts += 1;
        },
      });
      const status = reply.answered ? reply.value.status : null;
      const came = { status, attempts, endedAt: performance.now() };
      conclude = (outcome) => {
        for (const end of ends) end({ ...came, outcome });
      };
      return reply;
    },
    conclude: (outcome) => {
      conclude?.(outcome);
      conclude = null;
    },
  };
}

const personal: ReadonlySet<string> = new Set(['LEARNER_NUMBER', 'PERSONAL_IDENTITY_CODE']);

function begunCall(
  { server, baseUrl, registry, subject }: WatchedQuestion,
  { method, path }: Omit<HttpCall, 'signal'>,
  requests: number,
): BegunCall {
  const { identifier = 'NONE', count = 0 } = subject ?? {};
  return {
    key: randomUUID(),
    registry: subject?.registry ?? registry,
    server,
    kind: subject === null ? 'log-in' : 'data',
    method,
    path: toldPath(`${new URL(baseUrl).pathname.replace(/\/$/, '')}${path}`),
    operation: subject?.operation ?? null,
    identifier,
    identifiers: count,
    persons: personal.has(identifier) ? count : null,
    startedAt: performance.now(),
    requests,
  };
}
