import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../subgraphs/registry/clock.ts';
import { createCallers } from '../callers.ts';
import type { Language } from '../language.ts';
import { stopOnArrival } from '../own-pages.ts';
import { askCard } from './ask-card.ts';
import { readChoice } from './card-request.ts';
import { cardPath } from './choices.ts';
import { cardPage, refusedCardPage } from './page.ts';

/** What the card's page rests on. */
export interface CardSettings {
  /** Where the sandbox's tokens come from; null where others issue them: then the page says that it has none. */
  readonly issuerUrl: string | null;
  /** Whether the gateway knows registered operations. */
  readonly byHash: boolean;
  readonly clock: Clock;
  /** Sets the headers of a page, and tells its language. */
  readonly inLanguage: (request: FastifyRequest, reply: FastifyReply) => Language;
  readonly contentSecurityPolicy: string;
}

/** Adds the page of the card. */
export function addCardPage(app: FastifyInstance, settings: CardSettings): void {
  const { issuerUrl, byHash, clock, inLanguage, contentSecurityPolicy } = settings;
  const callers = issuerUrl === null ? null : createCallers(issuerUrl);
  const onRequest = stopOnArrival({ path: cardPath, asks: () => true, inLanguage });
  app.get(cardPath, { config: { contentSecurityPolicy }, onRequest }, async (request, reply) => {
    const language = inLanguage(request, reply);
    const read = readChoice(request.query);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (!read.ok) return reply.code(400).send(refusedCardPage(read, language));
    const asked = await askCard(read.choice, { app, byHash, callers });
    const reader = { language, now: clock.now() };
    const page = cardPage({ choice: read.choice, asked, reader, today: clock.today() });
    return reply.code(asked.ok ? 200 : 503).send(page);
  });
}
