import type { GraphQLSchema } from 'graphql';
import { createExecutor } from '../../subgraphs/registry/executor.ts';
import type { PortionLimits } from '../../subgraphs/registry/subgraph.ts';
import type { GatewayContext } from '../request-context.ts';
import type { SubgraphQuestion, SubgraphReply } from './execution/plan-run.ts';

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

/** Resolves when a subgraph may be asked: nobody is before the disclosure log has the intent. */
export function mayAsk({ audit }: GatewayContext): Promise<void> {
  return audit?.mayAsk() ?? Promise.reject(new Error('Nothing may be asked before it is planned'));
}
