import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createDeadline } from '../../subgraphs/registry/deadline.ts';
import { createHttpClient, type HttpClient } from '../../subgraphs/registry/http.ts';
import { createRetryBudget } from '../../subgraphs/registry/retry-budget.ts';

const servers: Server[] = [];
const clients: HttpClient[] = [];

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) server.close();
});

/** A server that counts connections and requests, and does with each request what a test says. */
async function start(behaviour: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const seen = { connections: 0, requests: 0, sockets };
  const server = createServer((socket) => {
    seen.connections += 1;
    seen.sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (!/^(?:GET|POST) /.test(bytes.toString('latin1'))) return;
      seen.requests += 1;
      behaviour(socket);
    });
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return { seen, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

function clientOf(baseUrl: string) {
  const attempts = { all: 0, retries: 0 };
  const client = createHttpClient({
    baseUrl,
    timeoutMs: 10_000,
    connectTimeoutMs: 100,
    maxAnswerBytes: 1_000,
    connections: 4,
    callerId: 'tests',
    onlyMocks: false,
    clock: createClock(null),
    onAttempt: (isRetry) => {
      attempts.all += 1;
      if (isRetry) attempts.retries += 1;
    },
  });
  clients.push(client);
  return { client, attempts };
}

async function closeAll(sockets: Socket[], close: (socket: Socket) => void): Promise<void> {
  for (const socket of sockets.splice(0)) {
    close(socket);
    await once(socket, 'close');
  }
}

async function closedPort(): Promise<number> {
  const { port } = await start(() => undefined);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return port;
}

async function codeOf(client: HttpClient, signal = new AbortController().signal) {
  const answer = await client.call({ method: 'POST', path: '/', body: '{}', signal });
  return answer.answered ? answer.value.status : answer.failure.code;
}

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const unavailable = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n';

describe('a call that cannot have reached the registry', () => {
  it('is made once more when the connection is refused', async () => {
    const { client, attempts } = clientOf(`http://127.0.0.1:${await closedPort()}`);
    expect(await codeOf(client)).toBe('UNREACHABLE');
    expect(attempts).toEqual({ all: 2, retries: 1 });
  });

  it('is made once more when the name is not found', async () => {
    const { client, attempts } = clientOf('http://registry.invalid');
    expect(await codeOf(client)).toBe('UNREACHABLE');
    expect(attempts.all).toBe(2);
  });

  it('is made once more when TLS does not come about in time', async () => {
    const { seen, port } = await start(() => undefined);
    const { client, attempts } = clientOf(`https://127.0.0.1:${port}`);
    expect(await codeOf(client)).toBe('UNREACHABLE');
    expect([attempts.all, seen.connections, seen.requests]).toEqual([2, 2, 0]);
    for (const socket of seen.sockets) socket.destroy();
  });

  it('is answered when the second try reaches it', async () => {
    const port = await closedPort();
    const { client, attempts } = clientOf(`http://127.0.0.1:${port}`);
    const answer = codeOf(client);
    const server = createServer((socket) => socket.on('data', () => socket.end(ok)));
    servers.push(server);
    await vi.waitUntil(() => attempts.all > 0);
    server.listen(port, '127.0.0.1');
    expect(await answer).toBe(200);
  });

  it('goes to a new connection when the idle one was closed: each call arrives exactly once', async () => {
    const { seen, port } = await start((socket) => socket.write(ok));
    const { client, attempts } = clientOf(`http://127.0.0.1:${port}`);
    for (let n = 0; n < 20; n += 1) {
      expect(await codeOf(client)).toBe(200);
      await closeAll(seen.sockets, (socket) => socket.destroy());
    }
    expect([seen.connections, seen.requests, attempts.retries]).toEqual([20, 20, 0]);
  });

  it('is made once more when the idle connection is found reset, and arrives exactly once', async () => {
    const { seen, port } = await start((socket) => socket.write(ok));
    const { client, attempts } = clientOf(`http://127.0.0.1:${port}`);
    expect(await codeOf(client)).toBe(200);
    await closeAll(seen.sockets, (socket) => socket.resetAndDestroy());
    expect(await codeOf(client)).toBe(200);
    expect([seen.connections, seen.requests, attempts.retries]).toEqual([2, 2, 1]);
  });

  it('is not made again with less than four tenths of its time left', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const port = await closedPort();
    const signal = createDeadline(10_000);
    vi.advanceTimersByTime(6_100);
    const late = clientOf(`http://127.0.0.1:${port}`);
    expect(await codeOf(late.client, signal)).toBe('UNREACHABLE');
    expect(late.attempts.all).toBe(1);
  });

  it('is not made again for a caller that is gone', async () => {
    const caller = new AbortController();
    const { client, attempts } = clientOf(`http://127.0.0.1:${await closedPort()}`);
    const answer = codeOf(client, caller.signal);
    caller.abort();
    expect(await answer).toMatch(/TIMEOUT|UNREACHABLE/);
    expect(attempts.all).toBe(1);
  });
});

describe('a call that may have reached the registry', () => {
  const cases: readonly (readonly [string, (socket: Socket) => void, number | string])[] = [
    ['reset after it was sent', (socket) => socket.resetAndDestroy(), 'UNREACHABLE'],
    ['closed after it was sent', (socket) => socket.end(), 'UNREACHABLE'],
    ['503', (socket) => socket.write(unavailable), 503],
    ['broken off in its answer', (socket) => socket.end(ok.slice(0, -1)), 'UNREACHABLE'],
    ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'INVALID_ANSWER'],
  ];

  it.each(cases)('%s: it is there once', async (_what, behaviour, code) => {
    const { seen, port } = await start(behaviour);
    const { client, attempts } = clientOf(`http://127.0.0.1:${port}`);
    expect(await codeOf(client)).toBe(code);
    expect([seen.requests, attempts.all]).toEqual([1, 1]);
  });

  it.each(cases)(
    '%s on a connection that was used before: it is there once',
    async (_what, behaviour, code) => {
      const { seen, port } = await start((socket) => {
        if (seen.requests === 1) socket.write(ok);
        else behaviour(socket);
      });
      const { client, attempts } = clientOf(`http://127.0.0.1:${port}`);
      expect(await codeOf(client)).toBe(200);
      expect(await codeOf(client)).toBe(code);
      expect([seen.requests, attempts.all]).toEqual([2, 2]);
    },
  );
});

describe('retries', () => {
  it('are at most a tenth of the calls while nothing can be reached', async () => {
    const { client, attempts } = clientOf(`http://127.0.0.1:${await closedPort()}`);
    for (let n = 0; n < 200; n += 1) expect(await codeOf(client)).toBe('UNREACHABLE');
    expect(attempts).toEqual({ all: 220, retries: 20 });
  });

  it('are not saved up: a good day earns one', () => {
    const budget = createRetryBudget();
    for (let n = 0; n < 10_000; n += 1) budget.earn();
    expect(Array.from({ length: 20 }, () => budget.spend()).filter(Boolean)).toHaveLength(1);
  });
});
