import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { traceIdOf } from '../../gateway/access/trace-id.ts';
import { holdsIdentityCode } from '../../gateway/identity-codes/identity-code-like.ts';
import { officer, type RunningAccess, sandboxConfig, startAccess } from './running-access.ts';
import { newKey, signed, startTestIssuer, type TestIssuer, type TestKey } from './test-issuer.ts';

let es: TestKey;
let rs: TestKey;
let issuer: TestIssuer;
let access: RunningAccess;

beforeAll(async () => {
  [es, rs] = await Promise.all([newKey('ES256'), newKey('RS256')]);
  issuer = await startTestIssuer([es, rs]);
});
afterAll(() => {
  issuer.close();
});
beforeEach(() => {
  access = startAccess(sandboxConfig(issuer.url));
});
afterEach(() => access.close());

const now = (): number => Math.floor(Date.now() / 1000);

function tokenOf(client: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const claims = {
    iss: 'https://issuer.opintolupa.test',
    aud: 'opintolupa-sandbox',
    client_id: client,
    ...more,
  };
  return signed(es, { ...claims, iat: now(), exp: now() + 300 }, { typ: 'at+jwt' });
}

function tokenOfPerson(): Promise<string> {
  const claims = { iss: 'https://login.opintolupa.test', sub: 'p', aud: 'opintolupa-vf-sandbox' };
  return signed(rs, { ...claims, iat: now(), exp: now() + 300 });
}

