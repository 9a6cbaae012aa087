import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type FailureKind, failureMessages } from '../../gateway/federation/remote/call-failure.ts';
import { type AskedSource, sourceAt } from './asked-source.ts';
import { type Behaviour, sending, startLoopback } from './loopback.ts';

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function sourceOf(behaviour: Behaviour): Promise<AskedSource> {
  const server = await startLoopback(behaviour);
  const source = sourceAt(server.url);
  opened.push(source, server);
  return source;
}

/** A URL that nobody listens at. */
async function deadUrl(): Promise<string> {
  const server = await startLoopback(sending({ body: {} }));
  await server.close();
  return server.url;
}

const thing = { data: { thing: { id: '1' } } };
const own = { extensions: { reads: [] } };
const broken =
  (headers: Record<string, string>): Behaviour =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.write('{"data":{"thing":', () => response.socket?.destroy());
  };

const failures: readonly (readonly [kind: FailureKind, what: string, status: number | null, Behaviour])[] = [
  ['NOT_HTTP', 'other bytes', null, (response) => void response.socket?.end('SSH-2.0-x\r\n\r\n')],
  ['UNREACHABLE', 'a connection that is closed', null, (response) => void response.socket?.destroy()],
  [
    'STATUS',
    'a failing server',
    502,
    sending({ status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' }),
  ],
  [
    'STATUS',
    'a refusal in JSON, which may be anybody’s',
    401,
    sending({ status: 401, body: { errors: [{ message: 'no' }] } }),
  ],
  ['STATUS', 'a redirect', 307, sending({ status: 307, headers: { location: '/other' }, body: thing })],
  ['CONTENT_TYPE', 'a page', 200, sending({ type: 'text/html', body: '<p>Welcome</p>' })],
  ['CONTENT_TYPE', 'no type', 200, sending({ type: null, body: thing })],
  [
    'CONTENT_TYPE',
    'another character set',
    200,
    sending({ type: 'application/json; charset=latin1', body: thing }),
  ],
  ['CONTENT_TYPE', 'nothing', 204, sending({ status: 204, type: null, body: '' })],
  [
    'CONTENT_ENCODING',
    'gzip',
    200,
    sending({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(JSON.stringify(thing)) }),
  ],
  [
    'TOO_LARGE',
    'a length of a terabyte',
    200,
    sending({ headers: { 'content-length': String(2 ** 40) }, body: '{' }),
  ],
  ['TRUNCATED', 'less than its length', 200, broken({ 'content-length': '100' })],
  ['TRUNCATED', 'chunks without an end', 200, broken({})],
  ['NOT_JSON', 'half of JSON', 200, sending({ body: '{"data":{' })],
  ['NOT_JSON', 'an empty body', 200, sending({ body: '' })],
  [
    'NOT_JSON',
    'bytes that are no UTF-8',
    200,
    sending({ body: Buffer.from('{"data":{"a":"\xe4"}}', 'latin1') }),
  ],
  ['NOT_GRAPHQL', 'a list', 200, sending({ body: [thing] })],
  ['NOT_GRAPHQL', 'a text', 200, sending({ body: '"data"' })],
  ['NOT_GRAPHQL', 'data that are a list', 200, sending({ body: { data: [] } })],
  ['NOT_GRAPHQL', 'an error without a message', 200, sending({ body: { errors: [{}] } })],
  [
    'NOT_GRAPHQL',
    'a path of objects',
    200,
    sending({ body: { ...thing, errors: [{ message: 'x', path: [{}] }] } }),
  ],
  ['NO_DATA', 'an object', 200, sending({ body: {} })],
  ['NO_DATA', 'null and no errors', 200, sending({ body: { data: null, errors: [] } })],
  ['NO_DATA', 'only what was read', 200, sending({ body: own })],
  ['BAD_READS', 'reads that are null', 200, sending({ body: { ...thing, extensions: { reads: null } } })],
  [
    'BAD_READS',
    'reads of another form',
    200,
    sending({ body: { ...thing, extensions: { reads: [{ subject: 'x' }] } } }),
  ],
];

describe('a call that fails', () => {
  it.each(failures)('as %s: %s', async (...[kind, , status, behaviour]) => {
    const source = await sourceOf(behaviour);
    const { error, reply, requestId } = await source.ask();
    expect(reply).toBeNull();
    expect(error).toMatchObject({
      message: 'The part “part” of the gateway gave no answer.',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'part' },
    });
    const { ms, ...fields } = source.warnings[0]?.fields ?? {};
    expect(fields).toEqual({
      subgraph: 'part',
      kind,
      ...(status === null ? {} : { status }),
      requestId,
      count: 1,
    });
    expect(ms).toSatisfy(Number.isInteger);
    expect(source.warnings).toHaveLength(1);
    expect(source.warnings[0]?.message).toBe(failureMessages[kind]);
  });

  it('as UNREACHABLE: nobody listens', async () => {
    const source = sourceAt(await deadUrl());
    opened.push(source);
    const { error } = await source.ask();
    expect(error).toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'part' } });
    expect(source.warnings.map(({ fields }) => fields.kind)).toEqual(['UNREACHABLE']);
  });

  it('as TLS: the server speaks none', async () => {
    const server = await startLoopback(sending({ body: thing }));
    const source = sourceAt(server.url.replace('http:', 'https:'));
    opened.push(source, server);
    const { error } = await source.ask();
    expect(error).toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'part' } });
    expect(source.warnings.map(({ fields }) => fields.kind)).toEqual(['TLS']);
  });

  it.each([
    ['no answer', null, () => undefined],
    [
      'an answer that goes on',
      200,
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ],
  ] satisfies [string, number | null, Behaviour][])('as TIMEOUT: %s', async (_what, status, behaviour) => {
    const source = await sourceOf(behaviour);
    const { error } = await source.ask({}, { deadlineMs: 300 });
    expect(error).toMatchObject({
      message: 'The part “part” of the gateway did not answer in time.',
      extensions: { code: 'DEADLINE_EXCEEDED', subgraph: 'part' },
    });
    expect(source.warnings).toMatchObject([
      { fields: { kind: 'TIMEOUT', ...(status === null ? {} : { status }) } },
    ]);
  });

  it('as each kind that there is, here or below', () => {
    const tried = [...failures.map(([kind]) => kind), 'TLS', 'TIMEOUT', 'ERRORS'];
    expect(new Set(tried)).toEqual(new Set(Object.keys(failureMessages)));
  });

  it('follows no redirect', async () => {
    const server = await startLoopback(
      sending({ status: 308, headers: { location: '/other' }, body: thing }),
    );
    const source = sourceAt(server.url);
    opened.push(source, server);
    await source.ask();
    expect(server.requests).toHaveLength(1);
  });

  it('because its client went away is told to nobody', async () => {
    const gone = new AbortController();
    const source = await sourceOf(() => gone.abort());
    const { reply } = await source.ask({}, { clientGone: gone.signal });
    expect(reply).toBeNull();
    expect(source.warnings).toEqual([]);
  });

  it('leaves the next one to succeed, each time', async () => {
    let answers = 0;
    const source = await sourceOf((response, received) => {
      answers += 1;
      const [, , , fail = sending({ body: thing })] = failures[(answers - 1) / 2] ?? [];
      return (answers % 2 === 1 ? fail : sending({ body: thing }))(response, received);
    });
    for (const [kind] of failures) {
      expect((await source.ask()).reply, kind).toBeNull();
      expect((await source.ask()).reply, kind).toEqual({ ...thing, errors: [] });
    }
  });
});

