import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusePlainly } from '../http/refusal.ts';
import { arrivalPage, type PathWithArrival } from './arrival-page.ts';
import type { Language } from './language.ts';

/**
 * Whether a page of another origin sends the request, or leads to it. Browsers say so (`Sec-Fetch-Site`); of whoever does
 * not, it is told by the origin or the page that it names, and what names neither is no browser's page.
 */
function isForeign({ headers }: FastifyRequest): boolean {
  const { origin, referer, host, 'sec-fetch-site': site } = headers;
  const isOwn = (url: string): boolean => URL.canParse(url) && new URL(url).host === host;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const named = [origin, site === undefined ? referer : undefined];
  return named.some((url) => url !== undefined && !isOwn(url));
}

/**
 * An `onRequest` hook that refuses what a page of another origin sends: without it, any page in the same browser could
 * turn the sandbox's dials.
 */
export async function refuseForeignPages(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!isForeign(request)) return undefined;
  return refusePlainly(reply, {
    code: 'FORBIDDEN',
    message: 'Only the sandbox’s own pages may use its controls.',
  });
}

/** What a page needs that asks about a person when it is opened. */
interface AskingPage {
  readonly path: PathWithArrival;
  /** Whether this request has it ask. */
  readonly asks: (request: FastifyRequest) => boolean;
  /** Sets the headers of a page, and tells its language. */
  readonly inLanguage: (request: FastifyRequest, reply: FastifyReply) => Language;
}

/** An `onRequest` hook that lets whoever follows a link from elsewhere go on by themselves: a foreign page cannot. */
export function stopOnArrival({ path, asks, inLanguage }: AskingPage) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!asks(request) || !isForeign(request)) return undefined;
    const language = inLanguage(request, reply);
    const [, query = ''] = request.url.split('?', 2);
    const page = arrivalPage({ path, query: new URLSearchParams(query), language });
    return reply.code(403).type('text/html; charset=utf-8').send(page);
  };
}
