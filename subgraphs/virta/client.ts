import type { Answer } from '../registry/answer.ts';
import type { Terms } from '../registry/asker.ts';
import type { SubgraphTools } from '../registry/subgraph.ts';
import { openUpstream } from '../registry/upstream.ts';
import { limitsOf, type VirtaSettings } from './config.ts';
import { requestOf } from './envelope.ts';
import { hasOtherPersons } from './person-records.ts';
import { type Found, foundIn, type Question } from './reply.ts';

/** Asks VIRTA one question; each call tells the end user (`tunnus`), or the configured one where there is none. */
export interface VirtaClient {
  readonly ask: (question: Question, ids: readonly string[], terms: Terms) => Promise<Answer<Found>>;
}

const headers = { 'content-type': 'text/xml; charset=UTF-8', accept: 'text/xml', soapaction: '""' };

/** A client for the configured endpoint. Learner numbers and credentials go in the body only. */
export function createVirtaClient(settings: VirtaSettings, tools: SubgraphTools): VirtaClient {
  const { origin, pathname } = new URL(settings.VIRTA_URL);
  const caller = { system: settings.VIRTA_SYSTEM, user: settings.VIRTA_USER, key: settings.VIRTA_KEY };
  const limits = limitsOf(settings);
  const upstream = openUpstream({ name: 'virta', registry: 'VIRTA', baseUrl: origin, limits }, tools);
  // Each call carries its credentials: there is no session that could end.
  const door = upstream.door(null, () => false);
  return {
    ask: async (question, ids, terms) => {
      const asked = new Set(ids);
      const { answer } = await door.ask<Found>({
        ...terms,
        about: ids,
        tells: {
          operation: question.operation.request.replace(/Request$/, ''),
          identifier: 'LEARNER_NUMBER',
          count: ids.length,
        },
        call: () => {
          const user = terms.asker.endUser ?? caller.user;
          const body = requestOf(question.operation, { ...caller, user }, ids);
          return { method: 'POST', path: pathname, headers, body };
        },
        read: (reply, observedAt) => foundIn(reply, question, { observedAt, now: tools.clock.now() }),
        flawIn: (found) => {
          if (found === 'VALIDATION_ERROR') return 'REJECTED_BY_SOURCE';
          return hasOtherPersons(found, asked) ? 'ANSWERED_ABOUT_OTHERS' : null;
        },
      });
      return answer;
    },
  };
}