it('holds no connection, however many are refused', async () => {
  const page = sending({ status: 500, type: 'text/html', body: 'x'.repeat(200_000) });
  let asked = 0;
  const source = await sourceOf((response, received) => {
    asked += 1;
    return (asked <= 65 ? page : sending({ body: thing }))(response, received);
  });
  for (let refused = 0; refused < 65; refused += 1) await source.ask();
  expect((await source.ask({}, { deadlineMs: 5_000 })).reply).toEqual({ ...thing, errors: [] });
});

describe('what operators are told', () => {
  it('is each kind once a minute, with how often it came', async () => {
    const source = await sourceOf(sending({ status: 503, body: {} }));
    for (let asked = 0; asked < 5; asked += 1) await source.ask();
    expect(source.warnings.map(({ fields }) => fields.count)).toEqual([1]);
    source.pass(60_000);
    for (let asked = 0; asked < 3; asked += 1) await source.ask();
    expect(source.warnings.map(({ fields }) => fields.count)).toEqual([1, 5]);
    source.pass(60_000);
    await source.ask();
    expect(source.warnings.map(({ fields }) => fields.count)).toEqual([1, 5, 3]);
  });

  it('is another kind also while one is silent', async () => {
    const behaviours = [
      sending({ status: 503, body: {} }),
      sending({ body: {} }),
      sending({ status: 503, body: {} }),
    ];
    const source = await sourceOf((response, received) => behaviours.shift()?.(response, received));
    for (let asked = 0; asked < 3; asked += 1) await source.ask();
    expect(source.warnings.map(({ fields }) => fields.kind)).toEqual(['STATUS', 'NO_DATA']);
  });

  it('is not where a subgraph is, nor what is asked of it', async () => {
    const url = await deadUrl();
    const source = sourceAt(url);
    opened.push(source);
    const variables = { representations: [{ oppijanumero: '1.2.246.562.24.00000009000' }] };
    await source.ask({ query: 'query secret { thing { id } }', variables });
    const told = JSON.stringify(source.warnings);
    expect(told).not.toContain(new URL(url).port);
    expect(told).not.toMatch(/127\.0\.0\.1|graphql"|thing|secret|9000/);
  });
});
