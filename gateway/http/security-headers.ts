import type { FastifyReply, FastifyRequest } from 'fastify';

/** Nothing that the gateway sends is a page, may be kept, or may be shown within a page. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const oneYear = 'max-age=31536000; includeSubDomains';

/** An `onSend` hook that puts the security headers on an answer. A browser heeds HSTS over TLS only, so only there it is sent. */
export async function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers(always);
  if (request.protocol === 'https') reply.header('strict-transport-security', oneYear);
}
