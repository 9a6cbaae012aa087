import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from '../../gateway/request-context.ts';

/** A gateway as Apollo Server takes one: what the stock one is. */
export type ServedGateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

type ServedExecutor = NonNullable<Awaited<ReturnType<ServedGateway['load']>>['executor']>;

type SchemaListener = Parameters<ServedGateway['onSchemaLoadOrUpdate']>[0];
type ServedSchema = Parameters<SchemaListener>[0];

/** Serves one graph, whose operations all go through the executor. */
export function servedGateway(schema: ServedSchema, executor: ServedExecutor): ServedGateway {
  const listeners = new Set<SchemaListener>();
  return {
    load: async () => {
      for (const listen of listeners) listen(schema);
      return { executor };
    },
    onSchemaLoadOrUpdate: (listen) => {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
    stop: async () => undefined,
  };
}

/** The gateway's own context in Apollo's. Throws when it is none: nothing is executed without. */
export function gatewayContextOf(context: object): GatewayContext {
  if (isGatewayContext(context)) return context;
  throw new Error('The gateway executed without a request context');
}

function isGatewayContext(value: object): value is GatewayContext {
  return 'access' in value && 'request' in value && 'audit' in value;
}
