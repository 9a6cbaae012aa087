import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a page of this route may load; what is no page may load nothing. */
    readonly contentSecurityPolicy?: string;
  }
}

/** Nothing that the gateway sends may be kept, or may be shown within a page. */
const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const ofNoPage = "default-src 'none'; frame-ancestors 'none'";
const oneYear = 'max-age=31536000; includeSubDomains';

/** An `onSend` hook that puts the security headers on an answer. A browser heeds HSTS over TLS only, so only there it is sent. */
export async function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const policy = request.routeOptions.config.contentSecurityPolicy ?? ofNoPage;
  reply.headers({ ...always, 'content-security-policy': policy });
  if (request.protocol === 'https') reply.header('strict-transport-security', oneYear);
}
