import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createCas } from '../../mocks/cas.ts';
import { createTokenServer } from '../../mocks/oauth.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { casLogIn } from '../../subgraphs/registry/cas.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createHttpClient, type HttpClient } from '../../subgraphs/registry/http.ts';
import { oauthLogIn } from '../../subgraphs/registry/oauth.ts';
import type { LogIn } from '../../subgraphs/registry/session.ts';

const start = 1_780_000_000_000;
const exchangePath = '/service/auth/login';
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(routes: (app: FastifyInstance) => void): Promise<string> {
  const mock = await startMock({ name: 'log-in', routes }, { people: [], now: () => start }, 0);
  closers.push(mock.close);
  return mock.url;
}

function clientOf(baseUrl: string): HttpClient {
  const clock = createClock(null);
  const settings = {
    timeoutMs: 10_000,
    maxAnswerBytes: 10_000,
    connections: 2,
    callerId: 'tests',
    clock,
    onlyMocks: false,
  };
  const client = createHttpClient({ baseUrl, ...settings });
  closers.push(client.close);
  return client;
}

function run(logIn: LogIn): ReturnType<LogIn> {
  return logIn(new AbortController().signal);
}

const failure = (code: string) => ({ answered: false, failure: { code } });

describe('a CAS log-in', () => {
  const account = { username: 'user', password: 'sec ret&=ä', personOid: 'oid', roles: [] };

  interface CasOptions {
    readonly cookie?: string;
    /** How many tickets the service refuses though CAS validates them. */
    readonly refusals?: number;
  }

  let exchanges = 0;

  /** CAS and a service behind one address; the service gives its cookie for a ticket that CAS validates. */
  async function startCas({ cookie, refusals = 0 }: CasOptions = {}): Promise<string> {
    exchanges = 0;
    const cas = createCas({
      accounts: [account],
      now: () => start,
      isKnownService: (service) => service.endsWith(exchangePath),
    });
    return serve((app) => {
      cas.routes(app);
      app.get<{ Querystring: { ticket?: string } }>(exchangePath, (request, reply) => {
        const service = `http://${request.host}${exchangePath}`;
        exchanges += 1;
        const isValid = cas.validate(request.query.ticket ?? '', service) !== null;
        if (!isValid || exchanges <= refusals) return reply.code(401).send();
        reply.header('set-cookie', ['other=1; Path=/', cookie ?? 'session=abc=; Path=/; HttpOnly']);
        return reply.redirect('/service/');
      });
    });
  }

  async function logIn(
    given: CasOptions & { readonly password?: string; readonly exchangePath?: string } = {},
  ): ReturnType<LogIn> {
    const url = await startCas(given);
    const settings = {
      cas: clientOf(`${url}/cas`),
      service: clientOf(url),
      username: account.username,
      password: given.password ?? account.password,
      exchangePath: given.exchangePath ?? exchangePath,
      cookieName: 'session',
      lifetimeMs: 60_000,
      now: () => start,
    };
    return run(casLogIn(settings));
  }

  it("ends with the service's own cookie, to be renewed after its lifetime", async () => {
    expect(await logIn()).toMatchObject({
      answered: true,
      value: { secret: 'session=abc=', renewAt: start + 60_000 },
    });
  });

  it('with a wrong password is refused', async () => {
    expect(await logIn({ password: 'wrong' })).toMatchObject(failure('AUTHENTICATION_FAILED'));
  });

  it('whose ticket the service refuses once is tried with a new one, and no more than once', async () => {
    expect(await logIn({ refusals: 1 })).toMatchObject({ answered: true, value: { secret: 'session=abc=' } });
    expect(exchanges).toBe(2);
    expect(await logIn({ refusals: 9 })).toMatchObject(failure('AUTHENTICATION_FAILED'));
    expect(exchanges).toBe(2);
  });

  it('for a service that CAS does not know is refused', async () => {
    expect(await logIn({ exchangePath: '/unknown' })).toMatchObject(failure('AUTHENTICATION_FAILED'));
  });

  it('whose service gives another cookie only is refused', async () => {
    expect(await logIn({ cookie: 'xsession=1' })).toMatchObject(failure('AUTHENTICATION_FAILED'));
  });

  it.each([
    ['no Location', undefined],
    ['a Location without a ticket', 'https://elsewhere.example/cas/login'],
    ['a ticket with a path in it', 'https://cas.example/cas/v1/tickets/TGT-1/../../x'],
  ])('is invalid when CAS answers 201 with %s', async (_what, location) => {
    const url = await serve((app) => {
      app.post('/cas/v1/tickets', (_request, reply) => {
        if (location !== undefined) reply.header('location', location);
        return reply.code(201).send();
      });
    });
    const settings = { username: 'u', password: 'p', cookieName: 'c', lifetimeMs: 1, now: () => start };
    const clients = { cas: clientOf(`${url}/cas`), service: clientOf(url) };
    expect(await run(casLogIn({ ...settings, ...clients, exchangePath }))).toMatchObject(
      failure('INVALID_ANSWER'),
    );
  });
});

