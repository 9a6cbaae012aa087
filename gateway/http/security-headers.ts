import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a page of this route may load; what is no page may load nothing. */
    readonly contentSecurityPolicy?: string;
    /** How long what this route answers may be kept; nothing is kept unless told, and no refusal. */
    readonly cacheControl?: string;
  }
}

/** Nothing that the gateway sends may be shown within a page. */
const always = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const ofNoPage = "default-src 'none'; frame-ancestors 'none'";
const oneYear = 'max-age=31536000; includeSubDomains';

/** An `onSend` hook that puts the security headers on an answer. A browser heeds HSTS over TLS only, so only there it is sent. */
export async function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { contentSecurityPolicy = ofNoPage, cacheControl } = request.routeOptions.config;
  const kept = reply.statusCode === 200 ? cacheControl : undefined;
  reply.headers({
    ...always,
    'cache-control': kept ?? 'no-store',
    'content-security-policy': contentSecurityPolicy,
  });
  if (request.protocol === 'https') reply.header('strict-transport-security', oneYear);
}
