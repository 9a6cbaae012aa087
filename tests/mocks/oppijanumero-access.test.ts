import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tokenReplySchema } from '../../subgraphs/oppijanumero/contract.ts';
import { askToken, oids, type RunningOnr, startOnr, tokenOf } from './oppijanumero-running.ts';

const { manual } = oids;
let onr: RunningOnr;

beforeEach(async () => {
  onr = await startOnr();
});
afterEach(() => onr.server.close());

describe('OAuth2', () => {
  it('gives an RS256 token for 300 seconds that the published key verifies', async () => {
    const reply = tokenReplySchema.strict().parse(await (await askToken(onr.server, {})).json());
    expect(reply).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    const [head = '', body = '', signature = ''] = reply.access_token.split('.');
    const { keys } = jwksSchema.parse(
      await (await fetch(`${onr.server.url}/kayttooikeus-service/oauth2/jwks`)).json(),
    );
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    const signed = Buffer.from(`${head}.${body}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      iss: `${onr.server.url}/kayttooikeus-service`,
      roles: {
        '1.2.246.562.10.00000000001': expect.arrayContaining(['OPPIJANUMEROREKISTERI_REKISTERINPITAJA_READ']),
      },
    });
  });

  it('refuses Basic, wrong secrets, other grants and JSON', async () => {
    const basic = {
      authorization: `Basic ${Buffer.from('opintolupa:opintolupa-sandbox').toString('base64')}`,
    };
    expect((await askToken(onr.server, {}, basic)).status).toBe(401);
    expect((await askToken(onr.server, { client_secret: 'wrong' })).status).toBe(401);
    expect((await askToken(onr.server, { grant_type: 'password' })).status).toBe(400);
    expect((await askToken(onr.server, {}, { 'content-type': 'application/json' })).status).toBe(401);
    expect((await askToken(onr.server, { scope: 'oauth2' })).status).toBe(200);
    expect((await askToken(onr.server, { scope: 'other' })).status).toBe(400);
  });

  it('answers 401 invalid_token to a forged token and to an expired one', async () => {
    const token = await tokenOf(onr.server, 'opintolupa', 'opintolupa-sandbox');
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ sub: 'x', aud: 'opintolupa', exp: 9e9 })).toString(
      'base64url',
    );
    for (const bad of ['nonsense', 'a.b.c', `${head}.${other}.${signature}`, `${head}.${body}.`]) {
      const reply = await onr.get(`/henkilo/${manual}`, { authorization: `Bearer ${bad}` });
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toContain('invalid_token');
    }
    onr.clock.now += 300_000;
    expect((await onr.get(`/henkilo/${manual}`)).headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('answers 401, not 403, to a valid token that lacks rights', async () => {
    const authorization = `Bearer ${await tokenOf(onr.server, 'norights', 'norights')}`;
    const reply = await onr.post('/henkilo/masterHenkilosByOidList', [manual], { authorization });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBeNull();
    expect((await onr.get(`/henkilo/${manual}`, { authorization })).status).toBe(401);
  });
});

describe('CAS', () => {
  it('sends whoever has no session to the login page', async () => {
    const reply = await onr.get(`/henkilo/${manual}`, { authorization: '' });
    expect(reply.status).toBe(302);
    const service = encodeURIComponent(`${onr.base}/j_spring_cas_security_check`);
    expect(reply.headers.get('location')).toBe(`${onr.server.url}/cas/login?service=${service}`);
  });

  it('serves a session, until it has idled away', async () => {
    const cookie = await sessionOf(await ticketFor('opintolupa', 'opintolupa-sandbox'));
    const call = () => onr.get('/cas/prequel', { authorization: '', cookie: `CSRF=x; ${cookie}` });
    expect(await (await call()).text()).toBe('ok');
    expect((await onr.get(`/henkilo/${manual}`, { authorization: '', cookie })).status).toBe(200);
    onr.clock.now += 31 * 60 * 1000;
    expect((await call()).status).toBe(302);
  });

  it('hands out a cookie for a bad ticket too; the next call tells', async () => {
    const cookie = await sessionOf('ST-forged');
    expect((await onr.get('/cas/prequel', { authorization: '', cookie })).status).toBe(302);
  });

  it('answers 401 to a session that lacks rights', async () => {
    const cookie = await sessionOf(await ticketFor('norights', 'norights'));
    expect((await onr.get(`/henkilo/${manual}`, { authorization: '', cookie })).status).toBe(401);
    expect((await onr.get('/cas/prequel', { authorization: '', cookie })).status).toBe(200);
  });

  it('takes a ticket in a header, and in the query of anything but a POST', async () => {
    const path = '/henkilo/masterHenkilosByOidList';
    const ticket = () => ticketFor('opintolupa', 'opintolupa-sandbox');
    const header = { authorization: '', cassecurityticket: await ticket() };
    expect((await onr.post(path, [], header)).status).toBe(200);
    expect((await onr.post(`${path}?ticket=${await ticket()}`, [], { authorization: '' })).status).toBe(302);
    const reply = await onr.get(`/cas/prequel?ticket=${await ticket()}`, { authorization: '' });
    expect(reply.headers.get('set-cookie')).toContain('JSESSIONID=');
    expect(reply.status).toBe(200);
  });

  it('lets a bearer token by, whatever the cookie', async () => {
    expect((await onr.get(`/henkilo/${manual}`, { cookie: 'JSESSIONID=nobody' })).status).toBe(200);
  });
});

const jwksSchema = z.object({ keys: z.array(z.object({ kty: z.string(), n: z.string(), e: z.string() })) });

async function ticketFor(username: string, password: string): Promise<string> {
  const postForm = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const login = await postForm(`${onr.server.url}/cas/v1/tickets`, { username, password });
  const service = `${onr.base}/j_spring_cas_security_check`;
  return (await postForm(login.headers.get('location') ?? '', { service })).text();
}

async function sessionOf(ticket: string): Promise<string> {
  const reply = await onr.get(`/j_spring_cas_security_check?ticket=${ticket}`, { authorization: '' });
  return /JSESSIONID=[^;]+/.exec(reply.headers.get('set-cookie') ?? '')?.[0] ?? 'no cookie';
}
