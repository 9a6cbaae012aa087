import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import {
  cut,
  json,
  type Manner,
  newKey,
  signed,
  silent,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
} from './test-issuer.ts';

const login = 'https://login.opintolupa.test';
const person = '6f6dd4b2-0f3e-4bb5-9a43-0e5a3fbd7b11';
const ours = 'opintolupa-vf-sandbox';
const dsi = {
  VIRTA: 'dpp://csc:sandbox@opintolupa.test/Education/StudyRights_v0.1',
  ONR: 'dpp://oph:sandbox@opintolupa.test/Person/Identity_v0.1',
} as const;

let key: TestKey;
let es: TestKey;
let stranger: TestKey;
let issuer: TestIssuer;
let access: RunningAccess;

beforeAll(async () => {
  [key, es, stranger] = await Promise.all([newKey('RS256'), newKey('ES256'), newKey('RS256')]);
});
beforeEach(async () => {
  issuer = await startTestIssuer([key, es]);
  access = startAccess(sandboxConfig(issuer.url));
});
afterEach(async () => {
  await access.close();
  issuer.close();
});

const now = (): number => Math.floor(Date.now() / 1000);
type Claims = Readonly<Record<string, unknown>>;

function idToken(changed: Claims = {}, header: Claims = {}): Promise<string> {
  const claims = {
    iss: login,
    sub: person,
    aud: 'opintolupa-vf-sandbox',
    acr: 'a',
    iat: now(),
    exp: now() + 300,
  };
  return signed(key, { ...claims, ...changed }, header);
}

/** A consent token, spoilt in its claims, header or key. */
function consent(claims: Claims = {}, header: Claims = {}, by: TestKey = key): Promise<string> {
  const good = {
    iss: 'https://consent.opintolupa.test',
    sub: person,
    subiss: login,
    acr: 'a',
    app: 'opintolupa-vf-sandbox',
    appiss: login,
    dsi: dsi.VIRTA,
    iat: now(),
    exp: now() + 300,
  };
  const head = { typ: 'JWT', v: '0.2', tid: 'consent-1', jku: 'http://127.0.0.1:9/jwks' };
  return signed(by, { ...good, ...claims }, { ...head, ...header });
}

async function establish(consents: readonly string[], id?: string) {
  const authorization = `Bearer ${id ?? (await idToken())}`;
  return access.access({ headers: { authorization, 'x-consent-token': consents.join(', ') } });
}

describe('a person’s own token', () => {
  it('makes the request the person’s own, for one purpose, under a hashed name', async () => {
    const granted = await establish([]);
    expect(granted).toMatchObject({
      client: { id: 'vf' },
      credential: 'PERSON_TOKEN',
      purpose: 'VF_SELF_SERVICE',
      caseReference: null,
      consents: {},
      consentIds: [],
      person: null,
    });
    expect(granted.endUser).toMatch(/^[\w-]{32}$/);
    expect(granted.endUser).not.toContain(person);
    expect((await establish([])).endUser).toBe(granted.endUser);
    const other = await establish([], await idToken({ sub: 'another' }));
    expect(other.endUser).not.toBe(granted.endUser);
  });

  it.each([
    [
      'of an application that is not registered',
      { claims: { aud: 'other-app' }, header: {} },
      'TOKEN_AUDIENCE',
    ],
    ['without an audience', { claims: { aud: undefined }, header: {} }, 'TOKEN_AUDIENCE'],
    ['that is an access token', { claims: { token_use: 'access' }, header: {} }, 'TOKEN_TYPE'],
    ['of an access token’s type', { claims: {}, header: { typ: 'at+jwt' } }, 'TOKEN_TYPE'],
    ['without a subject', { claims: { sub: undefined }, header: {} }, 'TOKEN_MALFORMED'],
    ['that has ended', { claims: { exp: now() - 90 }, header: {} }, 'TOKEN_EXPIRED'],
  ] as const)('%s is refused', async (_name, changed, reason) => {
    const authorization = `Bearer ${await idToken(changed.claims, changed.header)}`;
    const refusal = await access.refusal({ headers: { authorization } });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason });
  });

  it.each([
    ['its only audience', { aud: [ours] }],
    ['its only audience, twice', { aud: [ours, ours] }],
    ['its only audience, and says so', { azp: ours }],
    ['one of its audiences, and says to which', { aud: ['x', ours], azp: ours }],
  ])('is accepted when it was given to %s', async (_name, claims) => {
    const granted = await establish([await consent()], await idToken(claims));
    expect(granted.consents).toEqual({ VIRTA: 'GRANTED' });
  });

  it.each([
    ['one of several audiences, and does not say to which', { aud: [ours, 'x'] }],
    ['another of its audiences', { aud: [ours, 'x'], azp: 'x' }],
    ['an application that is no audience of it', { azp: 'x' }],
    ['no application, by its words', { azp: '' }],
    ['a list of applications', { azp: [ours] }],
  ])('is refused when it was given to %s', async (_name, claims) => {
    const authorization = `Bearer ${await idToken(claims)}`;
    const refusal = await access.refusal({ headers: { authorization } });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_AUDIENCE' });
  });

  it('with another audience brings no consent that was given to that one', async () => {
    const token = await idToken({ aud: [ours, 'x'], azp: ours });
    expect((await establish([await consent({ app: 'x' })], token)).consents).toEqual({});
    expect(access.alarms).toEqual([{ code: 'CONSENT_FOREIGN', who: 'vf', count: 1 }]);
  });
});

