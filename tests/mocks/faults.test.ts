import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { askForToken, type DataCall, loggedIn, send, sendRaw, startMockOf } from './faults-calls.ts';

const mocks = new Map<string, { readonly mock: RunningMock; call: DataCall }>();

beforeAll(async () => {
  for (const name of ['virta', 'migri', 'oppijanumero', 'opintopolku']) {
    const mock = await startMockOf(name);
    mocks.set(name, { mock, call: (await loggedIn[name]?.(mock)) ?? raise(name) });
  }
});
afterAll(async () => {
  for (const { mock } of mocks.values()) await mock.close();
});
afterEach(async () => {
  for (const { mock } of mocks.values()) await mock.setFault(null);
});

function raise(name: string): never {
  throw new Error(`no mock ${name}`);
}

const running = (name: string) => mocks.get(name) ?? raise(name);

/** Turns a dial and makes one call. */
async function struck(name: string, setting: FaultSetting) {
  const { mock, call } = running(name);
  await mock.setFault(setting);
  return send(mock, call);
}

async function struckRaw(name: string, setting: FaultSetting) {
  const { mock, call } = running(name);
  await mock.setFault(setting);
  return sendRaw(mock, call);
}

describe('the connection', () => {
  it('hang: the question is taken and recorded, and nothing comes back', async () => {
    const { mock } = running('virta');
    mock.clearCalls();
    const exchange = await struckRaw('virta', { fault: 'hang' });
    await vi.waitFor(() =>
      expect(mock.calls()).toMatchObject([
        { operation: 'OpiskelijanKaikkiTiedotLista', persons: 2, faulted: 'hang' },
      ]),
    );
    expect(exchange.received()).toBe('');
    exchange.socket.destroy();
  });

  it('latency: the whole answer comes, and the call counts as struck', async () => {
    const { mock, call } = running('virta');
    const { text } = await send(mock, call);
    mock.clearCalls();
    expect((await struck('virta', { fault: 'latency', ms: 5 })).text).toBe(text);
    expect(mock.calls()).toMatchObject([{ faulted: 'latency' }]);
  });

  it('hang-body: the head comes with the length of a body that does not', async () => {
    const exchange = await struckRaw('virta', { fault: 'hang-body', bytes: 3 });
    await vi.waitFor(() => expect(exchange.received()).toMatch(/content-length: \d{3,}[\s\S]*\r\n\r\n<SO$/i));
    exchange.socket.destroy();
  });

  it('slow-drip: a byte at a time', async () => {
    const exchange = await struckRaw('virta', { fault: 'slow-drip', ms: 1 });
    const sizes: number[] = [];
    exchange.socket.on('data', ({ length }: Buffer) => sizes.push(length));
    await vi.waitFor(() => expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(20));
    exchange.socket.destroy();
  });

  it('reset: the connection is reset before and after the first bytes', async () => {
    const before = await struckRaw('migri', { fault: 'reset' });
    expect(await before.ended).toBe('ECONNRESET');
    expect(before.received()).toBe('');
    const after = await struckRaw('migri', { fault: 'reset-mid-body', bytes: 5 });
    expect(await after.ended).toBe('ECONNRESET');
    expect(after.received()).toMatch(/\r\n\r\n\{"per$|^$/);
  });

  it('truncated: less comes than was declared, or the last chunk does not come', async () => {
    const declared = await struckRaw('migri', { fault: 'truncated' });
    expect(await declared.ended).toBe('end');
    const [head = '', body = ''] = declared.received().split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(body.length).toBe(Math.ceil(length / 2));
    const chunked = await struckRaw('migri', { fault: 'truncated-chunked' });
    expect(await chunked.ended).toBe('end');
    expect(chunked.received()).toMatch(/transfer-encoding: chunked/i);
    expect(chunked.received()).not.toMatch(/\r\n0\r\n\r\n$/);
    await expect(struck('migri', { fault: 'truncated' })).rejects.toThrow();
    await expect(struck('migri', { fault: 'truncated-chunked' })).rejects.toThrow();
  });

  it('refuse: the port is closed until the dial is back, and is the same port', async () => {
    const { mock, call } = running('virta');
    await mock.setFault({ fault: 'refuse' });
    await expect(send(mock, call)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await mock.setFault(null);
    expect((await send(mock, call)).status).toBe(200);
  });

  it.each(['virta', 'migri'])('endless-body of %s: goes on until the reader leaves', async (name) => {
    const exchange = await struckRaw(name, { fault: 'endless-body' });
    let bytes = 0;
    await new Promise<void>((resolve) => {
      exchange.socket.on('data', ({ length }: Buffer) => {
        bytes += length;
        if (bytes > 3_000_000) resolve();
      });
    });
    exchange.socket.destroy();
    const bounded = await struckRaw(name, { fault: 'endless-body', mebibytes: 1 });
    expect(await bounded.ended).toMatch(/end|ECONNRESET/);
  });
});

describe('the status', () => {
  it.each([
    ['status-500', 500],
    ['status-502', 502],
    ['status-503', 503],
    ['status-504', 504],
    ['status-400', 400],
    ['status-403', 403],
  ] as const)('%s', async (fault, status) => {
    for (const name of ['virta', 'migri']) {
      const answer = await struck(name, { fault });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(answer.text).toContain('FAULT-CANARY');
    }
  });

  it.each([
    ['status-503-retry-after', 503],
    ['status-429', 429],
  ] as const)('%s: as a number or as a date', async (fault, status) => {
    const number = await struck('migri', { fault, seconds: 7 });
    expect([number.status, number.headers.get('retry-after')]).toEqual([status, '7']);
    const date = await struck('migri', { fault, seconds: 600, form: 'date' });
    const ahead = Date.parse(date.headers.get('retry-after') ?? '') - Date.now();
    expect(Math.round(ahead / 60_000)).toBe(10);
  });

  it('redirect: to a host that is not there', async () => {
    const { status, headers } = await struck('oppijanumero', { fault: 'redirect' });
    expect([status, headers.get('location')]).toEqual([302, 'https://elsewhere.invalid/']);
  });
});

describe('the session', () => {
  const refusals = { migri: 401, oppijanumero: 401, opintopolku: 401 };

  it.each(Object.entries(refusals))('%s: expired, a new log-in helps', async (name, status) => {
    const place = running(name);
    expect((await struck(name, { fault: 'expired-session' })).status).toBe(status);
    place.call = (await loggedIn[name]?.(place.mock)) ?? raise(name);
    expect((await send(place.mock, place.call)).status).toBe(200);
    expect(place.mock.calls().filter(({ faulted }) => faulted === 'expired-session')).toHaveLength(1);
  });

  it.each(Object.entries(refusals))(
    '%s: never logged in, a new log-in does not help',
    async (name, status) => {
      const { mock } = running(name);
      await mock.setFault({ fault: 'never-logged-in' });
      const call = (await loggedIn[name]?.(mock)) ?? raise(name);
      expect((await send(mock, call)).status).toBe(status);
      await mock.setFault(null);
      expect((await send(mock, call)).status).toBe(200);
    },
  );

  it('ONR sends a caller whose CAS session has expired to CAS', async () => {
    const { mock, call } = running('oppijanumero');
    const { authorization: _token, ...headers } = call.headers;
    await mock.setFault({ fault: 'never-logged-in' });
    const answer = await send(mock, { ...call, headers: { ...headers, cookie: 'JSESSIONID=x' } });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('/cas/login?'),
    ]);
  });

  it('wrong credentials and a log-in that is down strike the log-in, not the data', async () => {
    const { mock } = running('migri');
    await mock.setFault({ fault: 'wrong-credentials' });
    expect((await askForToken(`${mock.url}/oauth2/token`)).status).toBe(401);
    const place = running('migri');
    await mock.setFault(null);
    place.call = (await loggedIn.migri?.(mock)) ?? raise('migri');
    expect((await struck('migri', { fault: 'login-down' })).status).toBe(200);
    expect((await askForToken(`${mock.url}/oauth2/token`)).status).toBe(503);
    expect((await struck('migri', { fault: 'login-down-expired' })).status).toBe(401);
    await mock.setFault(null);
    place.call = (await loggedIn.migri?.(mock)) ?? raise('migri');
  });
});
