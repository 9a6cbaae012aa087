import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

/** A server on the loopback interface. */
export interface Loopback {
  readonly url: string;
  /** Bodies and headers of the requests that came, in order. */
  readonly requests: readonly Received[];
  readonly close: () => Promise<void>;
}

/** One request. */
export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a server does with a request whose body has been read. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

/** Starts a server that does this with each request. */
export async function startLoopback(behaviour: Behaviour): Promise<Loopback> {
  const requests: Received[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const received = { headers: request.headers, body };
    requests.push(received);
    behaviour(response, received);
  };
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A reply as a server sends it. */
export interface Sent {
  readonly status?: number;
  readonly statusText?: string;
  /** Null: none at all. */
  readonly type?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer | object;
}

/** Sends this. */
export function sending({
  status = 200,
  statusText,
  type = 'application/json',
  headers,
  body,
}: Sent): Behaviour {
  return (response) => {
    response.writeHead(status, statusText, {
      ...(type === null ? {} : { 'content-type': type }),
      ...headers,
    });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };
}
