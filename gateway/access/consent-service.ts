import { z } from 'zod';
import { createHttpClient } from '../../subgraphs/registry/http.ts';
import { jsonOf } from '../../subgraphs/registry/reply.ts';
import type { AccessTools } from './tools.ts';

const timeoutMs = 500;
const maxAnswerBytes = 16 * 1024;
/** One for each registry of two requests at once, and more wait. */
const connections = 10;

const verdict = z.object({ verified: z.boolean() });

/** Whether a consent stands now. */
export interface ConsentService {
  /** Asks for the consent of a token; UNVERIFIABLE when no clear answer came in half a second. */
  readonly stateOf: (consentToken: string) => Promise<'GRANTED' | 'WITHDRAWN' | 'UNVERIFIABLE'>;
  readonly close: () => Promise<void>;
}

/** The consent service at a pinned URL (consent protocol 0.2, `POST /Consent/Verify`). */
export function createConsentService(serviceUrl: string, { clock, callerId }: AccessTools): ConsentService {
  const http = createHttpClient({
    baseUrl: serviceUrl,
    timeoutMs,
    maxAnswerBytes,
    connections,
    callerId,
    clock,
    onlyMocks: false,
  });
  return {
    close: http.close,
    stateOf: async (consentToken) => {
      const answer = await http.call({
        method: 'POST',
        path: '/Consent/Verify',
        headers: { 'content-type': 'application/json', 'x-consent-token': consentToken },
        body: '{}',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.answered || answer.value.status !== 200) return 'UNVERIFIABLE';
      const json = jsonOf(answer.value, answer.observedAt);
      const read = verdict.safeParse(json.answered ? json.value : null);
      if (!read.success) return 'UNVERIFIABLE';
      return read.data.verified ? 'GRANTED' : 'WITHDRAWN';
    },
  };
}
