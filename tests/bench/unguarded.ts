import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { print } from 'graphql';
import { loadConfig } from '../../gateway/config.ts';
import type { DisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import type { RequestAudit } from '../../gateway/disclosure/request/request-audit.ts';
import type { CanonicalOperation } from '../../gateway/federation/canonical/canonical-operation.ts';
import { Projection } from '../../gateway/federation/canonical/projection.ts';
import type { Portioning } from '../../gateway/federation/execution/portions.ts';
import { createFederation, type Federation } from '../../gateway/federation/gateway.ts';
import { createHttpApp } from '../../gateway/http/app.ts';
import { createKnownDocuments } from '../../gateway/limits/known-documents.ts';
import { createRequestPlaces } from '../../gateway/limits/request-places.ts';
import { createDocumentResolver } from '../../gateway/limits/trusted-documents.ts';
import { createGraphqlServer } from '../../gateway/pipeline/graphql-server.ts';
import { numbersOf, portionsOfPeople } from '../../gateway/pipeline/people-portions.ts';
import { createPrintedData, type PrintedData } from '../../gateway/pipeline/printed-data.ts';
import { addRoutes } from '../../gateway/pipeline/routes.ts';
import {
  canonicalOperation,
  countAmount,
  type Serve,
  type ServedOperation,
} from '../../gateway/pipeline/served-operation.ts';
import { type Budget, createContext } from '../../gateway/request-context.ts';
import * as registries from '../../subgraphs/index.ts';
import { createTools } from '../../subgraphs/registry/settings.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import { sandboxDeveloper } from '../grants.ts';

/**
 * The embedded gateway without access control, policy and disclosure log, from the gateway's own parts: HTTP, limits of
 * documents, validation, planning, execution and printing are all there. Throws when a setting is not acceptable.
 */
export async function createUnguarded(environment: Environment): Promise<FastifyInstance> {
  const config = loadConfig(environment, Object.values(registries));
  const app = createHttpApp(config);
  const { tools, metrics, close } = createTools(config.shared, app.log);
  const federation = await createFederation(config, {
    tools,
    now: () => performance.now(),
    log: noLog,
    planning: (_context, plan) => plan(() => undefined),
  });
  const { documentLimits: limits, schemaOpen } = config;
  const { api: schema } = federation.schemas;
  const documents = createKnownDocuments(schema, { limits, schemaOpen });
  const graphql = createGraphqlServer({
    schema,
    documents,
    serve: executeAll(federation, { clock: tools.clock, deadlineMs: config.bulkDeadlineMs }),
    log: app.log,
    maxTokens: limits.tokens,
    schemaOpen,
  });
  await graphql.start();
  app.addHook('onClose', async () => {
    await graphql.stop();
    await Promise.all([federation.close(), close()]);
  });
  const places = createRequestPlaces(config.concurrentQueries);
  const { isAlone } = places;
  const surroundings = { clock: tools.clock, deadlineMs: config.queryDeadlineMs, isAlone };
  addRoutes(app, {
    graphql,
    places,
    entry: {
      letIn: done,
      establishedOf: () => ({
        access: sandboxDeveloper,
        withConsents: async () => sandboxDeveloper,
        arrived: () => undefined,
      }),
      refused: done,
    },
    resolveDocument: createDocumentResolver({ ...config.trusted, metrics }),
    documents,
    reading: { admit: () => null, charge: () => undefined, turn: async () => true },
    corsOrigins: config.corsOrigins,
    problemOf: () => null,
    contextOf: (arrived) => createContext(arrived, surroundings),
  });
  return app;
}

/** Executes whatever is asked: nothing is taken out, recorded or signed. */
function executeAll({ execute, canonicalize, numbersInCall }: Federation, bulkBudget: Budget): Serve {
  const prepared = new WeakMap<CanonicalOperation, Prepared>();
  return async (parsed) => {
    const asked = canonicalOperation(parsed, canonicalize);
    await countAmount(asked, { problemOf: async () => null, bulkBudget });
    const { canonical, values, context, roots } = asked;
    context.audit = noAudit;
    const printed = createPrintedData('students');
    const [root] = roots;
    const portioning = portioningInto(printed, { key: root?.key ?? '', numbersInCall });
    const { document, operation } = canonical.shared;
    const { queryHash, projection } = prepared.get(canonical) ?? prepare(asked);
    prepared.set(canonical, { queryHash, projection });
    const executed = { document, operation, queryHash, variables: values, context, portioning };
    const { isInPortions, errors, ...whole } = await execute(executed);
    const data = isInPortions ? printed : projection.of(whole.data, asked.variables);
    return errors.length === 0 ? { data } : { data, errors };
  };
}

interface Prepared {
  readonly queryHash: string;
  readonly projection: Projection;
}

/** What the benchmark asks has no switches. */
function prepare(asked: ServedOperation): Prepared {
  const { canonical } = asked;
  return {
    queryHash: print(canonical.shared.document),
    projection: new Projection(asked, canonical),
  };
}

/** As the gateway makes its long answers, but that they are printed and nothing else. */
function portioningInto(
  printed: PrintedData,
  { key, numbersInCall }: { readonly key: string; readonly numbersInCall: number },
): Portioning {
  return {
    key,
    split: (items) =>
      portionsOfPeople(items, {
        numbersInCall,
        personOf: (item) => {
          const student: unknown = Reflect.get(Object(item), 'student');
          if (typeof student !== 'object' || student === null) return null;
          return { name: String(Reflect.get(student, 'oppijanumero')), numbers: numbersOf(student) };
        },
      }),
    take: ({ data, places }) => {
      const items = data?.[key];
      if (!Array.isArray(items)) throw new Error('The benchmark asks for lists of students');
      printed.add(items, places);
    },
  };
}

async function done(): Promise<undefined> {}

const noAudit: RequestAudit = { intend: () => undefined, mayAsk: done, conclude: async () => null };

const noLog: DisclosureLog = {
  logId: randomUUID(),
  bootId: randomUUID(),
  append: async () => [],
  appendOutcomes: async () => [],
  ofSubject: async () => [],
  healthy: () => true,
  close: done,
};
