import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGrantKey } from '../../gateway/federation/remote/grant-key.ts';
import { createGrantSigner, type GrantSigner } from '../../gateway/federation/remote/grant-signer.ts';
import { grantClaims } from '../../subgraphs/registry/grant-claims.ts';
import { createGrantVerifier, type GrantVerifierParts } from '../../subgraphs/registry/grant-token.ts';
import { createReplayGuard } from '../../subgraphs/registry/replay-guard.ts';
import { writtenFile } from '../access/clients-file.ts';
import { grantFor } from '../grants.ts';

const start = Date.parse('2026-11-24T09:00:00Z');
let passed = 0;
/** By how many milliseconds the subgraph's clock is ahead of the gateway's. */
let ahead = 0;
const at = (ms: number) => ({ now: () => new Date(start + ms), today: () => '2026-11-24' });
const gatewayClock = { now: () => at(passed).now() };
const subgraphClock = { now: () => at(passed + ahead).now(), today: () => '2026-11-24' };
const body = Buffer.from('{"query":"{ __typename }"}');
let sign: GrantSigner;
let keys: GrantVerifierParts['keys'];

beforeAll(async () => {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const key = readGrantKey({ variable: 'KEY', path: writtenFile('key.json', jwk) });
  if (!key.ok) throw new Error(key.problems.join());
  sign = await createGrantSigner({ key: key.value, mode: 'mock', clock: gatewayClock });
  const { kty, crv, x } = key.value;
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const known = await importJWK({ kty, crv, x }, 'EdDSA');
  keys = { find: async (asked) => (asked === kid && !(known instanceof Uint8Array) ? known : null) };
});

function verifier() {
  [passed, ahead] = [0, 0];
  return createGrantVerifier({
    mode: 'mock',
    subgraph: 'virta',
    keys,
    clock: subgraphClock,
    now: () => passed,
  });
}

const usual = { subgraph: 'virta', requestId: 'r-1', day: null, calls: false, grant: grantFor('SANDBOX') };
const token = (more = {}) => sign({ ...usual, body, ...more });

describe('a grant', () => {
  it.each([
    grantFor('SANDBOX'),
    grantFor('MIGRI_POST_CHECK', { needs: ['FEE'], endUser: 'official-7' }),
    grantFor('VF_SELF_SERVICE', {
      consents: { VIRTA: 'GRANTED', ONR: 'UNVERIFIABLE' },
      self: '1.2.246.562.24.00000009000',
    }),
    grantFor('VF_SELF_SERVICE', { consents: {} }),
    grantFor('MIGRI_FIRST_PERMIT', { endUser: 'ä'.repeat(200) }),
    null,
  ])('arrives as it left', async (grant) => {
    const found = await verifier().check(await token({ grant, day: '2026-01-31', calls: true }));
    expect(found).toMatchObject({
      ok: true,
      claims: { grant, day: '2026-01-31', calls: true, request: 'r-1' },
    });
  });

  it.each([
    [0, 34_999, 'good'],
    [0, 35_000, 'EXPIRED'],
    [-5_000, 0, 'good'],
    [-6_000, 0, 'EXPIRED'],
    [5_000, 29_999, 'good'],
    [5_000, 30_000, 'EXPIRED'],
  ])('on a clock %d ms ahead is, after %d ms, %s', async (difference, ms, expected) => {
    const { check } = verifier();
    const made = await token();
    [passed, ahead] = [ms, difference];
    const found = await check(made);
    expect(found.ok ? 'good' : found.fault).toBe(expected);
  });

  it('runs out while its body is on the way', async () => {
    const { check, redeem } = verifier();
    const found = await check(await token());
    passed = 35_000;
    expect(found.ok && redeem(found.claims, body)).toBe('EXPIRED');
  });

  it('is for one body, and good once', async () => {
    const { check, redeem } = verifier();
    const found = await check(await token());
    if (!found.ok) throw new Error(found.fault);
    const faults = [Buffer.alloc(0), Buffer.from('{}'), body, body].map((one) => redeem(found.claims, one));
    expect(faults).toEqual(['BODY', 'BODY', null, 'REPLAYED']);
  });

  it('is never the same twice', async () => {
    const made = await Promise.all([token(), token()]);
    expect(new Set(made).size).toBe(2);
  });
});

describe('ids of grants', () => {
  it('are kept for as long as a grant may be good on clocks that change, and no longer', () => {
    let now = 0;
    const firstTime = createReplayGuard({ now: () => now });
    const seen = [0, 39_999, 40_000].map((ms) => {
      now = ms;
      return firstTime('a');
    });
    expect(seen).toEqual(['FIRST', 'AGAIN', 'FIRST']);
  });

  it('are never forgotten to make room: what is new is refused until there is', () => {
    let now = 0;
    const firstTime = createReplayGuard({ now: () => now, most: 2 });
    expect(['a', 'b', 'c', 'a', 'b'].map(firstTime)).toEqual(['FIRST', 'FIRST', 'FULL', 'AGAIN', 'AGAIN']);
    now = 40_000;
    expect(['c', 'a'].map(firstTime)).toEqual(['FIRST', 'FIRST']);
  });
});

describe('claims', () => {
  const grant = grantFor('SANDBOX');
  const claims = {
    ...{ aud: 'mock:virta', iat: 100, exp: 130, jti: 'a'.repeat(16), request: 'r-1', body: 'b'.repeat(43) },
    ...{ day: null, calls: false, grant },
  };

  it('are accepted whole', () => {
    expect(grantClaims.safeParse(claims).success).toBe(true);
  });

  it.each(Object.keys(claims))('are refused without %s', (name) => {
    expect(grantClaims.safeParse({ ...claims, [name]: undefined }).success).toBe(false);
  });

  it.each([
    ['another purpose', { purpose: 'ALL' }],
    ['an inherited name as purpose', { purpose: 'toString' }],
    ['a need that is no row', { needs: ['ALL'] }],
    ['a consent for no registry', { consents: { KELA: 'GRANTED' } }],
    ['a consent in no known state', { consents: { ONR: 'yes' } }],
    ['no consents at all, which would mean that none are needed', { consents: undefined }],
    ['no word on whose data it is', { self: undefined }],
    ['somebody who is no learner number', { self: '150398-905K' }],
    ['something more', { admin: true }],
    ['too long an end user', { endUser: 'x'.repeat(201) }],
  ])('are refused whose grant has %s', (_what, more) => {
    expect(grantClaims.safeParse({ ...claims, grant: { ...grant, ...more } }).success).toBe(false);
  });

  it.each([
    ['a time that is none', { iat: 130 }],
    ['a longer time', { exp: 131 }],
    ['parts of seconds', { iat: 100.5 }],
    ['a short id', { jti: 'a' }],
    ['no text as a wish', { calls: 'include' }],
  ])('are refused with %s', (_what, more) => {
    expect(grantClaims.safeParse({ ...claims, ...more }).success).toBe(false);
  });
});
