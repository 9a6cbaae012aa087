import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  newKey,
  portOf,
  signed,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
} from '../access/test-issuer.ts';
import { sendRaw, statusOf } from '../limits/raw-http.ts';
import { personaOid } from '../officer-query.ts';
import type { Headers } from '../sandbox-access.ts';
import { type LawfulSystem, type RawReply, type RecordOf, startLawful } from './lawful-system.ts';

/** A question that would be given to whoever may ask it. */
const question = JSON.stringify({
  query: '{ student(oppijanumero: "1.2.246.562.24.00000009000") { oppijanumero studyRights { state } } }',
});
const content = { 'content-type': 'application/json' };
let system: LawfulSystem;
let issuer: TestIssuer;
let es: TestKey;
let rs: TestKey;
let stranger: TestKey;
let tripwire: Server;
let tripped = 0;

beforeAll(async () => {
  [es, rs, stranger] = await Promise.all([newKey('ES256'), newKey('RS256'), newKey('ES256')]);
  issuer = await startTestIssuer([es, rs]);
  tripwire = createServer((socket) => {
    tripped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    tripwire.listen(0, '127.0.0.1', resolve);
  });
  const environment = { SANDBOX_ISSUER_URL: issuer.url, TRUSTED_PROXIES: '127.0.0.1' };
  system = await startLawful({ environment });
});
afterAll(async () => {
  await system.close();
  issuer.close();
  tripwire.close();
});
beforeEach(() => system.clearCalls());

const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const at = { typ: 'at+jwt' };

function claims(changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const whose = { iss: 'https://issuer.opintolupa.test', aud: 'opintolupa-sandbox', client_id: 'migri' };
  return { ...whose, sub: 'migri', iat: seconds(-5), exp: seconds(300), ...changed };
}

async function officer(more: Headers = {}, token?: string): Promise<Headers> {
  return {
    ...content,
    authorization: `Bearer ${token ?? (await signed(es, claims(), at))}`,
    'x-purpose': 'MIGRI_FIRST_PERMIT',
    'x-case': 'UMA-2026-1',
    'x-end-user': 'official-17',
    ...more,
  };
}

/** The headers of somebody who has logged in. */
async function person(more: Headers = {}): Promise<Headers> {
  const whose = { iss: 'https://login.opintolupa.test', sub: 'c331e4d8-90d6-4cc3-b11d-1f808322f223' };
  const log = { aud: 'opintolupa-vf-sandbox', acr: 'a', token_use: 'id', iat: seconds(0), exp: seconds(300) };
  return {
    ...content,
    authorization: `Bearer ${await signed(rs, { ...whose, ...log }, { typ: 'JWT' })}`,
    ...more,
  };
}

const refusalsSoFar = async (): Promise<readonly RecordOf<'REFUSAL'>[]> =>
  (await system.records()).filter((record) => record.kind === 'REFUSAL');

interface Refused {
  readonly reply: RawReply;
  readonly code: unknown;
  /** What the log has of it. */
  readonly records: readonly RecordOf<'REFUSAL'>[];
}

async function refused(headers: Headers, body = question): Promise<Refused> {
  const before = (await refusalsSoFar()).length;
  const reply = await system.raw(body, headers);
  const records = (await refusalsSoFar()).slice(before);
  const code: unknown = JSON.parse(reply.text).errors?.[0]?.extensions.code;
  expect(system.called()).toEqual({});
  return { reply, code, records };
}

const hs256 = (): string => {
  const input = `${encoded({ alg: 'HS256', kid: rs.kid, ...at })}.${encoded(claims())}`;
  return `${input}.${createHmac('sha256', JSON.stringify(rs.jwk)).update(input).digest('base64url')}`;
};
const trip = (): string => `http://127.0.0.1:${portOf(tripwire.address())}/keys`;

