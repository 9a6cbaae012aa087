import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressList } from '../../gateway/access/address-list.ts';
import { canonicalName, nameOfLines } from '../../gateway/access/distinguished-name.ts';
import type { AccessConfig } from '../../gateway/access/settings.ts';
import { clientsFileWith } from './clients-file.ts';
import { officer, type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import { newKey, signed, startTestIssuer, type TestIssuer, type TestKey } from './test-issuer.ts';

const subject = 'CN=uma.migri.test,OU=Systems,O=Migri\\, Finland,C=FI';
const roadSubject = 'CN=security-server,O=Migri,C=FI';
const road = 'FI/GOV/0245704-5/uma';
const header = 'x-amzn-mtls-clientcert-subject';
const stated = { 'x-purpose': 'MIGRI_FIRST_PERMIT', 'x-case': 'case-1', 'x-end-user': 'official-1' };

let key: TestKey;
let issuer: TestIssuer;
let access: RunningAccess;

function configWith(url: string): AccessConfig {
  const file = clientsFileWith([
    { id: 'mtls', credentials: { certificates: [subject] }, addresses: ['192.0.2.0/24', '127.0.0.1'] },
    { id: 'road', credentials: { certificates: [roadSubject] }, xRoad: road },
    { id: 'by-sub', credentials: { tokens: [{ issuer: 'sandbox', claim: 'sub', value: 'other' }] } },
    { id: 'ended', credentials: { certificates: ['CN=ended'] }, expiresAt: '2020-01-01T00:00:00Z' },
  ]);
  return sandboxConfig(url, { CLIENTS_FILE: file, TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32' });
}

beforeAll(async () => {
  key = await newKey('ES256');
  issuer = await startTestIssuer([key]);
  access = startAccess(configWith(issuer.url));
});
afterAll(async () => {
  await access.close();
  issuer.close();
});

describe('a certificate', () => {
  it('proved to our own listener makes its subject the client', async () => {
    const granted = await access.access({ headers: stated, certificateSubject: subject });
    expect(granted).toMatchObject({
      client: { id: 'mtls' },
      credential: 'CERTIFICATE',
      caseReference: 'case-1',
    });
  });

  it('told by a trusted proxy does too, from the address that the proxy saw', async () => {
    const headers = { ...stated, [header]: subject, 'x-forwarded-for': '203.0.113.9, 192.0.2.7, 10.0.0.2' };
    expect((await access.access({ headers, peerAddress: '10.0.0.1' })).client.id).toBe('mtls');
    expect((await access.access({ headers, peerAddress: '::ffff:10.0.0.1' })).client.id).toBe('mtls');
    const elsewhere = { ...headers, 'x-forwarded-for': '192.0.2.7, 203.0.113.9' };
    expect(await access.refusal({ headers: elsewhere, peerAddress: '10.0.0.1' })).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'ADDRESS',
    });
  });

  it('told by anybody else is ignored and alarmed', async () => {
    const stranger = startAccess(configWith(issuer.url));
    const headers = { ...stated, [header]: subject, 'x-forwarded-for': '192.0.2.7' };
    const refusal = await stranger.refusal({ headers, peerAddress: '198.51.100.4' });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'NO_CREDENTIAL' });
    expect(stranger.alarms).toEqual([
      { code: 'CERTIFICATE_HEADER_FROM_STRANGER', who: '198.51.100.4', count: 1 },
      { code: 'FORWARDED_FOR_FROM_STRANGER', who: '198.51.100.4', count: 1 },
    ]);
    await stranger.close();
  });

  it('of a proxy itself never stands for the client behind it', async () => {
    const request = { headers: stated, peerAddress: '10.0.0.1', certificateSubject: subject };
    expect((await access.refusal(request)).reason).toBe('NO_CREDENTIAL');
  });

  it.each([
    ['of an unknown subject', 'CN=other,C=FI', 'CLIENT_UNKNOWN'],
    [
      'with the parts in another order',
      'C=FI,O=Migri\\, Finland,OU=Systems,CN=uma.migri.test',
      'CLIENT_UNKNOWN',
    ],
    ['with a comma that is not escaped', subject.replace('\\,', ','), 'CLIENT_UNKNOWN'],
    ['whose client’s registration has ended', 'CN=ended', 'CLIENT_EXPIRED'],
  ] as const)('%s is refused', async (_name, certificateSubject, reason) => {
    expect((await access.refusal({ headers: stated, certificateSubject })).reason).toBe(reason);
  });

  it('told twice by a proxy is refused', async () => {
    const rawHeaders = [header, subject, header.toUpperCase(), subject];
    const request = { headers: { ...stated, [header]: subject }, rawHeaders, peerAddress: '10.0.0.1' };
    expect((await access.refusal(request)).reason).toBe('CREDENTIAL_TWICE');
  });

  it('beside another client’s token is refused, and so is a token that names two clients', async () => {
    const claims = {
      iss: 'https://issuer.opintolupa.test',
      aud: 'opintolupa-sandbox',
      client_id: 'token-client',
    };
    const iat = Math.floor(Date.now() / 1000);
    const token = await signed(key, { ...claims, iat, exp: iat + 60 }, { typ: 'at+jwt' });
    expect((await access.access({ headers: officer(token) })).client.id).toBe('token-client');
    const both = { headers: officer(token), certificateSubject: subject };
    expect((await access.refusal(both)).reason).toBe('CLIENTS_DIFFER');
    const ofTwo = await signed(key, { ...claims, sub: 'other', iat, exp: iat + 60 }, { typ: 'at+jwt' });
    expect((await access.refusal({ headers: officer(ofTwo) })).reason).toBe('CLIENT_UNKNOWN');
  });
});

