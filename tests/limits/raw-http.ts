import { connect } from 'node:net';

/** Sends bytes as they are and gives all that comes back until the connection closes. */
export function sendRaw(url: string, parts: readonly (string | Uint8Array)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(Buffer.from(chunk)));
    // A server that refuses may reset what is still being sent.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(received).toString()));
    for (const part of parts) socket.write(part);
  });
}

/** The head of a POST to the GraphQL endpoint, closing the connection afterwards. */
export function head(...headers: readonly string[]): string {
  const lines = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The status of a raw answer; 0 when there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