/** Tokens that are good for nothing, cases 54 to 57. */
const badTokens: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['is no token', () => 'abc'],
  ['is of alg none', () => `${encoded({ alg: 'none', kid: es.kid, ...at })}.${encoded(claims())}.AA`],
  ['is signed by the public key as a secret', hs256],
  ['brings its own key', () => signed(stranger, claims(), { ...at, jwk: stranger.jwk })],
  ['names where its key is', () => signed(es, claims(), { ...at, jku: trip() })],
  ['names where its certificate is', () => signed(es, claims(), { ...at, x5u: trip() })],
  ['has a path as kid', () => signed(es, claims(), { ...at, kid: '../../dev/null' })],
  ['has SQL as kid', () => signed(es, claims(), { ...at, kid: "' OR 1=1 --" })],
  ['is signed by a stranger', () => signed({ ...stranger, kid: es.kid }, claims(), at)],
  ['ended 61 s ago', () => signed(es, claims({ iat: seconds(-300), exp: seconds(-61) }), at)],
  ['never ends', () => signed(es, claims({ exp: undefined }), at)],
  ['has a text as its end', () => signed(es, claims({ exp: String(seconds(300)) }), at)],
  ['begins later', () => signed(es, claims({ nbf: seconds(90) }), at)],
  ['is given later', () => signed(es, claims({ iat: seconds(90) }), at)],
  ['is for another audience', () => signed(es, claims({ aud: 'opintolupa-production' }), at)],
  ['is of another issuer', () => signed(es, claims({ iss: 'https://issuer.example' }), at)],
  ['is a person’s own kind with an access token’s issuer', () => signed(es, claims(), { typ: 'JWT' })],
  ['is of a client nobody knows', () => signed(es, claims({ client_id: 'x', sub: 'x' }), at)],
];