describe('an authority’s request', () => {
  it('is for the purpose, case and official that it states', async () => {
    const granted = await access.access({ headers: officer(await tokenOf('migri')) });
    expect(granted).toMatchObject({
      purpose: 'MIGRI_FIRST_PERMIT',
      caseReference: 'UMA 2026/1',
      endUser: 'official-17',
      needs: [],
      person: null,
      consents: null,
    });
    expect(access.alarms).toEqual([]);
  });

  it.each([
    ['no purpose', { 'x-purpose': '' }, { code: 'PURPOSE_REQUIRED', reason: 'PURPOSE' }],
    ['an unknown purpose', { 'x-purpose': 'CURIOSITY' }, { code: 'PURPOSE_REQUIRED', reason: 'PURPOSE' }],
    [
      'a purpose by an inherited name',
      { 'x-purpose': 'constructor' },
      { code: 'PURPOSE_REQUIRED', reason: 'PURPOSE' },
    ],
    [
      'two purposes',
      { 'x-purpose': 'MIGRI_EXTENSION, MIGRI_FIRST_PERMIT' },
      { code: 'PURPOSE_REQUIRED', reason: 'PURPOSE' },
    ],
    [
      'another client’s purpose',
      { 'x-purpose': 'FEE_OBLIGATION_CHECK' },
      { code: 'FORBIDDEN', reason: 'PURPOSE' },
    ],
    ['a person’s purpose', { 'x-purpose': 'VF_SELF_SERVICE' }, { code: 'FORBIDDEN', reason: 'PURPOSE' }],
    ['no case', { 'x-case': '' }, { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' }],
    [
      'a case of 101 letters',
      { 'x-case': 'a'.repeat(101) },
      { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' },
    ],
    [
      'a case with a line break',
      { 'x-case': 'a\n{"type":"log"}' },
      { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' },
    ],
    [
      'a case with an escape',
      { 'x-case': '\u001B[31mred' },
      { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' },
    ],
    ['a case with U+2028', { 'x-case': 'a\u2028b' }, { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' }],
    [
      'an identity code as case',
      { 'x-case': 'case 131052-308T' },
      { code: 'CASE_REFERENCE_REQUIRED', reason: 'CASE' },
    ],
    ['no official', { 'x-end-user': '' }, { code: 'END_USER_REQUIRED', reason: 'END_USER' }],
    [
      'an e-mail address',
      { 'x-end-user': 'matti@example.org' },
      { code: 'END_USER_REQUIRED', reason: 'END_USER' },
    ],
    [
      'an official’s identity code',
      { 'x-end-user': '131052-308t' },
      { code: 'END_USER_REQUIRED', reason: 'END_USER' },
    ],
    [
      'an official’s name',
      { 'x-end-user': 'Matti Meikäläinen' },
      { code: 'END_USER_REQUIRED', reason: 'END_USER' },
    ],
    ['an unknown need', { 'x-case-needs': 'EVERYTHING' }, { code: 'FORBIDDEN', reason: 'NEEDS' }],
    [
      'a need that the purpose never gets',
      { 'x-case-needs': 'PLACE' },
      { code: 'FORBIDDEN', reason: 'NEEDS' },
    ],
  ] as const)('with %s is refused', async (_name, headers, refused) => {
    const refusal = await access.refusal({ headers: officer(await tokenOf('migri'), headers) });
    expect(refusal).toMatchObject({ ...refused, clientId: 'migri' });
    for (const value of Object.values(headers).filter((text) => text !== '')) {
      expect(refusal.message).not.toContain(value);
    }
  });

  it('says in its refusal what is accepted', async () => {
    const refusal = await access.refusal({ headers: officer(await tokenOf('oph')) });
    expect(refusal.message).toBe('The client may ask only for FEE_OBLIGATION_CHECK.');
    const needs = { 'x-purpose': 'MIGRI_EXTENSION', 'x-case-needs': 'PLACE' };
    const refused = await access.refusal({ headers: officer(await tokenOf('migri'), needs) });
    expect(refused.message).toBe(
      'X-Case-Needs may name, for MIGRI_EXTENSION: ADMISSION, CONDITION, ATTAINMENTS.',
    );
  });

  it('needs no official for mass monitoring, and names what the case needs besides', async () => {
    const headers = {
      'x-purpose': 'MIGRI_POST_CHECK',
      'x-end-user': '',
      'x-case-needs': ' FEE , STUDY_RIGHT,FEE',
    };
    const granted = await access.access({ headers: officer(await tokenOf('migri'), headers) });
    expect(granted).toMatchObject({ endUser: null, needs: ['FEE'] });
  });

  it('with a token for one purpose may be for no other', async () => {
    const token = await tokenOf('migri', { purpose: 'MIGRI_FIRST_PERMIT' });
    expect((await access.access({ headers: officer(token) })).purpose).toBe('MIGRI_FIRST_PERMIT');
    const refusal = await access.refusal({ headers: officer(token, { 'x-purpose': 'MIGRI_EXTENSION' }) });
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', reason: 'PURPOSE_OF_TOKEN' });
  });

  it('that sets X-Road headers without X-Road has them ignored and alarmed', async () => {
    const road = { 'x-road-client': 'FI/GOV/1/x', 'x-road-issue': 'other', 'x-road-userid': 'other' };
    const granted = await access.access({ headers: officer(await tokenOf('migri'), road) });
    expect(granted).toMatchObject({ caseReference: 'UMA 2026/1', endUser: 'official-17' });
    expect(access.alarms).toEqual([{ code: 'HEADER_NOT_FOR_CLIENT', who: 'migri', count: 1 }]);
  });
});

describe('a client that states no purpose of its own', () => {
  const headers = {
    'x-purpose': 'MIGRI_FIRST_PERMIT',
    'x-case': 'c',
    'x-end-user': 'u',
    'x-case-needs': 'FEE',
  };

  it.each([
    ['developer', 'SANDBOX', () => tokenOf('developer')],
    ['vf', 'VF_SELF_SERVICE', tokenOfPerson],
  ] as const)(
    '%s is always for %s, whatever headers say, and alarms once a minute',
    async (id, purpose, token) => {
      const authorization = `Bearer ${await token()}`;
      for (const _ of [1, 2, 3]) {
        const granted = await access.access({ headers: { ...headers, authorization } });
        expect(granted).toMatchObject({ client: { id }, purpose, caseReference: null, needs: [] });
        expect(granted.endUser).not.toBe('u');
      }
      expect(access.alarms).toEqual([{ code: 'HEADER_NOT_FOR_CLIENT', who: id, count: 1 }]);
      access.ahead(61);
      await access.access({ headers: { ...headers, authorization } });
      expect(access.alarms[1]).toMatchObject({ count: 3 });
    },
  );

  it('may state the one that it has', async () => {
    const authorization = `Bearer ${await tokenOf('developer')}`;
    await access.access({ headers: { authorization, 'x-purpose': 'SANDBOX' } });
    expect(access.alarms).toEqual([]);
  });
});

describe('a trace', () => {
  const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  it('is the one given as a uuid or hexadecimal digits, else the parent’s', () => {
    const uuid = '0AF76519-16CD-43DD-8448-EB211C80319D';
    expect(traceIdOf([uuid], parent)).toBe('0af7651916cd43dd8448eb211c80319d');
    expect(traceIdOf([null, 'a'.repeat(32)], parent)).toBe('a'.repeat(32));
    expect(traceIdOf(['rubbish', null], parent)).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it.each([
    'garbage',
    `ff${parent.slice(2)}`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    'x'.repeat(1024),
    `${parent}\r\n`,
  ])('is a new one for a parent such as %j', (bad) => {
    const [one, other] = [traceIdOf([], bad), traceIdOf([], bad)];
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
  });
});

describe('a personal identity code', () => {
  it.each(['131052-308T', 'x131052-308t.', '99131052-308T'])('is seen in %s', (text) => {
    expect(holdsIdentityCode(text)).toBe(true);
  });

  it.each(['UMA 1234567890', '2026-000123-4567', '133052-3080'])('is not seen in %s', (text) => {
    expect(holdsIdentityCode(text)).toBe(false);
  });
});