describe('X-Road', () => {
  const ofRoad = {
    'x-purpose': 'MIGRI_FIRST_PERMIT',
    'x-road-client': road,
    'x-road-issue': 'UMA-77',
    'x-road-userid': 'official-9',
    'x-road-id': '0af76519-16cd-43dd-8448-eb211c80319c',
  };

  it('names the case, the official and the trace', async () => {
    expect(await access.access({ headers: ofRoad, certificateSubject: roadSubject })).toMatchObject({
      client: { id: 'road' },
      caseReference: 'UMA-77',
      endUser: 'official-9',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  it.each([{ 'x-road-client': 'FI/GOV/0245704-5/other' }, { 'x-road-client': '' }])(
    'that names another member, or none, is refused: %o',
    async (changed) => {
      const refusal = await access.refusal({
        headers: { ...ofRoad, ...changed },
        certificateSubject: roadSubject,
      });
      expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'XROAD_CLIENT' });
    },
  );

  it('is not believed from a client without a security server', async () => {
    const headers = { ...ofRoad, ...stated };
    const granted = await access.access({ headers, certificateSubject: subject });
    expect(granted).toMatchObject({ client: { id: 'mtls' }, caseReference: 'case-1', endUser: 'official-1' });
    expect(access.alarms).toContainEqual({ code: 'HEADER_NOT_FOR_CLIENT', who: 'mtls', count: 1 });
  });

  it('does not excuse an official’s identity code', async () => {
    const headers = { ...ofRoad, 'x-road-userid': 'FI131052-308T' };
    const refusal = await access.refusal({ headers, certificateSubject: roadSubject });
    expect(refusal.code).toBe('END_USER_REQUIRED');
  });
});

type Attribute = readonly [type: string, value: string];

const attribute = fc.tuple(
  fc.constantFrom('CN', 'O', 'OU', 'C', 'L', 'serialNumber'),
  fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aB7 ,+"\\<>;=#ä\u0000\n') }),
);
const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });

/** How one writer spells names. */
interface Spelling {
  readonly hex: boolean;
  readonly spaces: string;
  readonly lower: boolean;
}
const spelling: fc.Arbitrary<Spelling> = fc.record({
  hex: fc.boolean(),
  spaces: fc.constantFrom('', ' ', '  '),
  lower: fc.boolean(),
});

