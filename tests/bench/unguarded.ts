import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createAdmission } from '../../gateway/admission.ts';
import { createApollo } from '../../gateway/apollo.ts';
import { loadConfig } from '../../gateway/config.ts';
import type { DisclosureLog } from '../../gateway/disclosure/disclosure-log.ts';
import type { RequestAudit } from '../../gateway/disclosure/request/request-audit.ts';
import type { Portioning } from '../../gateway/federation/execution/portions.ts';
import { createFederation, type Federation } from '../../gateway/federation/gateway.ts';
import { numbersOf, portionsOfPeople } from '../../gateway/federation/people-portions.ts';
import { PrintedData } from '../../gateway/federation/printed-data.ts';
import { createContext } from '../../gateway/federation/request.ts';
import type { ServedExecutor } from '../../gateway/federation/served-executor.ts';
import { addRoutes, createHttpApp } from '../../gateway/http-app.ts';
import { createDocumentReader } from '../../gateway/limits/document-reader.ts';
import { createDocumentResolver } from '../../gateway/limits/trusted-documents.ts';
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
  const federation = createFederation(config.placements, { tools, log: noLog });
  const { documentLimits: limits, schemaOpen } = config;
  const apollo = createApollo({
    schema: federation.planner.schemas.api,
    execute: executeAll(federation),
    log: app.log,
    bulkBudget: { clock: tools.clock, deadlineMs: config.bulkDeadlineMs },
    maxTokens: limits.tokens,
    schemaOpen,
    problemOf: () => null,
    onRefused: done,
  });
  await apollo.start();
  app.addHook('onClose', async () => {
    await apollo.stop();
    await Promise.all([federation.close(), close()]);
  });
  const admission = createAdmission(config.concurrentQueries);
  const { isAlone } = admission;
  const surroundings = { clock: tools.clock, deadlineMs: config.queryDeadlineMs, isAlone };
  addRoutes(app, {
    apollo,
    metrics,
    admission,
    entry: { letIn: done, accessOf: () => sandboxDeveloper, refused: done },
    resolveDocument: createDocumentResolver({ ...config.trusted, metrics }),
    readDocument: createDocumentReader({ limits, schemaOpen }),
    corsOrigins: config.corsOrigins,
    isReady: () => true,
    problemOf: () => null,
    contextOf: (access, clientGone) => createContext(access, clientGone, surroundings),
  });
  return app;
}

/** Executes whatever is asked: nothing is taken out, recorded or signed. */
function executeAll({ execute, numbersInCall }: Federation): ServedExecutor {
  return async (asked) => {
    asked.context.audit = noAudit;
    const printed = new PrintedData('students');
    const portioning = portioningInto(printed, numbersInCall);
    const { isInPortions, errors, ...whole } = await execute({ ...asked, portioning });
    const data = isInPortions ? printed : whole.data;
    return errors.length === 0 ? { data } : { data, errors };
  };
}

/** As the gateway makes its long answers, but that they are printed and nothing else. */
function portioningInto(printed: PrintedData, numbersInCall: number): Portioning {
  const key = 'students';
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
