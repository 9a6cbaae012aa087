import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCas } from '../../mocks/cas.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';

const service = 'https://registry.example/auth/login';
const clock = { now: 1_780_000_000_000 };
const cas = createCas({
  accounts: [{ username: 'user', password: 'secret', personOid: '1.2.246.562.24.70000000014', roles: ['R'] }],
  now: () => clock.now,
  isKnownService: (asked) => asked.startsWith('https://registry.example/'),
});
let server: RunningMock;

beforeEach(async () => {
  const now = () => clock.now;
  server = await startMock({ name: 'cas', routes: (app) => cas.routes(app) }, { people: [], now }, 0);
});
afterEach(() => server.close());

function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
}

async function logIn(): Promise<string> {
  const reply = await postForm(`${server.url}/cas/v1/tickets`, { username: 'user', password: 'secret' });
  expect(reply.status).toBe(201);
  return reply.headers.get('location') ?? '';
}

async function serviceTicket(location: string): Promise<string> {
  const reply = await postForm(location, { service });
  expect(reply.status).toBe(200);
  return (await reply.text()).trim();
}

describe('ticket-granting tickets', () => {
  it('come as the last part of the Location', async () => {
    expect(await logIn()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cas\/v1\/tickets\/TGT-[\w-]+$/);
  });

  it('are refused to bad credentials', async () => {
    const reply = await postForm(`${server.url}/cas/v1/tickets`, { username: 'user', password: 'wrong' });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('location')).toBeNull();
  });

  it('are asked for by a form only', async () => {
    const body = JSON.stringify({ username: 'user', password: 'secret' });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${server.url}/cas/v1/tickets`, { method: 'POST', body, headers });
    expect(reply.status).toBe(415);
  });

  it('live for 8 hours', async () => {
    const location = await logIn();
    clock.now += 8 * 60 * 60 * 1000 - 1;
    expect((await postForm(location, { service })).status).toBe(200);
    clock.now += 1;
    expect((await postForm(location, { service })).status).toBe(404);
  });

  it('are 404 when unknown', async () => {
    expect((await postForm(`${server.url}/cas/v1/tickets/TGT-nobody`, { service })).status).toBe(404);
  });
});

describe('service tickets', () => {
  it('tell who logged in', async () => {
    const ticket = await serviceTicket(await logIn());
    expect(ticket).toMatch(/^ST-/);
    const user = { username: 'user', personOid: '1.2.246.562.24.70000000014', roles: ['R'] };
    expect(cas.validate(ticket, service)).toEqual(user);
  });

  it('can be spent once', async () => {
    const ticket = await serviceTicket(await logIn());
    expect(cas.validate(ticket, service)).not.toBeNull();
    expect(cas.validate(ticket, service)).toBeNull();
  });

  it('live for 5 seconds', async () => {
    const location = await logIn();
    const [fresh, stale] = [await serviceTicket(location), await serviceTicket(location)];
    clock.now += 4_999;
    expect(cas.validate(fresh, service)).not.toBeNull();
    clock.now += 1;
    expect(cas.validate(stale, service)).toBeNull();
  });

  it('are for the exact service string, and spent by showing them to another', async () => {
    const ticket = await serviceTicket(await logIn());
    expect(cas.validate(ticket, `${service}/`)).toBeNull();
    expect(cas.validate(ticket, service)).toBeNull();
  });

  it('are refused for services that CAS does not know, and without a service', async () => {
    const location = await logIn();
    expect((await postForm(location, { service: 'https://elsewhere.example/' })).status).toBe(403);
    expect((await postForm(location, {})).status).toBe(400);
  });
});

it('answers a followed redirect with a login page and status 200', async () => {
  const reply = await fetch(`${server.url}/cas/login?service=${encodeURIComponent(service)}`);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/html');
});
