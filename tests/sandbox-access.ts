import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consentToken, fetchAccessToken, fetchIdToken, giveConsents } from '../mocks/issuer/issuer-client.ts';
import { dataSources, sandboxSecrets } from '../mocks/issuer/parties.ts';
import { issuerMock } from '../mocks/issuer.ts';
import { startMock } from '../mocks/registry-server.ts';
import type { Purpose } from '../subgraphs/registry/purpose.ts';
import { outputFolder } from './test-output.ts';

/** Headers of a request. */
export type Headers = Readonly<Record<string, string>>;

let issuer: Promise<string> | null = null;

/** The sandbox's issuer, one for all tests of this process; it goes with the process. */
export function issuerUrl(): Promise<string> {
  issuer ??= startMock(issuerMock, { people: [], now: Date.now }, 0).then(({ url }) => url);
  return issuer;
}

/** `accessFrom` this process's issuer. */
export async function accessEnvironment(): Promise<Record<string, string>> {
  return accessFrom(await issuerUrl());
}

/**
 * What a gateway needs to let the sandbox's clients in by an issuer's tokens, with limits that nobody meets by accident,
 * and a disclosure log of its own.
 */
export function accessFrom(issuerAt: string): Record<string, string> {
  const folder = outputFolder('disclosures');
  return {
    SANDBOX_ISSUER_URL: issuerAt,
    CLIENTS_FILE: fileURLToPath(new URL('wide-clients.json', import.meta.url)),
    DISCLOSURE_LOG: `sqlite:${join(folder, 'disclosures.sqlite')}`,
    DISCLOSURE_KEYS: join(folder, 'keys'),
  };
}

const tokens = new Map<string, Promise<string>>();

async function tokenOf(client: string): Promise<string> {
  const token = tokens.get(client) ?? newTokenOf(client, await issuerUrl());
  tokens.set(client, token);
  return token;
}

function newTokenOf(client: string, issuerAt: string): Promise<string> {
  return fetchAccessToken(issuerAt, { client, secret: sandboxSecrets[client] ?? '', purpose: undefined });
}

/** Headers of a developer in the sandbox: nearly everything is given. */
export async function developerHeaders(): Promise<Headers> {
  return { authorization: `Bearer ${await tokenOf('developer')}` };
}

/** Tokens are good for a quarter of an hour; one that is sent may wait. */
const renewedAfterMs = 10 * 60_000;

/** Headers of a developer by an issuer in another process, for those who ask for long. */
export function developerAt(issuerAt: string): () => Promise<Headers> {
  let token: Promise<string> | null = null;
  let renewedAt = 0;
  return async () => {
    if (token === null || performance.now() - renewedAt > renewedAfterMs) {
      renewedAt = performance.now();
      token = newTokenOf('developer', issuerAt);
    }
    return { authorization: `Bearer ${await token}` };
  };
}

/** Headers of an official of the authority whose the purpose is. */
export async function officialHeaders(purpose: Purpose, more: Headers = {}): Promise<Headers> {
  const client = purpose === 'FEE_OBLIGATION_CHECK' ? 'oph' : 'migri';
  return {
    authorization: `Bearer ${await tokenOf(client)}`,
    'x-purpose': purpose,
    'x-case': 'UMA-2026-000123',
    'x-end-user': 'official-17',
    ...more,
  };
}

/** A registry that consent is given for. */
export type ConsentSource = keyof typeof dataSources;

/** Headers of a persona who has logged in and consents to these registries. */
export async function personHeaders(persona: string, consents: readonly ConsentSource[]): Promise<Headers> {
  const url = await issuerUrl();
  const idToken = await fetchIdToken(url, persona);
  const sources = consents.map((registry) => dataSources[registry]);
  const authorization = `Bearer ${idToken}`;
  if (sources.length === 0) return { authorization };
  await giveConsents(url, idToken, sources);
  const given = await Promise.all(sources.map((source) => consentToken(url, idToken, source)));
  return { authorization, 'x-consent-token': given.join(',') };
}
