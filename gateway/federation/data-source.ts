import type { GraphQLSchema } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import { listenersHere } from '../../subgraphs/registry/call-witness.ts';
import { callsHeader, includeCalls } from '../../subgraphs/registry/calls-header.ts';
import { chosenDayHeader } from '../../subgraphs/registry/chosen-day.ts';
import { remainingMs } from '../../subgraphs/registry/deadline.ts';
import { createExecutor } from '../../subgraphs/registry/executor.ts';
import { factReadSchema } from '../../subgraphs/registry/fact-read.ts';
import { encodeGrant, grantHeader } from '../../subgraphs/registry/grant-header.ts';
import type { PortionLimits } from '../../subgraphs/registry/subgraph.ts';
import { upstreamCallSchema } from '../../subgraphs/registry/upstream-call.ts';
import { passOn } from '../data-flow/remote-calls.ts';
import { codedError } from '../errors.ts';
import type { SubgraphQuestion, SubgraphReply } from './execution/plan-run.ts';
import type { GatewayContext } from './request.ts';

/** A part of the graph that can be asked. */
export interface SubgraphSource {
  /** Whether it runs in this process: then its executor has checked what it answers. */
  readonly isInProcess: boolean;
  /** How it is asked about many people; absent: about all at once. */
  readonly portions?: PortionLimits | null;
  /** Rejects with an error that a client may see when there is no answer. */
  readonly ask: (question: SubgraphQuestion, context: GatewayContext) => Promise<SubgraphReply>;
  readonly close: () => Promise<void>;
}

/** A source whose questions are recorded for each request that has a recorder. */
export function recorded(name: string, source: SubgraphSource): SubgraphSource {
  return {
    ...source,
    ask: (question, context) => {
      const { flow } = context;
      if (flow === null) return source.ask(question, context);
      return flow.fetching({ subgraph: name, operation: question.query }, () =>
        source.ask(question, context),
      );
    },
  };
}

/** Calls a subgraph in this process: no HTTP hop, documents parsed once. */
export function inProcessDataSource(schema: GraphQLSchema, portions: PortionLimits | null): SubgraphSource {
  const run = createExecutor(schema);
  return {
    isInProcess: true,
    portions,
    ask: async ({ query, variables }, context) => {
      await mayAsk(context);
      return run({ query, variables, context: context.request });
    },
    close: async () => undefined,
  };
}

const replySchema = z.object({
  extensions: z.object({
    reads: z.array(factReadSchema),
    // Only to a gateway that asked for them.
    calls: z.array(upstreamCallSchema).optional(),
  }),
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/** Calls a subgraph that runs as its own server. A failure becomes a coded error that names the subgraph and nothing else. */
export function httpDataSource(name: string, url: string): SubgraphSource {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, pipelining: 1 });
  return {
    isInProcess: false,
    ask: async ({ query, variables }, context) => {
      const { request, end } = context;
      await mayAsk(context);
      const sentAt = performance.now();
      try {
        const response = await pool.request({
          method: 'POST',
          path: pathname,
          headers: headersOf(request),
          body: JSON.stringify({ query, variables }),
          signal: end,
        });
        const reply = replySchema.parse(await response.body.json());
        for (const read of reply.extensions.reads) request.onRead?.(read);
        passOn(reply.extensions.calls ?? [], sentAt);
        return reply;
      } catch {
        throw unavailable(name, end.aborted);
      }
    },
    // Whoever waited is gone by now: what still hangs is cut.
    close: () => pool.destroy(),
  };
}

function unavailable(subgraph: string, timedOut: boolean): Error {
  return timedOut
    ? codedError('DEADLINE_EXCEEDED', `The part “${subgraph}” of the gateway did not answer in time.`, {
        subgraph,
      })
    : codedError('SUBGRAPH_UNAVAILABLE', `The part “${subgraph}” of the gateway gave no answer.`, {
        subgraph,
      });
}

/** The subgraph is told what may be read and how much time is left, so that it too answers with what it has. */
function headersOf(request: GatewayContext['request']): Record<string, string> {
  const { requestId, signal, grant, chosenDay = null } = request;
  return {
    'content-type': 'application/json',
    'x-request-id': requestId,
    'x-deadline-ms': String(Math.floor(remainingMs(signal))),
    ...(grant === null ? {} : { [grantHeader]: encodeGrant(grant) }),
    ...(chosenDay === null ? {} : { [chosenDayHeader]: chosenDay }),
    ...(listenersHere().length === 0 ? {} : { [callsHeader]: includeCalls }),
  };
}

/** Nobody is asked before the disclosure log has the intent. */
function mayAsk({ audit }: GatewayContext): Promise<void> {
  return audit?.mayAsk() ?? Promise.reject(new Error('Nothing may be asked before it is planned'));
}
