import { generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readForm } from './cas.ts';

const lifeInSeconds = 300;

/** A system that may fetch tokens. */
export interface TokenClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The person OID of the service user: the token's `sub`. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Claims of the registry's own, such as `roles`. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A valid token: whose it is and what it may. */
export interface TokenHolder {
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
}

/** An OAuth2 server for client credentials, and the check of its tokens. */
export interface TokenServer {
  readonly routes: (app: FastifyInstance) => void;
  /** Null when the token is forged, malformed or expired. */
  readonly verify: (token: string) => TokenHolder | null;
}

interface TokenServerOptions {
  /** Before `/oauth2/token`, such as `/kayttooikeus-service`; the last part of the issuer too. */
  readonly basePath: string;
  readonly clients: readonly TokenClient[];
  readonly now: () => number;
  /** What a request without `scope` gets: nothing (Spring's way) or all that the client may have. */
  readonly scopesWhenNoneAsked: 'none' | 'all';
}

interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const payloadSchema = z.object({
  sub: z.string(),
  aud: z.string(),
  exp: z.number(),
  scope: z.string().optional(),
});

/** An OAuth2 server that takes `client_secret_post` only and gives RS256 JWTs for 300 s (oph.md §4.2). */
export function createTokenServer(options: TokenServerOptions): TokenServer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key: SigningKey = { id: randomUUID(), privateKey, publicKey };
  return {
    routes: (app) => {
      app.post(`${options.basePath}/oauth2/token`, (request, reply) => {
        reply.header('cache-control', 'no-store');
        return giveToken(request, reply, { options, key });
      });
      app.get(`${options.basePath}/oauth2/jwks`, () => ({ keys: [publicJwk(key)] }));
    },
    verify: (token) => readToken(token, key, options.now()),
  };
}

interface Issuing {
  readonly options: TokenServerOptions;
  readonly key: SigningKey;
}

function giveToken(request: FastifyRequest, reply: FastifyReply, issuing: Issuing): FastifyReply {
  const { options } = issuing;
  const form = readForm(request);
  const client = options.clients.find(
    ({ clientId, clientSecret }) =>
      clientId === form?.get('client_id') && clientSecret === form.get('client_secret'),
  );
  // Basic is refused even next to a right secret in the form: a request may authenticate in one way only.
  if (form === null || client === undefined || request.headers.authorization !== undefined) {
    return reply.code(401).send({ error: 'invalid_client' });
  }
  if (form.get('grant_type') === null) return reply.code(400).send({ error: 'invalid_request' });
  if (form.get('grant_type') !== 'client_credentials') {
    return reply.code(400).send({ error: 'unsupported_grant_type' });
  }
  const asked = form.get('scope')?.split(' ').filter(Boolean);
  const scopes = asked ?? (options.scopesWhenNoneAsked === 'all' ? client.scopes : []);
  if (!scopes.every((scope) => client.scopes.includes(scope))) {
    return reply.code(400).send({ error: 'invalid_scope' });
  }
  const issuer = `${request.protocol}://${request.host}${options.basePath}`;
  return reply.send({
    access_token: issueToken(client, { issuer, scopes }, issuing),
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    token_type: 'Bearer',
    expires_in: lifeInSeconds,
  });
}

function issueToken(
  client: TokenClient,
  grant: { readonly issuer: string; readonly scopes: readonly string[] },
  { options, key }: Issuing,
): string {
  const issuedAt = Math.floor(options.now() / 1000);
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: key.id });
  const body = encode({
    ...client.claims,
    iss: grant.issuer,
    sub: client.subject,
    aud: client.clientId,
    ...(grant.scopes.length > 0 ? { scope: grant.scopes.join(' ') } : {}),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + lifeInSeconds,
    jti: randomUUID(),
  });
  const signature = sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key.privateKey);
  return `${head}.${body}.${signature.toString('base64url')}`;
}

function readToken(token: string, key: SigningKey, now: number): TokenHolder | null {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return null;
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('RSA-SHA256', signed, key.publicKey, Buffer.from(signature, 'base64url'))) return null;
  const payload = payloadSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (payload.exp * 1000 <= now) return null;
  return { clientId: payload.aud, subject: payload.sub, scopes: payload.scope?.split(' ') ?? [] };
}

function encode(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function publicJwk(key: SigningKey): Record<string, unknown> {
  return { ...key.publicKey.export({ format: 'jwk' }), kid: key.id, use: 'sig', alg: 'RS256' };
}
