import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusePlainly } from '../../http/refusal.ts';

/**
 * An `onRequest` hook that refuses what a page of another origin sends, and bodies that are no JSON: without it, any page
 * in the same browser could turn the sandbox's dials.
 */
export async function refuseForeignPages(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOwn || site === 'cross-site' || site === 'same-site') {
    return refusePlainly(reply, {
      code: 'FORBIDDEN',
      message: 'Only the sandbox’s own pages may use its controls.',
    });
  }
  return undefined;
}
