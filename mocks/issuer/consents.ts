import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { bodyOf } from './body.ts';
import { dataSources, issuerNames } from './parties.ts';
import type { Issuing } from './tokens.ts';

const consentSeconds = 3_600;
const known = z.enum(Object.values(dataSources));
const consentRequests = z.object({ consentRequests: z.array(z.object({ dataSource: known })).min(1) });
const oneDataSource = z.object({ dataSource: known });

/** Ids of the tokens given under each consent that stands, by person and data source. */
type Standing = Map<string, Set<string>>;

/**
 * The consent service of consent protocol 0.2: a consent is requested, given by the person, fetched as a token,
 * verified, and withdrawn. The sandbox takes the ID token as proof of the person and of the application.
 */
export function consentRoutes(app: FastifyInstance, issuing: Issuing): void {
  const standing: Standing = new Map();
  const step = (path: string, take: Step) => {
    app.post(path, async (request, reply) => {
      const idToken = await idTokenOf(request, issuing);
      if (idToken === null)
        return reply.code(401).send({ type: 'unauthorized', message: 'No valid ID token.' });
      return take({ request, reply, idToken, standing, issuing });
    });
  };
  step('/Consent/RequestConsents', requestConsents);
  step('/Consent/Give', giveConsents);
  step('/Consent/GetToken', giveToken);
  step('/Consent/Revoke', revoke);
  app.post('/Consent/Verify', (request) => verify(request, standing, issuing));
}

interface Taken {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly idToken: JWTPayload;
  readonly standing: Standing;
  readonly issuing: Issuing;
}

type Step = (taken: Taken) => Promise<unknown>;

async function requestConsents({ request, reply, idToken, standing }: Taken): Promise<unknown> {
  const asked = consentRequests.safeParse(bodyOf(request));
  if (!asked.success) return malformed(reply);
  const missing = asked.data.consentRequests.filter(
    ({ dataSource }) => !standing.has(keyOf(idToken, dataSource)),
  );
  if (missing.length === 0) return { type: 'allConsentsGranted' };
  const requestUrl = `${request.protocol}://${request.host}/Consent/Give`;
  return reply.code(201).send({ type: 'requestUserConsent', requestUrl, missingConsents: missing });
}

/** Where a person would see a page and agree, the sandbox agrees at once. */
async function giveConsents({ request, reply, idToken, standing }: Taken): Promise<unknown> {
  const asked = consentRequests.safeParse(bodyOf(request));
  if (!asked.success) return malformed(reply);
  for (const { dataSource } of asked.data.consentRequests) {
    const key = keyOf(idToken, dataSource);
    standing.set(key, standing.get(key) ?? new Set());
  }
  return { type: 'allConsentsGranted' };
}

async function giveToken({ request, reply, idToken, standing, issuing }: Taken): Promise<unknown> {
  const asked = oneDataSource.safeParse(bodyOf(request));
  if (!asked.success) return malformed(reply);
  const { dataSource } = asked.data;
  const ids = standing.get(keyOf(idToken, dataSource));
  if (ids === undefined) return { type: 'requestUserConsent' };
  const tid = randomUUID();
  ids.add(tid);
  const issuedAt = Math.floor(issuing.now() / 1000);
  const { sub = '', acr, iss, aud } = idToken;
  const claims = {
    iss: issuerNames.consent,
    sub,
    subiss: iss,
    acr,
    app: [aud].flat()[0],
    appiss: iss,
    dsi: dataSource,
    iat: issuedAt,
    exp: issuedAt + consentSeconds,
  };
  const jku = `${request.protocol}://${request.host}/jwks`;
  const header = { v: '0.2', tid, jku };
  const consentToken = await issuing.keys.sign(claims, { alg: 'RS256', typ: 'JWT', header });
  return { type: 'consentGranted', consentToken };
}

async function revoke({ request, reply, idToken, standing }: Taken): Promise<unknown> {
  const asked = oneDataSource.safeParse(bodyOf(request));
  if (!asked.success) return malformed(reply);
  return { revoked: standing.delete(keyOf(idToken, asked.data.dataSource)) };
}

async function verify(request: FastifyRequest, standing: Standing, { keys }: Issuing): Promise<unknown> {
  const token = request.headers['x-consent-token'];
  const read = typeof token === 'string' ? await keys.verify(token) : null;
  if (read === null) return { verified: false };
  const ids = standing.get(keyOf(read.claims, String(read.claims.dsi)));
  return { verified: ids?.has(String(read.header.tid)) ?? false };
}

async function idTokenOf(request: FastifyRequest, { keys }: Issuing): Promise<JWTPayload | null> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const read = token === undefined ? null : await keys.verify(token);
  return read?.claims.iss === issuerNames.login ? read.claims : null;
}

function malformed(reply: FastifyReply): FastifyReply {
  const message = `The body must name data sources. Known: ${Object.values(dataSources).join(', ')}`;
  return reply.code(422).send({ type: 'validation_error', message });
}

function keyOf({ sub }: JWTPayload, dataSource: string): string {
  return `${sub}\n${dataSource}`;
}