describe('a consent token', () => {
  it('grants its registry and is named by its id', async () => {
    const granted = await establish([await consent()]);
    expect(granted.consents).toEqual({ VIRTA: 'GRANTED' });
    expect(granted.consentIds).toEqual(['consent-1']);
    expect(issuer.asked.verify).toBe(1);
  });

  it('for another registry beside it grants that too', async () => {
    const second = await consent({ dsi: dsi.ONR }, { tid: 'consent-2' });
    const granted = await establish([await consent(), second]);
    expect(granted.consents).toEqual({ VIRTA: 'GRANTED', ONR: 'GRANTED' });
    expect(granted.consentIds.toSorted()).toEqual(['consent-1', 'consent-2']);
  });

  it.each([
    ['another person', { sub: 'another' }, {}],
    ['another person’s issuer', { subiss: 'https://login.example' }, {}],
    ['another assurance', { acr: 'b' }, {}],
    ['no assurance', { acr: undefined }, {}],
    ['another application', { app: 'other-app' }, {}],
    ['an application that is a list', { app: ['opintolupa-vf-sandbox'] }, {}],
    ['another application’s issuer', { appiss: 'https://login.example' }, {}],
    ['a data source that is none of ours', { dsi: 'dpp://other@example/Other_v1.0' }, {}],
    ['no data source', { dsi: undefined }, {}],
    ['another consent service', { iss: 'https://consent.example' }, {}],
    ['the login’s issuer', { iss: login }, {}],
    ['an end that is past', { exp: now() - 90 }, {}],
    ['no end', { exp: undefined }, {}],
    ['another version', {}, { v: '0.3' }],
    ['no version', {}, { v: undefined }],
    ['a version that is a number', {}, { v: 0.2 }],
    ['a key of its own', {}, { jwk: { kty: 'RSA' } }],
    ['a key that is unknown', {}, { kid: 'other' }],
  ] as const)('with %s counts as none, and the service is not asked', async (_name, claims, header) => {
    const granted = await establish([await consent(claims, header)]);
    expect(granted.consents).toEqual({});
    expect(granted.consentIds).toEqual([]);
    expect(issuer.asked.verify).toBe(0);
    expect(access.alarms.map(({ code }) => code)).toEqual(['CONSENT_FOREIGN']);
  });

  it('signed by a stranger, or by another algorithm, counts as none', async () => {
    const forged = await consent({}, {}, { ...stranger, kid: key.kid });
    expect((await establish([forged, await consent({}, {}, es)])).consents).toEqual({});
  });

  it('that is foreign takes nothing from a good one', async () => {
    const granted = await establish([
      await consent({ sub: 'another', dsi: dsi.ONR }),
      await consent(),
      'rubbish',
    ]);
    expect(granted.consents).toEqual({ VIRTA: 'GRANTED' });
  });

  it('that was withdrawn grants nothing, at once', async () => {
    const token = await consent();
    expect((await establish([token])).consents).toEqual({ VIRTA: 'GRANTED' });
    issuer.manners.verify = json({ verified: false });
    const granted = await establish([token]);
    expect(granted.consents).toEqual({});
    expect(granted.consentIds).toEqual([]);
  });

  const unclear: readonly (readonly [string, Manner])[] = [
    ['is down', cut],
    ['is silent', silent],
    ['fails', json({ verified: true }, 500)],
    ['says no clear word', json({ verified: 'true' })],
    ['says nothing of it', json({})],
    ['redirects', (response) => response.writeHead(302, { location: '/Consent/Verify' }).end()],
  ];
  it.each(unclear)('cannot be relied on when the service %s', async (_name, manner) => {
    issuer.manners.verify = manner;
    const granted = await establish([await consent()]);
    expect(granted.consents).toEqual({ VIRTA: 'UNVERIFIABLE' });
    expect(granted.consentIds).toEqual([]);
    expect(issuer.asked.verify).toBe(1);
  });

  it('that cannot be checked costs its own registry alone', async () => {
    let count = 0;
    issuer.manners.verify = (response) => {
      count += 1;
      json({ verified: true }, count === 1 ? 500 : 200)(response);
    };
    const granted = await establish([await consent(), await consent({ dsi: dsi.ONR })]);
    expect(Object.values(granted.consents ?? {}).toSorted()).toEqual(['GRANTED', 'UNVERIFIABLE']);
  });

  it('gives an authority nothing, and is not looked at', async () => {
    const claims = { iss: 'https://issuer.opintolupa.test', aud: 'opintolupa-sandbox', client_id: 'migri' };
    const token = await signed(es, { ...claims, iat: now(), exp: now() + 60 }, { typ: 'at+jwt' });
    const granted = await access.access({
      headers: {
        authorization: `Bearer ${token}`,
        'x-purpose': 'MIGRI_FIRST_PERMIT',
        'x-case': '1',
        'x-end-user': 'u',
        'x-consent-token': await consent(),
      },
    });
    expect(granted.consents).toBeNull();
    expect(issuer.asked.verify).toBe(0);
    expect(access.alarms).toEqual([{ code: 'HEADER_NOT_FOR_CLIENT', who: 'migri', count: 1 }]);
  });
});
