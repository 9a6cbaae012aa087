import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Faultable } from './faults/dials.ts';
import { addFaultLine } from './faults/fault-line.ts';
import type { FaultName } from './faults/fault-table.ts';
import { callOf, isAdmin } from './faults/wire.ts';
import type { Person } from './person.ts';

/** What every mock registry serves: the synthetic people and the sandbox's clock. */
export interface World {
  readonly people: readonly Person[];
  /** Now, in epoch milliseconds; sessions expire by it. */
  readonly now: () => number;
}

/** A mock registry: a name and the routes that behave as its contract says. */
export interface MockRegistry {
  readonly name: string;
  readonly routes: (app: FastifyInstance, world: World) => void;
}

/** One call that a mock received. Bodies are not kept: they hold personal identity codes. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  /** What was asked for, when the path does not tell: an operation name. Never an identifier. */
  readonly operation: string | null;
  /** How many persons were asked for; null when the call is about none. */
  readonly persons: number | null;
  readonly at: number;
  /** Whether it asks for data or logs in. */
  readonly kind: 'data' | 'log-in';
  /** The fault that struck it; null when none did. */
  readonly faulted: FaultName | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by a route, for the record of calls. */
    asked: { operation: string | null; persons: number | null };
  }
}

/** What every request waits for before it is answered. */
export type Gate = () => Promise<void>;

interface Dials {
  gate: Gate | null;
}

/** A running mock registry. */
export interface RunningMock extends Faultable {
  readonly url: string;
  readonly calls: () => readonly RecordedCall[];
  readonly clearCalls: () => void;
  /** Makes every request wait for the gate; null opens it. */
  readonly setGate: (gate: Gate | null) => void;
  readonly close: () => Promise<void>;
}

const host = '127.0.0.1';

/** Starts a mock registry on loopback. Port 0 takes any free port. */
export async function startMock(registry: MockRegistry, world: World, port: number): Promise<RunningMock> {
  const calls: RecordedCall[] = [];
  const dials: Dials = { gate: null };
  const app = createApp(dials, registry.name);
  // Recorded before the answer leaves, so that whoever has it finds the call recorded, and a fault cannot hide one.
  const onCall = (request: FastifyRequest): void => {
    calls.push(recordOf(request));
  };
  const line = addFaultLine(app, { registry: registry.name, host, onCall });
  registry.routes(app, world);
  const url = await app.listen({ port, host });
  line.opened();
  return {
    name: registry.name,
    url,
    calls: () => calls,
    clearCalls: () => {
      calls.length = 0;
    },
    setGate: (gate) => {
      dials.gate = gate;
    },
    setFault: line.setFault,
    close: () => {
      line.end();
      return app.close();
    },
  };
}

function createApp(dials: Dials, name: string): FastifyInstance {
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true, exposeHeadRoutes: false });
  acceptAnyBodyAsText(app);
  app.decorateRequest('asked');
  app.addHook('onRequest', async (request, reply) => {
    // By it the sandbox knows that no real registry answers, at the end of a tunnel.
    reply.header('x-sandbox', name);
    request.asked = { operation: null, persons: null };
    if (!isAdmin(request)) await dials.gate?.();
  });
  return app;
}

/** The registries look at the content type themselves, each in its own way, so a mock must see the raw text. */
function acceptAnyBodyAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

function recordOf(request: FastifyRequest): RecordedCall {
  const { faulted } = request;
  return { method: request.method, ...callOf(request), ...request.asked, at: Date.now(), faulted };
}
