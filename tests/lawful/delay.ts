import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { portOf } from '../access/test-issuer.ts';

/** What a busy machine of two cores can resolve in a thousand pairs. */
const delayMs = 2;

/** Stands between a client and the gateway, and can make one arm of an experiment slower. */
export interface Delay {
  readonly url: string;
  /** The arm, by the header `x-arm`, that is slower by two milliseconds; null for none. */
  readonly slowArm: (arm: number | null) => void;
  readonly close: () => void;
}

/** Starts on a free port, with one connection to the gateway. */
export async function startDelay(gatewayUrl: string): Promise<Delay> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let slow: string | null = null;
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { 'x-arm': arm, ...headers } = incoming.headers;
    const started = performance.now();
    while (slow !== null && arm === slow && performance.now() - started < delayMs);
    const onward = request(`${gatewayUrl}/graphql`, { method: 'POST', headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    slowArm: (arm) => {
      slow = arm === null ? null : String(arm);
    },
    close: () => {
      server.close();
      agent.destroy();
    },
  };
}
