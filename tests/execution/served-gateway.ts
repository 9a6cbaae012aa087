import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from '../../gateway/federation/request.ts';

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