describe('an OAuth log-in', () => {
  async function startTokens(): Promise<string> {
    const tokens = createTokenServer({
      basePath: '/service',
      clients: [{ clientId: 'id', clientSecret: 's&=ä', subject: 'oid', scopes: [], claims: {} }],
      now: () => start,
      scopesWhenNoneAsked: 'all',
    });
    return serve((app) => tokens.routes(app));
  }

  async function logIn(url: string, clientSecret = 's&=ä'): ReturnType<LogIn> {
    const server = clientOf(url);
    const settings = { server, clientId: 'id', clientSecret, now: () => start };
    return run(oauthLogIn({ ...settings, tokenPath: '/service/oauth2/token' }));
  }

  /** A token server that says whatever it is told to. */
  function startSaying(status: number, answer: string, type = 'application/json'): Promise<string> {
    return serve((app) => {
      app.post('/service/oauth2/token', (_request, reply) => reply.code(status).type(type).send(answer));
    });
  }

  it('ends with a bearer token, to be renewed well before its 300 seconds are over', async () => {
    const answer = await logIn(await startTokens());
    expect(answer).toMatchObject({ answered: true, value: { renewAt: start + 250_000 } });
    expect(answer.answered && answer.value.secret.split('.')).toHaveLength(3);
  });

  it('with a wrong secret is refused', async () => {
    expect(await logIn(await startTokens(), 'wrong')).toMatchObject(failure('AUTHENTICATION_FAILED'));
  });

  it('that the server calls a bad request (invalid_client by its own lights) is refused', async () => {
    const url = await startSaying(400, '{"error":"invalid_client"}');
    expect(await logIn(url)).toMatchObject(failure('AUTHENTICATION_FAILED'));
  });

  it.each([
    ['the lifetime that the server names', '{"access_token":"t","expires_in":3600}', 3_550_000],
    ['300 seconds when it names none', '{"access_token":"t"}', 250_000],
    ['a second at least, however short the token lives', '{"access_token":"t","expires_in":10}', 1000],
  ])('uses %s', async (_what, text, lifetime) => {
    const answer = await logIn(await startSaying(200, text));
    expect(answer).toMatchObject({ value: { secret: 't', renewAt: start + lifetime } });
  });

  it.each([
    ['no token', '{"expires_in":300}', 'application/json'],
    ['an empty token', '{"access_token":""}', 'application/json'],
    ['a lifetime that is none', '{"access_token":"t","expires_in":-1}', 'application/json'],
    ['no JSON', '<html></html>', 'text/html'],
  ])('is invalid when the server answers %s', async (_what, text, type) => {
    expect(await logIn(await startSaying(200, text, type))).toMatchObject(failure('INVALID_ANSWER'));
  });

  it('passes on that the server is in trouble', async () => {
    expect(await logIn(await startSaying(503, '{}'))).toMatchObject(failure('SOURCE_ERROR'));
  });
});
