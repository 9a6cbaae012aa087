import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readForm } from '../cas.ts';
import { bodyOf } from './body.ts';
import type { KeyRing } from './key-ring.ts';
import { gatewayAudience, issuerNames, logIns, personAudience, sandboxSecrets } from './parties.ts';

const accessTokenSeconds = 900;
const idTokenSeconds = 3_600;

/** What tokens are made with. */
export interface Issuing {
  readonly keys: KeyRing;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Access tokens by client credentials (`/token`), and ID tokens of the personas (`/person-token`). */
export function tokenRoutes(app: FastifyInstance, issuing: Issuing): void {
  app.post('/token', (request, reply) => giveAccessToken(request, reply, issuing));
  app.post('/person-token', (request, reply) => giveIdToken(request, reply, issuing));
}

async function giveAccessToken(request: FastifyRequest, reply: FastifyReply, { keys, now }: Issuing) {
  const form = readForm(request);
  const clientId = form?.get('client_id') ?? '';
  const secret = Object.hasOwn(sandboxSecrets, clientId) ? sandboxSecrets[clientId] : undefined;
  if (form === null || secret === undefined || form.get('client_secret') !== secret) {
    return reply.code(401).send({ error: 'invalid_client' });
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return reply.code(400).send({ error: 'unsupported_grant_type' });
  }
  const issuedAt = Math.floor(now() / 1000);
  const purpose = form.get('purpose');
  const claims = {
    iss: issuerNames.access,
    sub: clientId,
    client_id: clientId,
    aud: gatewayAudience,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + accessTokenSeconds,
    jti: randomUUID(),
    ...(purpose === null ? {} : { purpose }),
  };
  const token = await keys.sign(claims, { alg: 'ES256', typ: 'at+jwt' });
  return reply.header('cache-control', 'no-store').send({
    access_token: token,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
  });
}

const personRequest = z.object({ person: z.string(), audience: z.string().default(personAudience) });

async function giveIdToken(request: FastifyRequest, reply: FastifyReply, { keys, now }: Issuing) {
  const asked = personRequest.safeParse(bodyOf(request));
  const person = asked.success ? asked.data.person : '';
  const sub = Object.hasOwn(logIns, person) ? logIns[person] : undefined;
  if (!asked.success || sub === undefined) {
    const message = `The body must be {"person": "P00"}. Known: ${Object.keys(logIns).join(', ')}`;
    return reply.code(422).send({ type: 'unknown_person', message });
  }
  const issuedAt = Math.floor(now() / 1000);
  const claims = {
    iss: issuerNames.login,
    sub,
    aud: asked.data.audience,
    acr: 'sandbox',
    token_use: 'id',
    iat: issuedAt,
    auth_time: issuedAt,
    exp: issuedAt + idTokenSeconds,
  };
  const idToken = await keys.sign(claims, { alg: 'RS256', typ: 'JWT' });
  return reply.header('cache-control', 'no-store').send({ id_token: idToken, expires_in: idTokenSeconds });
}