const hexOf = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');

function spelt(parts: readonly (readonly Attribute[])[], { hex, spaces, lower }: Spelling): string {
  const value = (text: string): string => {
    if (hex) return hexOf(text);
    const escaped = text
      .replaceAll(/[,+"\\<>;=]/g, (sign) => `\\${sign}`)
      .replaceAll('\u0000', hexOf)
      .replaceAll('\n', hexOf);
    return escaped.replace(/^[ #]/, (sign) => `\\${sign}`).replace(/(?<!^\\?) $/, '\\ ');
  };
  const one = ([type, text]: Attribute): string =>
    `${spaces}${lower ? type.toLowerCase() : type}${spaces}=${spaces}${value(text)}${spaces}`;
  return parts.map((part) => part.map(one).join('+')).join(',');
}

const meaning = (parts: readonly (readonly Attribute[])[]): string =>
  JSON.stringify(parts.map((part) => part.map((one) => JSON.stringify(one)).toSorted()));

describe('a distinguished name', () => {
  it('is the same in whatever way it is spelt', () => {
    fc.assert(
      fc.property(name, spelling, spelling, (parts, one, other) => {
        const canonical = canonicalName(spelt(parts, one));
        expect(canonical).not.toBeNull();
        expect(canonicalName(spelt(parts, other))).toBe(canonical);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never the same as another', () => {
    fc.assert(
      fc.property(name, name, spelling, (parts, others, how) => {
        const areSame = canonicalName(spelt(parts, how)) === canonicalName(spelt(others, how));
        expect(areSame).toBe(meaning(parts) === meaning(others));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aC=,+"\\#0f ;') }), (text) => {
        const canonical = canonicalName(text);
        expect(canonical === null || canonical.startsWith('[')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none when it is longer than 4,096 signs, whatever they are', () => {
    for (const sign of ['a', ' ', '\\\\', ',', '+', '"', '\\20']) {
      const name = `CN=x${sign.repeat(5_000)}`;
      expect(canonicalName(name)).toBeNull();
    }
    expect(canonicalName(`CN=${'a'.repeat(4_093)}`)).not.toBeNull();
    expect(canonicalName(`CN=${'a'.repeat(4_094)}`)).toBeNull();
  });

  it('may be quoted, and have a number for a type', () => {
    expect(canonicalName('O="Migri, Finland",OID.2.5.4.3=x')).toBe(canonicalName('O=Migri\\, Finland,CN=x'));
    expect(nameOfLines('C=FI\nO=Migri\\, Finland\nCN=x')).toBe('CN=x,O=Migri\\, Finland,C=FI');
  });

  it.each(['', 'CN', 'CN=', '=x', 'CN=x,', 'CN="x', 'CN=x\\', 'CN=x\\zz', 'CN=#0', 'CN=\\ff', '/C=FI/CN=x'])(
    'is none when it is %j',
    (text) => {
      expect(canonicalName(text)).toBeNull();
    },
  );
});

describe('a list of addresses', () => {
  it('holds networks of both families, and IPv4 in its IPv6 dress', () => {
    const list = addressList(['192.0.2.0/24', '2001:db8::/32', '198.51.100.7']);
    const held = ['192.0.2.9', '::ffff:192.0.2.9', '2001:db8::1', '198.51.100.7'];
    expect(held.map((address) => list?.includes(address))).toEqual([true, true, true, true]);
    const others = ['192.0.3.1', '2001:db9::1', '198.51.100.8', 'localhost', ''];
    expect(others.map((address) => list?.includes(address))).toEqual([false, false, false, false, false]);
  });

  it.each(['192.0.2.0/33', '192.0.2', '::/129', '1.2.3.4/8/8', '1.2.3.4/', 'x'])(
    'cannot hold %s',
    (network) => {
      expect(addressList([network])).toBeNull();
    },
  );
});
