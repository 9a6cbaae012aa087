import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

type Algorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA';

/** A key of the test issuer. */
export interface TestKey {
  readonly alg: Algorithm;
  readonly kid: string;
  readonly secret: CryptoKey;
  readonly jwk: JWK;
}

/** A new key; `kid` is random unless given. */
export async function newKey(alg: Algorithm, kid: string = randomUUID()): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { alg, kid, secret: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Signs claims; the header may be spoilt at will. */
export function signed(
  key: TestKey,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const full: JWTHeaderParameters = { alg: key.alg, kid: key.kid, ...header };
  return new SignJWT({ ...claims }).setProtectedHeader(full).sign(key.secret);
}

/** How an endpoint answers. */
export type Manner = (response: ServerResponse) => void;

/** Answers with JSON. */
export const json =
  (value: unknown, status = 200): Manner =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

/** Cuts the connection. */
export const cut: Manner = (response) => {
  response.destroy();
};

/** Never answers. */
export const silent: Manner = () => undefined;

/** A server of keys and of consents that counts what it is asked. */
export interface TestIssuer {
  readonly url: string;
  readonly asked: { jwks: number; verify: number };
  readonly manners: { jwks: Manner; verify: Manner };
  readonly close: () => void;
}

/** Starts a server on a free port. */
export async function startTestIssuer(keys: readonly TestKey[]): Promise<TestIssuer> {
  const asked = { jwks: 0, verify: 0 };
  const manners = { jwks: json({ keys: keys.map(({ jwk }) => jwk) }), verify: json({ verified: true }) };
  const server = createServer((request, response) => {
    const which = request.url === '/jwks' ? 'jwks' : 'verify';
    asked[which] += 1;
    manners[which](response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    asked,
    manners,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The port of an address that a server listens at. */
export function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
