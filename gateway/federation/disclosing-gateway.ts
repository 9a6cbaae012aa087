import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from './request.ts';

/** What executes an operation that Apollo Server has validated. */
export type OperationExecutor = ApolloGateway['executor'];

/** An executor in front of another one. */
export type ExecutorInFront = (
  request: Parameters<OperationExecutor>[0],
  next: OperationExecutor,
) => ReturnType<OperationExecutor>;

/** A gateway as Apollo Server takes one. */
export type ServedGateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

/** A federation gateway whose every operation goes through the executor in front. */
export function inFrontOf(gateway: ApolloGateway, execute: ExecutorInFront): ServedGateway {
  return {
    load: async (options) => {
      const { executor } = await gateway.load(options);
      if (executor === null) throw new Error('The federation gateway has no executor');
      return { executor: (request) => execute(request, executor) };
    },
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
  };
}
