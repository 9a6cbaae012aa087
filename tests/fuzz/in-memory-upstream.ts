import { type Answer, answered, failed } from '../../subgraphs/registry/answer.ts';
import type { DoorQuestion } from '../../subgraphs/registry/door.ts';
import type { HttpCall, HttpClient, HttpReply } from '../../subgraphs/registry/http.ts';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import type { Upstream, UpstreamSettings } from '../../subgraphs/registry/upstream.ts';

/** What a registry is asked over HTTP. */
export type Question = Omit<HttpCall, 'signal'>;

/** Answers in place of a registry's server; null where the HTTP client would refuse the bytes. */
export type Responder = (question: Question) => HttpReply | null;

/** A question that was really asked, and the registry's reply. */
export interface Exchange {
  readonly question: Question;
  readonly reply: HttpReply;
}

/** When every in-memory reply was read. */
export const observedAt = '2026-11-24T10:00:00.000Z';

interface Opening {
  readonly openUpstream: (settings: UpstreamSettings, tools: SubgraphTools) => Upstream;
  readonly openLogInServer: (settings: UpstreamSettings, tools: SubgraphTools) => HttpClient;
}

const responders = new WeakMap<SubgraphTools, Responder>();
const thrown = new WeakMap<SubgraphTools, string[]>();
const recordings = new WeakMap<SubgraphTools, Exchange[]>();

/** Whatever is built with these tools asks the responder instead of a server. */
export function answerFromMemory(tools: SubgraphTools, responder: Responder): void {
  responders.set(tools, responder);
  thrown.set(tools, []);
}

/** Whatever is built with these tools asks real servers; the exchanges are added to the list. */
export function recordExchanges(tools: SubgraphTools): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  recordings.set(tools, exchanges);
  return exchanges;
}

/** What readers threw since the last time; whoever calls them might hide it. */
export function takeThrown(tools: SubgraphTools): readonly string[] {
  return thrown.get(tools)?.splice(0) ?? [];
}

/** `registry/upstream.ts` with servers in memory, without breaker, bulkhead and log-ins. */
export function overActual(actual: Opening): Opening {
  return {
    openUpstream: (settings, tools) => {
      const responder = responders.get(tools);
      if (responder !== undefined) return inMemory(responder, settings.baseUrl, thrown.get(tools) ?? []);
      return recorded(actual.openUpstream(settings, tools), recordings.get(tools) ?? []);
    },
    openLogInServer: (settings, tools) =>
      responders.has(tools) ? unreachable(settings.baseUrl) : actual.openLogInServer(settings, tools),
  };
}

function inMemory(responder: Responder, baseUrl: string, errors: string[]): Upstream {
  return {
    forLogIn: unreachable(baseUrl),
    door: (_session, isLoggedOut) => ({
      ask: async (question) => {
        const reply = noting(errors, () => responder(question.call('secret')));
        if (reply === null) return { answer: failed('INVALID_ANSWER'), worthSplitting: false };
        if (isLoggedOut(reply)) return { answer: failed('AUTHENTICATION_FAILED'), worthSplitting: false };
        const answer = noting(errors, () => question.read(reply, observedAt));
        const worthSplitting = !answer.answered && (question.mayBeOneRecord?.(reply) ?? false);
        return { answer, worthSplitting };
      },
    }),
  };
}

function noting<T>(errors: string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    errors.push(String(error));
    throw error;
  }
}

function recorded(upstream: Upstream, exchanges: Exchange[]): Upstream {
  return {
    ...upstream,
    door: (session, isLoggedOut) => {
      const door = upstream.door(session, isLoggedOut);
      return { ask: (question) => door.ask(recording(question, exchanges)) };
    },
  };
}

function recording<T>(question: DoorQuestion<T>, exchanges: Exchange[]): DoorQuestion<T> {
  return {
    ...question,
    read: (reply, at) => {
      exchanges.push({ question: question.call('secret'), reply });
      return question.read(reply, at);
    },
  };
}

function unreachable(baseUrl: string): HttpClient {
  return { baseUrl, call: async () => failed('UNREACHABLE'), close: async () => undefined };
}

/** An HTTP client that answers from memory. */
export function clientInMemory(baseUrl: string, responder: Responder): HttpClient {
  const call = async (question: Question): Promise<Answer<HttpReply>> => {
    const reply = responder(question);
    return reply === null ? failed('INVALID_ANSWER') : answered(reply, observedAt);
  };
  return { baseUrl, call, close: async () => undefined };
}
