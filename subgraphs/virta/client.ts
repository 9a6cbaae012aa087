import { type Answer, andThen } from '../registry/answer.ts';
import type { Clock } from '../registry/clock.ts';
import { createHttpClient } from '../registry/http.ts';
import type { VirtaSettings } from './config.ts';
import { requestOf } from './envelope.ts';
import { type Found, foundIn, type Question } from './reply.ts';

/** Asks VIRTA one question. */
export interface VirtaClient {
  readonly ask: (question: Question, ids: readonly string[], signal: AbortSignal) => Promise<Answer<Found>>;
  readonly close: () => Promise<void>;
}

const headers = { 'content-type': 'text/xml; charset=UTF-8', accept: 'text/xml', soapaction: '""' };

/** A client for the configured endpoint. Learner numbers and credentials go in the body only. */
export function createVirtaClient(
  settings: VirtaSettings,
  { callerId, clock }: { readonly callerId: string; readonly clock: Clock },
): VirtaClient {
  const endpoint = new URL(settings.VIRTA_URL);
  const caller = { system: settings.VIRTA_SYSTEM, user: settings.VIRTA_USER, key: settings.VIRTA_KEY };
  const http = createHttpClient({
    baseUrl: endpoint.origin,
    timeoutMs: settings.VIRTA_TIMEOUT_MS,
    maxAnswerBytes: settings.VIRTA_MAX_ANSWER_MIB * 1024 * 1024,
    connections: settings.VIRTA_CONNECTIONS,
    callerId,
    clock,
  });
  return {
    ask: async (question, ids, signal) => {
      const body = requestOf(question.operation, caller, ids);
      const reply = await http.call({ method: 'POST', path: endpoint.pathname, headers, body, signal });
      return andThen(reply, (value, observedAt) =>
        foundIn(value, question, { observedAt, now: clock.now() }),
      );
    },
    close: http.close,
  };
}
