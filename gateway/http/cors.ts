import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from './refusal.ts';

/** The setting of which pages may call the gateway from a browser; none unless told. */
export const corsEnvironment = z.object({
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((origin) => origin.trim() || []))
    .refine((origins) => origins.every(isOrigin), {
      error:
        'must be a comma-separated list of origins such as https://portal.example, without path and without *',
    }),
});

/** What a page may send along; credentials of the browser's own, such as cookies, are none of it. */
const allowedHeaders = [
  'authorization',
  'content-type',
  'x-consent-token',
  'x-authorization-provider',
  'x-request-trace-id',
  'x-purpose',
  'x-case',
].join(', ');

/** An `onRequest` hook that lets pages of the listed origins read answers. */
export function allowOrigins(origins: readonly string[]) {
  return async ({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('vary', 'Origin');
    const { origin } = headers;
    if (origin === undefined || !origins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
  };
}

/** Answers what a browser asks before it sends a page's request: 204 for a listed origin that would POST, else 403. */
export function answerPreflight(origins: readonly string[]) {
  return ({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { origin = '', 'access-control-request-method': method } = headers;
    if (!origins.includes(origin) || method !== 'POST')
      return refuse(reply, { code: 'FORBIDDEN', message: 'Pages of this origin may not call the gateway.' });
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': '600',
      })
      .send();
  };
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//.test(text) && new URL(text).origin === text;
}
