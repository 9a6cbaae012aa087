import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Access } from './access/access.ts';
import { isBulk } from './bulk.ts';
import { codedError, type ErrorCode, errorCodes, isErrorCode, presentError } from './errors.ts';
import type { Canonicalize } from './federation/canonical/canonical-operation.ts';
import { PrintedData } from './federation/printed-data.ts';
import { type Budget, type GatewayContext, rebudget, stopTimes } from './federation/request.ts';
import type { ServedExecutor, ServedOperation } from './federation/served-executor.ts';
import { statusFor } from './http/media-type.ts';
import { withoutIdentityCodes } from './identity-codes/identity-code-like.ts';
import { inputErrors } from './input-check.ts';
import { withoutSchemaNames } from './limits/closed-schema.ts';
import type { KnownDocuments } from './limits/known-documents.ts';
import { type RootSelection, rootSelections } from './limits/root-selections.ts';

/** What Apollo Server is built from. */
export interface ApolloParts {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly execute: ServedExecutor;
  readonly log: FastifyBaseLogger;
  /** The time for a query over many people. */
  readonly bulkBudget: Budget;
  /** Those that were read before. */
  readonly documents: KnownDocuments;
  /** The most lexical tokens of a document: the parser stops there. */
  readonly maxTokens: number;
  /** Whether the schema is served and errors may name its parts. */
  readonly schemaOpen: boolean;
  readonly canonicalize: Canonicalize;
  /** Refuses an operation for what or whom it asks; null when it may go on. */
  readonly problemOf: (roots: readonly RootSelection[], access: Access) => Promise<GraphQLError | null>;
  /** Hears of each request that was let in and refused. */
  readonly onRefused: (access: Access, code: ErrorCode) => Promise<void>;
}

/** Apollo Server over the federation executor, with our input checks and error texts. */
export function createApollo(parts: ApolloParts): ApolloServer<GatewayContext> {
  const { schema, log, maxTokens, schemaOpen } = parts;
  const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const reference = crypto.randomUUID();
    const presented = presentError(schemaOpen ? formatted : withoutSchemaNames(formatted), reference);
    if (presented.extensions?.code === 'INTERNAL_SERVER_ERROR') logFault(log, error, reference);
    return presented;
  };
  return new ApolloServer<GatewayContext>({
    schema,
    introspection: schemaOpen,
    includeStacktraceInErrorResponses: false,
    // Otherwise Apollo adds stack traces and a landing page whenever NODE_ENV is not set.
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    persistedQueries: false,
    documentStore: parts.documents.store,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: 1 },
    maxRecursiveSelections: true,
    stringifyResult: (result) => JSON.stringify(result),
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      answerBy(parts, formatError),
      answerByProtocol(parts.onRefused),
    ],
    formatError,
  });
}

/** Apollo logs messages that may quote a client's text; faults are logged by `logFault` alone. */
function ignore(): void {}

/**
 * What is done with every answer. One error is enough of a document that is not executed, and its status is what the
 * client's media type has it be.
 */
function answerByProtocol(onRefused: ApolloParts['onRefused']): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, contextValue, response: { body, http } }) => {
        stopTimes(contextValue);
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
        const { singleResult } = body;
        const [error] = singleResult.errors ?? [];
        const code = error?.extensions?.code;
        if (error === undefined || !isErrorCode(code)) return;
        singleResult.errors = [error];
        // Apollo calls whatever comes without data a bad request.
        const [status] = errorCodes[code];
        http.status = statusFor(request.http?.headers.get('accept'), { code, status });
        await onRefused(contextValue.access, code);
      },
    }),
  };
}

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** An operation that was parsed and validated. */
type ParsedOperation = Omit<ServedOperation, 'operation' | 'canonical' | 'values'> & {
  readonly operation: OperationDefinitionNode | undefined;
};

/**
 * Checks and executes what was parsed and validated. Not as Apollo Server's `gateway`: for that it makes an object with
 * getters of its own for each request, whose shape V8 keeps, with all of the request, until the whole heap is collected.
 */
function answerBy(parts: ApolloParts, formatError: FormatError): ApolloServerPlugin<GatewayContext> {
  const { execute } = parts;
  const executed = async (asked: ParsedOperation): Promise<Executed> => {
    try {
      const { errors, data, ...extended } = await execute(await servedOperation(asked, parts));
      const formatted = errors?.map((error) => formatError(formattedOf(error), error));
      const result = { ...extended, ...(formatted === undefined ? {} : { errors: formatted }) };
      if (!(data instanceof PrintedData))
        return { result: data === undefined ? result : { ...result, data } };
      asked.context.print.bytes = data.inAnswer(result);
      return { result: { data: {} } };
    } catch (error) {
      const fault = error instanceof GraphQLError ? error : new GraphQLError('a fault');
      return {
        result: { errors: [formatError(formattedOf(fault), error)] },
        headers: headersOf(fault),
      };
    }
  };
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ contextValue: context, request, ...asked }) => {
        const { schema, document, operation, queryHash = '' } = asked;
        const variables = request.variables ?? {};
        const own = { schema, document, operation, queryHash, variables, context };
        const { result: singleResult, headers = new HeaderMap() } = await executed(own);
        return { http: { headers }, body: { kind: 'single', singleResult } };
      },
    }),
  };
}

interface Executed {
  readonly result: FormattedExecutionResult;
  readonly headers?: HeaderMap;
}

/** The operation in canonical form. Throws what is wrong with what or whom it asks; nothing was planned or asked then. */
async function servedOperation(
  { operation, ...asked }: ParsedOperation,
  { canonicalize, problemOf, bulkBudget }: ApolloParts,
): Promise<ServedOperation> {
  const { schema, document, variables, context } = asked;
  if (operation === undefined) {
    const code = 'OPERATION_RESOLUTION_FAILURE';
    throw codedError(code, errorCodes[code][1]);
  }
  const begun = performance.now();
  const [error] = inputErrors({ schema, document, operation, variables });
  if (error !== undefined) throw error;
  const canonical = canonicalize({ document, operation, variables });
  const values = canonical.valuesOf(variables);
  context.spentOnReading(performance.now() - begun);
  const problem = await problemOf(rootSelections(canonical.shared.operation, values), context.access);
  if (problem !== null) throw problem;
  if (isBulk(canonical.shared.operation)) rebudget(context, bulkBudget);
  return { ...asked, operation, canonical, values };
}

/** What an error has the answer's head say: when to come again. */
function headersOf({ extensions }: GraphQLError): HeaderMap {
  const headers: unknown = Reflect.get(Object(extensions.http), 'headers');
  return headers instanceof HeaderMap ? headers : new HeaderMap();
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
