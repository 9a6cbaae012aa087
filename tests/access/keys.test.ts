import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeySet } from '../../gateway/access/key-set.ts';
import { silentLog } from '../../subgraphs/registry/alarms.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { officer, type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import { cut, json, newKey, signed, startTestIssuer, type TestIssuer, type TestKey } from './test-issuer.ts';

let first: TestKey;
let second: TestKey;
let issuer: TestIssuer;
let access: RunningAccess;
let start: number;

beforeEach(async () => {
  [first, second] = await Promise.all([newKey('ES256'), newKey('ES256')]);
  issuer = await startTestIssuer([first]);
  access = startAccess(sandboxConfig(issuer.url));
  start = Math.floor(Date.now() / 1000);
});

afterEach(async () => {
  await access.close();
  issuer.close();
});

/** Headers with a token issued so many seconds from now. */
async function headersBy(key: TestKey, ahead = 0): Promise<Record<string, string>> {
  const iat = start + ahead;
  const claims = {
    iss: 'https://issuer.opintolupa.test',
    aud: 'opintolupa-sandbox',
    sub: 'migri',
    client_id: 'migri',
  };
  return officer(await signed(key, { ...claims, iat, exp: iat + 300 }, { typ: 'at+jwt' }));
}

describe('the issuer’s keys', () => {
  it('are read once for many requests at once', async () => {
    const headers = await headersBy(first);
    await Promise.all(Array.from({ length: 20 }, () => access.access({ headers })));
    expect(issuer.asked.jwks).toBe(1);
  });

  it('are read anew for a new key, once', async () => {
    await access.access({ headers: await headersBy(first) });
    issuer.manners.jwks = json({ keys: [first.jwk, second.jwk] });
    await access.access({ headers: await headersBy(second) });
    await access.access({ headers: await headersBy(second) });
    expect(issuer.asked.jwks).toBe(2);
  });

  it('are asked for within bounds by those who name keys that are none, and a new key is soon known', async () => {
    let nowMs = 0;
    const keys = createKeySet(`${issuer.url}/jwks`, {
      clock: createClock(null),
      now: () => nowMs,
      callerId: '1.2.246.562.10.00000000000.test',
      log: silentLog,
    });
    const flood = async (times: number) => {
      for (let sent = 0; sent < times; sent += 1)
        expect(await keys.find(`kid-${sent}`)).toEqual({ found: false, why: 'UNKNOWN' });
    };
    await flood(10_000);
    expect(issuer.asked.jwks).toBe(1 + 3);
    issuer.manners.jwks = json({ keys: [first.jwk, second.jwk] });
    expect((await keys.find(second.kid)).found).toBe(false);
    nowMs = 5_001;
    expect((await keys.find(second.kid)).found).toBe(true);
    for (; nowMs < 65_000; nowMs += 1_000) await flood(100);
    expect(issuer.asked.jwks).toBeLessThanOrEqual(1 + 3 + 13);
    expect((await keys.find(second.kid)).found).toBe(true);
    await keys.close();
  });

  it('without a kid are accepted when there is one, for tokens that name none', async () => {
    const { kid: _kid, ...nameless } = first.jwk;
    issuer.manners.jwks = json({ keys: [nameless] });
    const claims = { iss: 'https://issuer.opintolupa.test', aud: 'opintolupa-sandbox', sub: 'migri' };
    const whole = { ...claims, client_id: 'migri', iat: start, exp: start + 300 };
    const token = await signed(first, whole, { typ: 'at+jwt', kid: undefined });
    await access.access({ headers: officer(token) });
    const empty = await signed(first, whole, { typ: 'at+jwt', kid: '' });
    expect((await access.refusal({ headers: officer(empty) })).reason).toBe('TOKEN_KEY_UNKNOWN');
    expect((await access.refusal({ headers: await headersBy(first) })).reason).toBe('TOKEN_KEY_UNKNOWN');
  });

  it('without a kid are told to operators when there are several, instead of looking like an outage', async () => {
    const [one, other] = [first, second].map(({ jwk: { kid: _kid, ...nameless } }) => nameless);
    issuer.manners.jwks = json({ keys: [one, other] });
    expect((await access.refusal({ headers: await headersBy(first) })).code).toBe('ACCESS_UNAVAILABLE');
    expect(access.alarms).toEqual([{ code: 'NO_USABLE_KEY', origin: issuer.url, count: 1 }]);
  });

  it('are no longer good when they are gone, after five minutes at most', async () => {
    await access.access({ headers: await headersBy(first) });
    issuer.manners.jwks = json({ keys: [second.jwk] });
    access.ahead(301);
    expect((await access.refusal({ headers: await headersBy(first, 301) })).reason).toBe('TOKEN_KEY_UNKNOWN');
  });

  it('live on for an hour when the issuer is down, and then it is 503, not 401', async () => {
    await access.access({ headers: await headersBy(first) });
    issuer.manners.jwks = cut;
    access.ahead(3_500);
    await access.access({ headers: await headersBy(first, 3_500) });
    access.ahead(3_700);
    const refusal = await access.refusal({ headers: await headersBy(first, 3_700) });
    expect(refusal).toMatchObject({
      code: 'ACCESS_UNAVAILABLE',
      reason: 'KEYS_UNAVAILABLE',
      retryAfterSeconds: 5,
    });
    issuer.manners.jwks = json({ keys: [first.jwk] });
    access.ahead(3_710);
    await access.access({ headers: await headersBy(first, 3_710) });
  });

  it('that nobody could read yet make it 503, and are asked for every five seconds at most', async () => {
    issuer.manners.jwks = json({}, 500);
    const headers = await headersBy(first);
    for (const _ of [1, 2, 3]) {
      expect((await access.refusal({ headers })).code).toBe('ACCESS_UNAVAILABLE');
    }
    expect(issuer.asked.jwks).toBe(1);
    access.ahead(6);
    issuer.manners.jwks = json({ keys: [first.jwk] });
    await access.access({ headers });
    expect(issuer.asked.jwks).toBe(2);
  });

  it('of a new name cannot be told from no keys while the issuer is down', async () => {
    await access.access({ headers: await headersBy(first) });
    issuer.manners.jwks = cut;
    expect((await access.refusal({ headers: await headersBy(second) })).code).toBe('ACCESS_UNAVAILABLE');
  });

  it.each([
    [
      'a redirect',
      (response: import('node:http').ServerResponse) => response.writeHead(302, { location: '/other' }).end(),
    ],
    ['an answer of a megabyte', json({ keys: [], more: 'x'.repeat(1_048_576) })],
    [
      'a page',
      (response: import('node:http').ServerResponse) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
    ['an empty list', json({ keys: [] })],
  ] as const)('are not taken from %s', async (_name, manner) => {
    issuer.manners.jwks = (response) => {
      manner(response);
    };
    expect((await access.refusal({ headers: await headersBy(first) })).code).toBe('ACCESS_UNAVAILABLE');
    expect(issuer.asked.jwks).toBe(1);
  });

  it('with their secret half published are not used', async () => {
    issuer.manners.jwks = json({ keys: [{ ...first.jwk, d: 'AAAA' }, second.jwk] });
    expect((await access.refusal({ headers: await headersBy(first) })).reason).toBe('TOKEN_KEY_UNKNOWN');
  });
});
