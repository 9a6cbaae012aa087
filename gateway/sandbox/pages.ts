import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../subgraphs/registry/clock.ts';
import { isOppijanumero } from '../../subgraphs/registry/identifiers.ts';
import type { DisclosureConfig } from '../config.ts';
import type { DisclosureLog } from '../disclosure/disclosure-log.ts';
import { type PersonView, personView } from '../own-subgraph/person-view.ts';
import { addCardPage } from './card/routes.ts';
import { glanceAt } from './disclosures/log-glance.ts';
import { disclosuresPage, disclosuresPath } from './disclosures/page.ts';
import { addExplorer } from './explorer/routes.ts';
import { type Language, languageOf } from './language.ts';
import { stopOnArrival } from './own-pages.ts';
import { icon, shellPaths } from './page-shell.ts';
import { paletteCss } from './palette.ts';
import { processPage, processPaths } from './process/page.ts';
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

const asked = z.object({
  lang: z.unknown().optional(),
  view: z.enum(views).catch('gateway'),
  person: z.string().refine(isOppijanumero).nullable().catch(null),
});

/** What the pages show besides what stands in files. */
export interface Shown {
  readonly disclosure: DisclosureConfig;
  readonly log: Pick<DisclosureLog, 'ofSubject'>;
  readonly clock: Clock;
  /** Where the sandbox's own tokens come from; null where others issue them, and then nobody can be played. */
  readonly issuerUrl: string | null;
  /** Whether registered operations are known by their hashes. */
  readonly byHash: boolean;
}

const mostRecords = 100;

/** Adds the sandbox's pages. Where they are not added, there is nothing at their paths. */
export function addSandboxPages(app: FastifyInstance, shown: Shown): void {
  const colours = paletteCss();
  // A picture that is a file of its own has its style in it: that one alone may apply.
  const hash = createHash('sha256').update(colours).digest('base64');
  const picturePolicy = `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`;
  const sheets = ['pages.css', 'card.css'].map((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8'),
  );
  const style = [colours, ...sheets].join('\n');
  const page = keptByLanguage((language) => processPage(language, graphqlUrlOf(app)));
  const pictures = {
    today: keptByLanguage((language) => pictureSvg('today', language, colours)),
    gateway: keptByLanguage((language) => pictureSvg('gateway', language, colours)),
  };
  addExplorer(app, inLanguage);
  app.get(processPaths.page, { config: { contentSecurityPolicy: pagePolicy } }, (request, reply) => {
    const language = inLanguage(request, reply);
    return reply.type('text/html; charset=utf-8').send(page(language));
  });
  app.get(processPaths.picture, { config: { contentSecurityPolicy: picturePolicy } }, (request, reply) => {
    const language = inLanguage(request, reply);
    const { view } = asked.parse(request.query);
    return reply.type('image/svg+xml; charset=utf-8').send(pictures[view](language));
  });
  const onRequest = stopOnArrival({
    path: disclosuresPath,
    asks: ({ query }) => asked.parse(query).person !== null,
    inLanguage,
  });
  app.get(
    disclosuresPath,
    { config: { contentSecurityPolicy: pagePolicy }, onRequest },
    async (request, reply) => {
      const language = inLanguage(request, reply);
      const { person: number } = asked.parse(request.query);
      const glance = await glanceAt(shown.disclosure, mostRecords);
      const person = number === null ? null : { number, view: await viewOf(number, shown) };
      return reply.type('text/html; charset=utf-8').send(disclosuresPage({ glance, person }, language));
    },
  );
  const { issuerUrl, byHash, clock } = shown;
  addCardPage(app, { issuerUrl, byHash, clock, inLanguage, contentSecurityPolicy: pagePolicy });
  app.get(shellPaths.icon, (_request, reply) => reply.type('image/svg+xml; charset=utf-8').send(icon));
  app.get(shellPaths.style, (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
}

/** What the person sees by the query `myDisclosures`. */
async function viewOf(number: string, { log, clock }: Shown): Promise<PersonView> {
  const terms = { now: clock.now(), first: mostRecords, before: null, not: '' };
  return personView(await log.ofSubject(number), terms);
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
