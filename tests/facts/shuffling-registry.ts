import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Dispatcher, request } from 'undici';
import { randomFrom } from '../../mocks/generator/random.ts';
import { shuffledJson, shuffledXml } from './shuffled-lists.ts';

/** A registry that answers as another one does, each list in another order each time. */
export interface ShufflingRegistry {
  readonly url: string;
  /** Answers that came out in other words than they went in. */
  readonly changed: () => number;
  readonly close: () => Promise<void>;
}

/** Starts one in front of a registry. */
export async function startShuffling(registry: string, seed: number): Promise<ShufflingRegistry> {
  const random = randomFrom(seed);
  let changed = 0;
  const server = createServer(async (asked, response) => {
    const { statusCode, headers, body } = await forwarded(registry, asked);
    const plain = await body.text();
    const shuffled = shuffledBy(String(headers['content-type']))(plain, random);
    if (shuffled !== plain) changed += 1;
    const { 'content-length': _length, connection: _connection, ...kept } = headers;
    response.writeHead(statusCode, kept).end(shuffled);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    url: `http://127.0.0.1:${port}`,
    changed: () => changed,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** With the host that was asked, since services log their callers in for it. */
async function forwarded(registry: string, asked: IncomingMessage): Promise<Dispatcher.ResponseData> {
  const { 'content-length': _length, connection: _connection, ...headers } = asked.headers;
  const method = asked.method === 'POST' ? 'POST' : 'GET';
  const body = method === 'POST' ? await buffer(asked) : null;
  return request(`${registry}${asked.url}`, { method, headers, body });
}

function shuffledBy(type: string): typeof shuffledJson {
  if (type.includes('json')) return (plain, random) => (plain === '' ? plain : shuffledJson(plain, random));
  return type.includes('xml') ? shuffledXml : (plain) => plain;
}
