import { z } from 'zod';
import type { Asker } from '../../subgraphs/registry/asker.ts';
import { createFairPlaces } from '../../subgraphs/registry/fair-places.ts';
import { createHttpClient, type HttpClient } from '../../subgraphs/registry/http.ts';
import { jsonOf } from '../../subgraphs/registry/reply.ts';
import type { AccessTools } from './tools.ts';

const timeoutMs = 500;
const maxAnswerBytes = 16 * 1024;
/** One for each registry of two requests at once; more wait, each person for their own. */
const connections = 10;
const ofOnePerson = 5;
const waitingOfOnePerson = 20;
const mostWaiting = 1_000;

const verdict = z.object({ verified: z.boolean() });

type ConsentVerdict = 'GRANTED' | 'WITHDRAWN' | 'UNVERIFIABLE';

/** Whether a consent stands now. */
export interface ConsentService {
  /**
   * Asks for the consent of a token, when it is the person's turn; UNVERIFIABLE when it was not within half a second, or no
   * clear answer came in another.
   */
  readonly stateOf: (consentToken: string, asker: Asker) => Promise<ConsentVerdict>;
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
  const places = createFairPlaces({
    places: () => connections,
    perEndUser: ofOnePerson,
    queue: mostWaiting,
    queuePerEndUser: waitingOfOnePerson,
  });
  return {
    close: http.close,
    stateOf: async (consentToken, asker) => {
      const entry = await places.enter({
        asker,
        signal: AbortSignal.timeout(timeoutMs),
        maxWaitMs: timeoutMs,
      });
      if (entry !== 'ENTERED') return 'UNVERIFIABLE';
      try {
        return await verify(http, consentToken);
      } finally {
        places.leave(asker);
      }
    },
  };
}

async function verify(http: HttpClient, consentToken: string): Promise<ConsentVerdict> {
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
}
