import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Language, languageOf } from './language.ts';
import { paletteCss } from './palette.ts';
import { icon, processPage, processPaths } from './process/page.ts';
import { pictureSvg } from './process/picture-svg.ts';
import { views } from './process/process-data.ts';

/** What a page may load: its own style sheet, and nothing that runs. */
const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const asked = z.object({ lang: z.unknown().optional(), view: z.enum(views).catch('gateway') });

/** Adds the sandbox's pages. Where they are not added, there is nothing at their paths. */
export function addSandboxPages(app: FastifyInstance): void {
  const colours = paletteCss();
  // A picture that is a file of its own has its style in it: that one alone may apply.
  const hash = createHash('sha256').update(colours).digest('base64');
  const picturePolicy = `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`;
  const style = `${colours}\n${readFileSync(new URL('process/process.css', import.meta.url), 'utf8')}`;
  const page = keptByLanguage((language) => processPage(language, graphqlUrlOf(app)));
  const pictures = {
    today: keptByLanguage((language) => pictureSvg('today', language, colours)),
    gateway: keptByLanguage((language) => pictureSvg('gateway', language, colours)),
  };
  app.get(processPaths.page, { config: { contentSecurityPolicy: pagePolicy } }, (request, reply) => {
    const language = inLanguage(request, reply);
    return reply.type('text/html; charset=utf-8').send(page(language));
  });
  app.get(processPaths.picture, { config: { contentSecurityPolicy: picturePolicy } }, (request, reply) => {
    const language = inLanguage(request, reply);
    const { view } = asked.parse(request.query);
    return reply.type('image/svg+xml; charset=utf-8').send(pictures[view](language));
  });
  app.get(processPaths.icon, (_request, reply) => reply.type('image/svg+xml; charset=utf-8').send(icon));
  app.get(processPaths.style, (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
}

/** Where queries are sent on this machine; known only once the gateway listens. */
function graphqlUrlOf(app: FastifyInstance): string {
  const [address] = app.addresses();
  return `http://localhost:${typeof address === 'object' ? address.port : 4000}/graphql`;
}

function inLanguage({ query, headers }: FastifyRequest, reply: FastifyReply): Language {
  const language = languageOf(asked.parse(query).lang, headers['accept-language']);
  reply.headers({ 'content-language': language, vary: 'Accept-Language' });
  return language;
}

/** Writes once what is the same for everybody. */
function keptByLanguage(write: (language: Language) => string): (language: Language) => string {
  const kept = new Map<Language, string>();
  return (language) => {
    const page = kept.get(language) ?? write(language);
    kept.set(language, page);
    return page;
  };
}