describe('a request without a good credential', () => {
  const bodies = new Map<string, string>();
  /** Each from somewhere else: what comes from one place is summed. */
  const elsewhere = (): string => `192.0.2.${bodies.size}`;

  it('is refused without a record when it brings none at all: there is nobody to record', async () => {
    const { reply, code, records } = await refused(content);
    bodies.set('none', reply.text);
    expect([reply.status, code, records.length]).toEqual([401, 'UNAUTHENTICATED', 0]);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
  });

  it.each(badTokens)('is refused and recorded when its token %s', async (name, make) => {
    const { reply, code, records } = await refused(
      await officer({ 'x-forwarded-for': elsewhere() }, await make()),
    );
    bodies.set(name, reply.text);
    expect([reply.status, code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      code: 'UNAUTHENTICATED',
      clientId: null,
      purpose: null,
      endUser: null,
    });
  });

  it.each([
    ['brought twice', 'POST /graphql', ['Authorization: Bearer x', 'Authorization: Bearer y']],
    ['in the address', 'POST /graphql?access_token=abc', []],
    ['that is no bearer token', 'POST /graphql', ['Authorization: Basic eDp5']],
  ])('is refused and recorded with a credential %s', async (name, line, headers) => {
    const before = (await refusalsSoFar()).length;
    const length = `Content-Length: ${question.length}`;
    const head = [
      `${line} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      'Content-Type: application/json',
      `X-Forwarded-For: ${elsewhere()}`,
      length,
    ];
    const answer = await sendRaw(system.url, [`${[...head, ...headers].join('\r\n')}\r\n\r\n`, question]);
    bodies.set(name, answer.slice(answer.indexOf('\r\n\r\n') + 4));
    expect(statusOf(answer)).toBe(401);
    expect(await refusalsSoFar()).toHaveLength(before + 1);
    expect(system.called()).toEqual({});
  });

  it('hears the same whatever was wrong but for the sandbox’s word on it, and nobody was connected to', () => {
    expect(bodies.size).toBe(22);
    const plain = [...bodies.values()].map((body) => body.replace(/ In this sandbox: [^"]+/, ''));
    expect(new Set(plain).size).toBe(1);
    expect(new Set(bodies.values()).size).toBeGreaterThan(12);
    expect(tripped).toBe(0);
  });

  it('is told apart only when its credential could not be checked; what comes again is summed', async () => {
    const unchecked = await startLawful({ environment: { SANDBOX_ISSUER_URL: 'http://127.0.0.1:9' } });
    const reply = await unchecked.raw(question, await officer());
    expect([reply.status, JSON.parse(reply.text).errors[0].extensions.code]).toEqual([
      503,
      'ACCESS_UNAVAILABLE',
    ]);
    expect(unchecked.called()).toEqual({});
    for (let sent = 1; sent < 8; sent += 1) await unchecked.raw(question, await officer());
    await unchecked.close();
    const records = (await unchecked.records()).filter((record) => record.kind === 'REFUSAL');
    expect(records.map(({ code, summed }) => [code, summed?.count])).toEqual([
      ...Array.from({ length: 5 }, () => ['ACCESS_UNAVAILABLE', undefined]),
      ['ACCESS_UNAVAILABLE', 3],
    ]);
    expect(records.at(-1)?.summed?.network).toBe('127.0.0.1');
  });
});

/** What an authority states of its request, case 62. */
const unlawful: readonly (readonly [string, Headers, string])[] = [
  ['no purpose', { 'x-purpose': '' }, 'PURPOSE_REQUIRED'],
  ['a purpose nobody knows', { 'x-purpose': 'CURIOSITY' }, 'PURPOSE_REQUIRED'],
  ['a purpose that is another client’s', { 'x-purpose': 'FEE_OBLIGATION_CHECK' }, 'FORBIDDEN'],
  ['the purpose of the person’s own view', { 'x-purpose': 'VF_SELF_SERVICE' }, 'FORBIDDEN'],
  ['the sandbox’s purpose', { 'x-purpose': 'SANDBOX' }, 'FORBIDDEN'],
  ['no case', { 'x-case': '' }, 'CASE_REFERENCE_REQUIRED'],
  ['an identity code as its case', { 'x-case': ['010190', '901A'].join('-') }, 'CASE_REFERENCE_REQUIRED'],
  ['no official', { 'x-end-user': '' }, 'END_USER_REQUIRED'],
  ['an e-mail address as its official', { 'x-end-user': 'anna@example.fi' }, 'END_USER_REQUIRED'],
  ['a need that is never met', { 'x-case-needs': 'PLACE' }, 'FORBIDDEN'],
];

describe('an authority', () => {
  it.each(unlawful)(
    'that states %s is refused by name, recorded, and asks nobody',
    async (_name, headers, expected) => {
      const { reply, code, records } = await refused(await officer(headers));
      expect([reply.status, code]).toEqual([403, expected]);
      expect(records).toHaveLength(1);
      expect(records[0]).toMatchObject({ code: expected, clientId: 'migri' });
    },
  );

  it('whose token was given for one purpose is held to it', async () => {
    const token = await signed(es, claims({ purpose: 'MIGRI_POST_CHECK' }), at);
    const { reply, code, records } = await refused(await officer({}, token));
    expect([reply.status, code, records[0]?.clientId]).toEqual([403, 'FORBIDDEN', 'migri']);
  });

  it('that says so in a case reference of any accepted form is let in, and recorded as it said', async () => {
    const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee00';
    const stated = { 'x-case': '2026-000123-4567', 'x-end-user': `${'0101'}90a${'1234'}`.padEnd(64, 'f') };
    const reply = await system.raw(question, await officer({ ...stated, 'x-request-trace-id': traceId }));
    expect(JSON.parse(reply.text).data.student.studyRights.state).toBe('KNOWN');
    const [intent] = await system.recordsOf('INTENT', traceId);
    expect(intent).toMatchObject({ caseReference: stated['x-case'], endUser: stated['x-end-user'] });
  });

  it('whose operation has a name that looks like an identity code is answered, and the name is left out', async () => {
    const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee01';
    const name = `q${'010190'}A${'901A'}`;
    const body = JSON.stringify({ query: `query ${name} ${JSON.parse(question).query}` });
    const reply = await system.raw(body, await officer({ 'x-request-trace-id': traceId }));
    expect(JSON.parse(reply.text).data.student.studyRights.state).toBe('KNOWN');
    const [outcome] = await system.recordsOf('OUTCOME', traceId);
    expect(outcome?.operation?.name).toBeNull();
  });
});

describe('a person’s log-in', () => {
  const asks = (id: string): string =>
    JSON.stringify({ query: `{ student(oppijanumero: "${id}") { oppijanumero studyRights { state } } }` });

  it.each([personaOid(9000), personaOid(9001), personaOid(7777)])(
    'finds nobody by number, neither oneself nor others nor nobody: %s',
    async (id) => {
      const { reply, code, records } = await refused(await person(), asks(id));
      expect([reply.status, code]).toEqual([200, 'FORBIDDEN']);
      expect(JSON.parse(reply.text).data).toEqual({ student: null });
      expect(records).toHaveLength(1);
      expect(records[0]).toMatchObject({ code: 'FORBIDDEN', clientId: 'vf', denied: ['Query.student'] });
    },
  );

  it('gets nothing more by stating an authority’s purpose, case and official', async () => {
    const stated = { 'x-purpose': 'MIGRI_EXTENSION', 'x-case': 'c', 'x-end-user': 'u', 'x-road-userid': 'u' };
    const plain = await refused(await person(), asks(personaOid(9001)));
    const widened = await refused(await person(stated), asks(personaOid(9001)));
    expect(widened.reply.text).toBe(plain.reply.text);
    expect(widened.records[0]).toMatchObject({ purpose: 'VF_SELF_SERVICE', caseReference: null });
  });
});

describe('an identity code that cannot be one', () => {
  const good = ['020598', '902P'].join('-');
  const wrong: readonly (readonly [string, string])[] = [
    ['a wrong check character', good.replace(/P$/, 'A')],
    ['a day that is none', ['310298', '902P'].join('-')],
    ['a sign of no century', good.replace('-', '*')],
    ['another dash', good.replace('-', '\u2011')],
    ['full-width digits', good.replace('0', '\uFF10')],
    ['a blank inside', good.replace('-', '- ')],
    ['a line feed after it', `${good}\n`],
    ['nothing in it', ''],
  ];
  const query =
    'query ($code: PersonalIdentityCode!) { studentByPersonalIdentityCode(personalIdentityCode: $code) { code } }';

  it('is refused in the same bytes whatever is wrong, and without a word of it', async () => {
    const texts: string[] = [];
    for (const [, code] of wrong) {
      const { reply, code: told } = await refused(
        await officer(),
        JSON.stringify({ query, variables: { code } }),
      );
      expect([reply.status, told]).toEqual([400, 'BAD_USER_INPUT']);
      texts.push(reply.text);
    }
    expect(texts).toHaveLength(8);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toMatch(/020598|902/);
  });

  it('and is not told from a good one before it is known who asks', async () => {
    const bodies = [good, wrong[0]?.[1]].map((code) => JSON.stringify({ query, variables: { code } }));
    const replies = await Promise.all(bodies.map((body) => refused(content, body)));
    expect(replies.map(({ reply }) => reply.status)).toEqual([401, 401]);
    expect(replies[0]?.reply.text).toBe(replies[1]?.reply.text);
  });
});

describe('a learner number that cannot be one', () => {
  it.each([
    '1.2.246.562.10.00000009000',
    `1.2.246.562.24.${'0'.repeat(200)}`,
    '1.2.246.562.24.1/../x',
    `${personaOid(9000)}\n`,
  ])('is refused, and nothing of it reaches a register: %j', async (id) => {
    const body = JSON.stringify({
      query: 'query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero } }',
      variables: { id },
    });
    const { reply, code } = await refused(await officer(), body);
    expect([reply.status, code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
