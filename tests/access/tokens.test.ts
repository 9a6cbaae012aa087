import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { exportSPKI, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefusalReason } from '../../gateway/access/access.ts';
import { officer, type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import { newKey, portOf, signed, startTestIssuer, type TestIssuer, type TestKey } from './test-issuer.ts';

let es: TestKey;
let rsa: TestKey;
let ed: TestKey;
let stranger: TestKey;
let issuer: TestIssuer;
let access: RunningAccess;
let tripwire: Server;
let tripped = 0;

beforeAll(async () => {
  [es, rsa, ed, stranger] = await Promise.all([
    newKey('ES256'),
    newKey('RS256'),
    newKey('EdDSA'),
    newKey('ES256'),
  ]);
  issuer = await startTestIssuer([es, rsa, ed]);
  const config = sandboxConfig(issuer.url);
  const issuers = config.issuers.issuers.map((one) => ({
    ...one,
    algorithms: ['RS256' as const, 'PS256' as const, 'ES256' as const, 'EdDSA' as const],
  }));
  access = startAccess({ ...config, issuers: { ...config.issuers, issuers } });
  tripwire = createServer((socket) => {
    tripped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    tripwire.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  await access.close();
  issuer.close();
  tripwire.close();
});

const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;

function claims(changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    iss: 'https://issuer.opintolupa.test',
    aud: 'opintolupa-sandbox',
    sub: 'migri',
    client_id: 'migri',
    iat: seconds(-5),
    exp: seconds(300),
    ...changed,
  };
}

const at = { typ: 'at+jwt' };
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function hmacWithPublicKey(): Promise<string> {
  const key = await importJWK(rsa.jwk, 'RS256', { extractable: true });
  if (!(key instanceof CryptoKey)) throw new Error('no public key');
  const input = `${encoded({ alg: 'HS256', kid: rsa.kid, ...at })}.${encoded(claims())}`;
  return `${input}.${createHmac('sha256', await exportSPKI(key))
    .update(input)
    .digest('base64url')}`;
}

const atTripwire = (): string => `http://127.0.0.1:${portOf(tripwire.address())}/keys`;

type Case = readonly [name: string, reason: RefusalReason, token: () => string | Promise<string>];

const refused: readonly Case[] = [
  ['no token at all', 'TOKEN_MALFORMED', () => 'abc'],
  ['two parts only', 'TOKEN_MALFORMED', () => `${encoded({ alg: 'ES256' })}.${encoded(claims())}`],
  ['one of 10 KiB', 'TOKEN_MALFORMED', () => signed(es, claims({ more: 'x'.repeat(10_240) }), at)],
  [
    'claims that are no JSON',
    'TOKEN_MALFORMED',
    () => `${encoded({ alg: 'ES256', kid: es.kid, ...at })}.e3g.AAAA`,
  ],
  [
    'alg none',
    'TOKEN_ALGORITHM',
    () => `${encoded({ alg: 'none', kid: es.kid, ...at })}.${encoded(claims())}.AA`,
  ],
  [
    'alg None in capitals',
    'TOKEN_ALGORITHM',
    () => `${encoded({ alg: 'NONE', kid: es.kid, ...at })}.${encoded(claims())}.AA`,
  ],
  ['HS256 by the public key', 'TOKEN_ALGORITHM', hmacWithPublicKey],
  ['no alg', 'TOKEN_ALGORITHM', () => `${encoded({ kid: es.kid, ...at })}.${encoded(claims())}.AA`],
  ['its own key in jwk', 'TOKEN_BRINGS_KEY', () => signed(stranger, claims(), { ...at, jwk: stranger.jwk })],
  ['a jku', 'TOKEN_BRINGS_KEY', () => signed(es, claims(), { ...at, jku: atTripwire() })],
  ['an x5u', 'TOKEN_BRINGS_KEY', () => signed(es, claims(), { ...at, x5u: atTripwire() })],
  ['an x5c', 'TOKEN_BRINGS_KEY', () => signed(es, claims(), { ...at, x5c: ['MIIB'] })],
  ['a kid that is a path', 'TOKEN_KEY_UNKNOWN', () => signed(es, claims(), { ...at, kid: '../../dev/null' })],
  ['a kid that is SQL', 'TOKEN_KEY_UNKNOWN', () => signed(es, claims(), { ...at, kid: "' OR 1=1 --" })],
  ['no kid', 'TOKEN_KEY_UNKNOWN', () => signed(es, claims(), { ...at, kid: undefined })],
  ['the kid of another key', 'TOKEN_KEY_UNKNOWN', () => signed(es, claims(), { ...at, kid: rsa.kid })],
  ['a stranger’s signature', 'TOKEN_SIGNATURE', () => signed({ ...stranger, kid: es.kid }, claims(), at)],
  ['no typ', 'TOKEN_TYPE', () => signed(es, claims())],
  ['the typ of an ID token', 'TOKEN_TYPE', () => signed(es, claims(), { typ: 'JWT' })],
  ['another issuer', 'TOKEN_ISSUER', () => signed(es, claims({ iss: 'https://issuer.example' }), at)],
  ['no issuer', 'TOKEN_ISSUER', () => signed(es, claims({ iss: undefined }), at)],
  ['another audience', 'TOKEN_AUDIENCE', () => signed(es, claims({ aud: 'opintolupa' }), at)],
  ['no audience', 'TOKEN_AUDIENCE', () => signed(es, claims({ aud: undefined }), at)],
  [
    'an end 61 s ago',
    'TOKEN_EXPIRED',
    () => signed(es, claims({ iat: seconds(-300), exp: seconds(-61) }), at),
  ],
  ['no end', 'TOKEN_WITHOUT_EXPIRY', () => signed(es, claims({ exp: undefined }), at)],
  [
    'an end that is a text',
    'TOKEN_WITHOUT_EXPIRY',
    () => signed(es, claims({ exp: String(seconds(300)) }), at),
  ],
  ['a beginning 70 s ahead', 'TOKEN_NOT_YET_VALID', () => signed(es, claims({ nbf: seconds(70) }), at)],
  ['an issue 70 s ahead', 'TOKEN_ISSUED_AT', () => signed(es, claims({ iat: seconds(70) }), at)],
  ['no time of issue', 'TOKEN_ISSUED_AT', () => signed(es, claims({ iat: undefined }), at)],
  ['an issue 2 h ago', 'TOKEN_TOO_OLD', () => signed(es, claims({ iat: seconds(-7_200) }), at)],
  [
    'a certificate it is bound to',
    'TOKEN_BOUND_TO_CERTIFICATE',
    () => signed(es, claims({ cnf: { 'x5t#S256': 'x' } }), at),
  ],
  ['a client nobody knows', 'CLIENT_UNKNOWN', () => signed(es, claims({ client_id: 'x', sub: 'x' }), at)],
  [
    'a list of clients',
    'CLIENT_UNKNOWN',
    () => signed(es, claims({ client_id: ['migri', 'oph'], sub: 'x' }), at),
  ],
  ['a critical extension', 'TOKEN_MALFORMED', () => criticalToken()],
];

async function criticalToken(): Promise<string> {
  const [, body = '', signature = ''] = (await signed(es, claims(), at)).split('.');
  return `${encoded({ alg: 'ES256', kid: es.kid, ...at, crit: ['x'], x: 1 })}.${body}.${signature}`;
}

describe('a token', () => {
  it.each(refused)('with %s is refused: %s', async (_name, reason, make) => {
    const refusal = await access.refusal({ headers: officer(await make()) });
    expect(refusal.reason).toBe(reason);
    expect(refusal.code).toBe('UNAUTHENTICATED');
  });

  it('is refused for whatever reason in the same words outside of a sandbox', async () => {
    const real = startAccess({ ...sandboxConfig(issuer.url), isSandbox: false });
    const refusals = await Promise.all(
      refused.map(async ([, , make]) => real.refusal({ headers: officer(await make()) })),
    );
    await real.close();
    expect(refusals).toHaveLength(34);
    expect(new Set(refusals.map(({ reason }) => reason)).size).toBeGreaterThan(12);
    expect(new Set(refusals.map(({ reason: _reason, ...told }) => JSON.stringify(told))).size).toBe(1);
  });

  it('is refused in the sandbox with the reason', async () => {
    const refusals = await Promise.all(
      refused.map(async ([, , make]) => access.refusal({ headers: officer(await make()) })),
    );
    const told = new Map(refusals.map(({ reason, message }) => [reason, message]));
    expect(new Set(told.values()).size).toBe(told.size);
    expect(told.get('TOKEN_EXPIRED')).toBe(
      'A valid credential of a registered client is needed: a bearer token or a client certificate. In this sandbox: the token has expired (`exp`).',
    );
    expect(told.get('TOKEN_ISSUER')).toContain('no issuer of that name');
  });

  it('never makes us connect to an address it names, and asks for keys four times at most each', () => {
    expect(tripped).toBe(0);
    // Each of two: once for all, and for keys that nobody has what is in reserve.
    expect(issuer.asked.jwks).toBeLessThanOrEqual(8);
  });

  it.each([
    ['ES256', () => es],
    ['RS256', () => rsa],
    ['EdDSA', () => ed],
  ] as const)('signed by %s is accepted when the issuer has such a key', async (_alg, key) => {
    const granted = await access.access({ headers: officer(await signed(key(), claims(), at)) });
    expect(granted.client.id).toBe('migri');
    expect(granted.credential).toBe('TOKEN');
  });

  it('signed by an accepted algorithm that is not the key’s own is refused', async () => {
    const other = { ...(await newKey('PS256')), kid: rsa.kid };
    const refusal = await access.refusal({ headers: officer(await signed(other, claims(), at)) });
    expect(refusal.reason).toBe('TOKEN_KEY_UNKNOWN');
  });

  it('that ended 59 s ago is within the skew, and is not remembered', async () => {
    const token = await signed(es, claims({ iat: seconds(-300), exp: seconds(-58) }), at);
    expect((await access.access({ headers: officer(token) })).client.id).toBe('migri');
    access.ahead(10);
    expect((await access.refusal({ headers: officer(token) })).reason).toBe('TOKEN_EXPIRED');
    access.ahead(0);
  });

  it('that was found valid is refused once it has ended', async () => {
    const token = await signed(es, claims({ exp: seconds(20) }), at);
    await access.access({ headers: officer(token) });
    access.ahead(90);
    expect((await access.refusal({ headers: officer(token) })).reason).toBe('TOKEN_EXPIRED');
    access.ahead(0);
  });

  it('with application/at+jwt in full is the same type', async () => {
    const token = await signed(es, claims(), { typ: 'application/at+jwt' });
    expect((await access.access({ headers: officer(token) })).client.id).toBe('migri');
  });

  it('must be brought once, as a bearer token, and in no URL', async () => {
    const token = await signed(es, claims(), at);
    const headers = officer(token);
    const twice = ['Authorization', headers.authorization, 'authorization', 'Bearer x'];
    expect((await access.refusal({ headers, rawHeaders: twice })).reason).toBe('CREDENTIAL_TWICE');
    expect((await access.refusal({ headers, url: '/graphql?access_token=x' })).reason).toBe('TOKEN_IN_URL');
    expect((await access.refusal({ headers: { authorization: 'Basic eDp5' } })).reason).toBe('NOT_BEARER');
    expect((await access.refusal({ headers: {} })).reason).toBe('NO_CREDENTIAL');
  });

  it('of a weak RSA key is refused though the issuer publishes it', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = { ...publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS256', use: 'sig' };
    expect(weak.kty).toBe('RSA');
    const other = await startTestIssuer([{ ...rsa, jwk: { ...weak, kty: 'RSA' } }]);
    const config = sandboxConfig(other.url);
    const issuers = config.issuers.issuers.map((one) => ({ ...one, algorithms: ['RS256' as const] }));
    const strict = startAccess({ ...config, issuers: { ...config.issuers, issuers } });
    const refusal = await strict.refusal({
      headers: officer(await signed({ ...rsa, kid: 'weak' }, claims(), at)),
    });
    expect(refusal.code).toBe('UNAUTHENTICATED');
    await strict.close();
    other.close();
  });
});
