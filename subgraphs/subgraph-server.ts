import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { aloneIn } from './alone.ts';
import type { Door } from './grant-door.ts';
import { refuse } from './refusals.ts';
import { createCallRecord } from './registry/call-record.ts';
import { listeningTo } from './registry/call-witness.ts';
import { clockOn } from './registry/chosen-day.ts';
import type { Clock } from './registry/clock.ts';
import { createDeadline } from './registry/deadline.ts';
import { createExecutor } from './registry/executor.ts';
import type { FactRead } from './registry/fact-read.ts';
import type { GrantClaims } from './registry/grant-claims.ts';

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** How a subgraph answers. */
export interface GraphParts {
  readonly schema: GraphQLSchema;
  readonly clock: Clock;
  /** Time of an operation whose gateway does not say how much is left, in milliseconds. */
  readonly deadlineMs: number;
  readonly door: Door;
}

/** Serves a subgraph to gateways, `POST /graphql`: all of it, its schema too, by signed grants alone. */
export function serveGraph(app: FastifyInstance, { schema, clock, deadlineMs, door }: GraphParts): void {
  const run = createExecutor(schema);
  const isAlone = aloneIn(app);
  // A grant is for a body as it came, byte by byte.
  app.removeContentTypeParser(['text/plain', 'application/json']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/graphql', { onRequest: door.letIn }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const claims = door.redeem(request, body);
    if (claims === null) return refuse(reply, 'UNAUTHENTICATED');
    const parsed = requestSchema.safeParse(jsonIn(body));
    if (!parsed.success) return refuse(reply, 'BAD_REQUEST');
    const { query, variables } = parsed.data;
    const reads: FactRead[] = [];
    const onRead = (read: FactRead): void => {
      reads.push(read);
    };
    const signal = createDeadline(leftOf(request) ?? deadlineMs, [goneSignal(reply)]);
    const context = { ...contextOf(claims, clock), signal, isAlone, onRead, made: new Map<object, object>() };
    const work = () => run({ query, variables: variables ?? {}, context });
    if (!claims.calls) {
      const result = await work();
      return { ...result, extensions: { ...result.extensions, reads } };
    }
    const record = createCallRecord(performance.now());
    const result = await listeningTo(record.listener, work);
    return { ...result, extensions: { ...result.extensions, reads, calls: record.calls() } };
  });
}

function contextOf({ request: requestId, grant, day }: GrantClaims, clock: Clock) {
  return { requestId, grant, clock: clockOn(day, clock) };
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** Aborts when the gateway goes away before it has its answer. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** How much time the gateway says is left, in milliseconds. Nobody learns anything by another time. */
function leftOf({ headers }: FastifyRequest): number | null {
  const header = headers['x-deadline-ms'];
  return typeof header === 'string' && /^\d{1,7}$/.test(header) ? Number(header) : null;
}
