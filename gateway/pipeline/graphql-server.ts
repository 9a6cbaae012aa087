import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { presentError } from '../errors.ts';
import { withoutIdentityCodes } from '../identity-codes/identity-code-like.ts';
import { withoutSchemaNames } from '../limits/closed-schema.ts';
import type { KnownDocuments } from '../limits/known-documents.ts';
import { type GatewayContext, stopTimes } from '../request-context.ts';
import type { GraphqlRequest } from './asked-document.ts';
import type { Serve } from './served-operation.ts';

/** What the GraphQL server is built from. */
export interface GraphqlServerDeps {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly serve: Serve;
  readonly log: FastifyBaseLogger;
  /** Those that were read before. */
  readonly documents: KnownDocuments;
  /** The most lexical tokens of a document: the parser stops there. */
  readonly maxTokens: number;
  /** Whether the schema is served and errors may name its parts. */
  readonly schemaOpen: boolean;
}

/** What a request gives, as it is to be printed. */
export interface GraphqlAnswer {
  readonly result: FormattedExecutionResult;
  /** Seconds, where its client is to come again. */
  readonly retryAfter: string | null;
}

/** Parses and validates documents that are not known, has their operations served, and puts errors in the form of all. */
export interface GraphqlServer {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly answer: (request: GraphqlRequest, context: GatewayContext) => Promise<GraphqlAnswer>;
}

/** Apollo Server, which has each operation served. */
export function createGraphqlServer(deps: GraphqlServerDeps): GraphqlServer {
  const { schema, log, maxTokens, schemaOpen } = deps;
  const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const reference = crypto.randomUUID();
    const presented = presentError(schemaOpen ? formatted : withoutSchemaNames(formatted), reference);
    if (presented.extensions?.code === 'INTERNAL_SERVER_ERROR') logFault(log, error, reference);
    return presented;
  };
  const apollo = new ApolloServer<GatewayContext>({
    schema,
    introspection: schemaOpen,
    includeStacktraceInErrorResponses: false,
    // Otherwise Apollo adds stack traces and a landing page whenever NODE_ENV is not set.
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    persistedQueries: false,
    documentStore: deps.documents.store,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: 1 },
    maxRecursiveSelections: true,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    plugins: [ApolloServerPluginLandingPageDisabled(), servingBy(deps.serve, formatError)],
    formatError,
  });
  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),
    answer: async (request, contextValue) => {
      const { body, http } = await apollo.executeOperation(request, { contextValue });
      if (body.kind !== 'single') throw new Error('No answer comes in parts');
      return { result: body.singleResult, retryAfter: http.headers.get('retry-after') ?? null };
    },
  };
}

/** Apollo logs messages that may quote a client's text; faults are logged by `logFault` alone. */
function ignore(): void {}

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Has operations served that were parsed and validated. Not as Apollo Server's `gateway`: for that it makes an object with
 * getters of its own for each request, whose shape V8 keeps, with all of the request, until the whole heap is collected.
 */
function servingBy(serve: Serve, formatError: FormatError): ApolloServerPlugin<GatewayContext> {
  const told = (shown: GraphQLError, error: unknown = shown) => formatError(formattedOf(shown), error);
  const served = async (asked: Parameters<Serve>[0]) => {
    try {
      const { errors, ...answered } = await serve(asked);
      return {
        result: {
          ...answered,
          ...(errors === undefined ? {} : { errors: errors.map((error) => told(error)) }),
        },
      };
    } catch (error) {
      const fault = error instanceof GraphQLError ? error : new GraphQLError('a fault');
      return { result: { errors: [told(fault, error)] }, retryAfter: fault.extensions.retryAfterSeconds };
    }
  };
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ contextValue: context, request, ...asked }) => {
        const { schema, document, operation, queryHash = '' } = asked;
        const variables = request.variables ?? {};
        const own = { schema, document, operation, queryHash, variables, context };
        const { result: singleResult, retryAfter } = await served(own);
        const headers = new HeaderMap();
        if (typeof retryAfter === 'number') headers.set('retry-after', String(retryAfter));
        return { http: { headers }, body: { kind: 'single', singleResult } };
      },
      willSendResponse: async ({ contextValue }) => stopTimes(contextValue),
    }),
  };
}

function formattedOf(error: GraphQLError): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions: { ...extensions, code } };
}

function logFault(log: FastifyBaseLogger, error: unknown, reference: string): void {
  const original = unwrapResolverError(error);
  const described =
    original instanceof Error
      ? { name: original.name, message: withoutIdentityCodes(original.message), stack: stackOf(original) }
      : { name: typeof original };
  log.error({ reference, fault: described }, 'a request met a fault of the gateway');
}

/** The places of a stack without its first line, which repeats the message. */
function stackOf(error: Error): string {
  return (error.stack ?? '').split('\n').slice(1, 8).join('\n');
}
