import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands before an issuer and has its consent service take its time. */
export interface SlowConsents {
  readonly url: string;
  /** How long each check of a consent waits, milliseconds. */
  delayMs: number;
  readonly close: () => void;
}

/** Passes everything on to an issuer. */
export async function slowConsents(issuerUrl: string): Promise<SlowConsents> {
  const server = createServer(async (incoming, outgoing) => {
    if (incoming.url === '/Consent/Verify') await sleep(slow.delayMs);
    const { method, headers, url = '/' } = incoming;
    const passed = request(new URL(url, issuerUrl), { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const slow = { url: `http://127.0.0.1:${port}`, delayMs: 0, close };
  return slow;
}
