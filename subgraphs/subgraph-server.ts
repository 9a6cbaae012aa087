import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { aloneIn } from './alone.ts';
import { createCallRecord } from './registry/call-record.ts';
import { listeningTo } from './registry/call-witness.ts';
import { asksForCalls } from './registry/calls-header.ts';
import { chosenDayOf, clockOn } from './registry/chosen-day.ts';
import type { Clock } from './registry/clock.ts';
import { createDeadline } from './registry/deadline.ts';
import { createExecutor } from './registry/executor.ts';
import type { FactRead } from './registry/fact-read.ts';
import { decodeGrant, grantHeader } from './registry/grant-header.ts';

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** How a subgraph's server answers. */
export interface SubgraphServerOptions {
  readonly schema: GraphQLSchema;
  readonly clock: Clock;
  /** Time of an operation whose gateway does not say how much is left, in milliseconds. */
  readonly deadlineMs: number;
  /** Whether a request may choose the day on which rules are computed: in a sandbox only. */
  readonly mayChooseDay: boolean;
}

const bodyLimit = 64 * 1024 * 1024;

/** A subgraph as an HTTP server of its own: `POST /graphql` for gateways, `GET /health/live` for operators. */
export function createSubgraphServer(options: SubgraphServerOptions): FastifyInstance {
  const { schema, deadlineMs } = options;
  const run = createExecutor(schema);
  const app = Fastify({ bodyLimit, exposeHeadRoutes: false });
  app.removeContentTypeParser('text/plain');
  const isAlone = aloneIn(app);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.post('/graphql', async (request, reply) => {
    const parsed = requestSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ errors: [{ message: 'Not a GraphQL request.' }] });
    const clientGone = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) clientGone.abort();
    });
    const left = leftOf(request.headers['x-deadline-ms']) ?? deadlineMs;
    const signal = createDeadline(left, [clientGone.signal]);
    const header = request.headers['x-request-id'];
    const requestId = typeof header === 'string' ? header.slice(0, 64) : '';
    const { query, variables } = parsed.data;
    const grant = decodeGrant(request.headers[grantHeader]);
    const reads: FactRead[] = [];
    const onRead = (read: FactRead): void => {
      reads.push(read);
    };
    const chosenDay = options.mayChooseDay ? chosenDayOf(request.headers) : null;
    const clock = clockOn(chosenDay, options.clock);
    const made = new Map<object, object>();
    const context = { signal, clock, requestId, isAlone, grant, onRead, made };
    const work = () => run({ query, variables: variables ?? {}, context });
    if (!asksForCalls(request.headers)) {
      const result = await work();
      return { ...result, extensions: { ...result.extensions, reads } };
    }
    const record = createCallRecord(performance.now());
    const result = await listeningTo(record.listener, work);
    return { ...result, extensions: { ...result.extensions, reads, calls: record.calls() } };
  });
  return app;
}

function leftOf(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,7}$/.test(header) ? Number(header) : null;
}
