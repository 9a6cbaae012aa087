import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../subgraphs/registry/answer.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { createHttpClient, type HttpClient, type HttpReply } from '../../subgraphs/registry/http.ts';

type Behaviour = (socket: Socket) => void;

const limit = 100_000;
const servers: Server[] = [];
const sockets = new Set<Socket>();
const clients: HttpClient[] = [];

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** A server that does with each connection, once a request has come in, what a faulty registry would. */
async function startFaulty(behaviour: Behaviour): Promise<{ port: number; connections: Socket[] }> {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    connections.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => behaviour(socket));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, connections };
}

function clientOf(port: number, timeoutMs = 10_000): HttpClient {
  const client = createHttpClient({
    baseUrl: `http://127.0.0.1:${port}`,
    timeoutMs,
    maxAnswerBytes: limit,
    connections: 2,
    callerId: 'tests',
    onlyMocks: false,
    clock: createClock(null),
  });
  clients.push(client);
  return client;
}

async function ask(behaviour: Behaviour, timeoutMs?: number): Promise<Answer<HttpReply>> {
  const { port } = await startFaulty(behaviour);
  return clientOf(port, timeoutMs).call({ method: 'GET', path: '/', signal: new AbortController().signal });
}

/** Waits until the server sees the connection closed; the test's own time limit says that it never was. */
async function ended(connection: Socket | undefined): Promise<void> {
  expect(connection).toBeDefined();
  if (!connection?.closed) await new Promise((resolve) => connection?.once('close', resolve));
}

function head(length: number | null, more = ''): string {
  const framing = length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`;
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${framing}\r\n${more}\r\n`;
}

function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

/** Writes a chunk whenever there is room, for ever. */
function flood(socket: Socket): void {
  const piece = chunk('x'.repeat(1000));
  const pour = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', pour);
  pour();
}

const invalid = { answered: false, failure: { code: 'INVALID_ANSWER', retryAt: null } };
const unreachable = { answered: false, failure: { code: 'UNREACHABLE', retryAt: null } };
const timeout = { answered: false, failure: { code: 'TIMEOUT', retryAt: null } };

describe('an answer that cannot be read', () => {
  it('compressed, though nobody asked for it: invalid, never unpacked, and the process lives on', async () => {
    const packed = gzipSync('[]');
    const reply = await ask((socket) => {
      socket.write(head(packed.length, 'content-encoding: gzip\r\n'));
      socket.write(packed);
    });
    expect(reply).toEqual(invalid);
  });

  it('one byte over the limit: invalid; exactly at the limit: read', async () => {
    const send = (size: number) => (socket: Socket) => {
      socket.write(head(size));
      socket.write('x'.repeat(size));
    };
    expect(await ask(send(limit + 1))).toEqual(invalid);
    const reply = await ask(send(limit));
    expect(reply.answered && reply.value.text.length).toBe(limit);
  });

  it('endless: invalid as soon as the limit is passed, and the connection is ended', async () => {
    const { port, connections } = await startFaulty((socket) => {
      socket.write(head(null));
      flood(socket);
    });
    const { signal } = new AbortController();
    const reply = await clientOf(port).call({ method: 'GET', path: '/', signal });
    expect(reply).toEqual(invalid);
    await ended(connections[0]);
  });

  it.each([
    ['a lone continuation byte', Buffer.from([0x5b, 0x80, 0x5d])],
    ['Latin-1', Buffer.from('"Mäkinen"', 'latin1')],
    ['cut in the middle of a letter', Buffer.from('"ä').subarray(0, 2)],
  ])('no UTF-8 (%s): invalid, nothing is replaced', async (_what, bytes) => {
    const reply = await ask((socket) => {
      socket.write(head(bytes.length));
      socket.write(bytes);
    });
    expect(reply).toEqual(invalid);
  });

  it('a letter split over two packets is still one letter', async () => {
    const reply = await ask((socket) => {
      socket.write(`${head(null)}1\r\n`);
      socket.write(Buffer.from([0xc3]));
      socket.write('\r\n1\r\n');
      socket.write(Buffer.from([0xa4]));
      socket.write('\r\n0\r\n\r\n');
    });
    expect(reply).toMatchObject({ answered: true, value: { text: 'ä' } });
  });

  it('not HTTP at all: invalid', async () => {
    expect(await ask((socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'))).toEqual(invalid);
  });
});

describe('an answer that breaks off', () => {
  it('before its headers: unreachable', async () => {
    expect(await ask((socket) => void socket.resetAndDestroy())).toEqual(unreachable);
  });

  it('with nothing listening: unreachable', async () => {
    const { port } = await startFaulty(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const { signal } = new AbortController();
    expect(await clientOf(port).call({ method: 'GET', path: '/', signal })).toEqual(unreachable);
  });

  it('with a host that does not exist: unreachable', async () => {
    const client = createHttpClient({
      baseUrl: 'http://registry.invalid',
      timeoutMs: 10_000,
      maxAnswerBytes: limit,
      connections: 1,
      callerId: 'tests',
      onlyMocks: false,
      clock: createClock(null),
    });
    clients.push(client);
    const { signal } = new AbortController();
    expect(await client.call({ method: 'GET', path: '/', signal })).toEqual(unreachable);
  });

  it.each([
    ['length declared', `${head(30)}[{"a":1}]`],
    ['length declared, reset', `${head(30)}[{"a":1}]`],
    ['in chunks', `${head(null)}${chunk('[{"a":1}]')}`],
    ['inside its headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
  ])('after some of it (%s): no answer, never a shorter one', async (what, sent) => {
    const reply = await ask((socket) => {
      if (what.endsWith('reset')) socket.write(sent, () => socket.resetAndDestroy());
      else socket.end(sent);
    });
    expect(reply.answered).toBe(false);
    expect(reply.answered || ['UNREACHABLE', 'INVALID_ANSWER'].includes(reply.failure.code)).toBe(true);
  });
});

describe('an answer that takes too long', () => {
  it('with no byte sent: time is up', async () => {
    expect(await ask(() => undefined, 150)).toEqual(timeout);
  });

  it('dripping its body for ever: the whole call has one time limit', async () => {
    const reply = await ask((socket) => {
      socket.write(head(null));
      const drip = setInterval(() => socket.write(chunk(' ')), 20);
      socket.on('close', () => clearInterval(drip));
    }, 150);
    expect(reply).toEqual(timeout);
  });

  it('for its caller, who goes away while the body is read: the connection is ended', async () => {
    const caller = new AbortController();
    const { port, connections } = await startFaulty((socket) => {
      socket.write(`${head(1000)}[`, () => caller.abort());
    });
    const reply = await clientOf(port).call({ method: 'GET', path: '/', signal: caller.signal });
    expect(reply).toEqual(timeout);
    await ended(connections[0]);
  });

  it('leaves the client able to call again', async () => {
    let calls = 0;
    const { port } = await startFaulty((socket) => {
      calls += 1;
      if (calls > 2) socket.write(`${head(2)}[]`);
    });
    const client = clientOf(port, 500);
    const ask = () => client.call({ method: 'GET', path: '/', signal: new AbortController().signal });
    // As many as there are connections: one that is not given back would be missed.
    expect(await Promise.all([ask(), ask()])).toEqual([timeout, timeout]);
    expect(await ask()).toMatchObject({ answered: true, value: { text: '[]' } });
  });
});
