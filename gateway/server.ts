import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { asksForCalls } from '../subgraphs/registry/calls-header.ts';
import { acceptedDay, choosesNoDay, chosenDayHeader, chosenDayOf } from '../subgraphs/registry/chosen-day.ts';
import { createTools } from '../subgraphs/registry/settings.ts';
import { createAccess } from './access/establish.ts';
import { createAdmission } from './admission.ts';
import { createApollo } from './apollo.ts';
import type { Config } from './config.ts';
import { createFlowTeller } from './data-flow/tell.ts';
import { openRecording } from './disclosure/recording.ts';
import { createFederation } from './federation/gateway.ts';
import { createLawfulExecutor } from './federation/lawful-executor.ts';
import { planningWithin } from './federation/planning.ts';
import { createContext, type GatewayContext, onChosenDay, withDataFlow } from './federation/request.ts';
import { createEntry } from './http/entry.ts';
import { addTlsListener } from './http/tls-listener.ts';
import { addRoutes, createHttpApp } from './http-app.ts';
import { createWatch } from './limits/anomalies.ts';
import { createKnownDocuments } from './limits/known-documents.ts';
import { operationProblem } from './limits/operation-problem.ts';
import { createPlanningBudget, type PlanningBudget } from './limits/planning-budget.ts';
import { createRateLimits } from './limits/rate-limits.ts';
import { createDocumentResolver } from './limits/trusted-documents.ts';
import { addSandboxControls } from './sandbox/controls/routes.ts';
import { addSandboxPages } from './sandbox/pages.ts';

const now = (): number => performance.now();
const oddDay = { code: 'BAD_USER_INPUT', message: `\`${chosenDayHeader}\` must be ${acceptedDay}.` } as const;

/** What tests and the benchmark put in the place of the gateway's own, to show what that is good for and what it costs. */
export interface ServerParts {
  readonly openRecordingOf: typeof openRecording;
  readonly planningBudget: PlanningBudget;
}

/** Builds the whole gateway, ready to listen. Closing it closes everything that it opened. */
export async function createServer(
  config: Config,
  { openRecordingOf = openRecording, planningBudget = createPlanningBudget(now) }: Partial<ServerParts> = {},
): Promise<FastifyInstance> {
  const app = createHttpApp(config);
  const { tools, metrics, close } = createTools(config.shared, app.log);
  const { clock, callerId } = tools;
  const recording = await openRecordingOf(config, { log: app.log, metrics });
  const planning = planningWithin(planningBudget, now);
  const federation = await createFederation(config, { tools, now, log: recording.log, planning });
  const access = createAccess(config.access, { clock, now, callerId, log: app.log });
  const rates = createRateLimits(now);
  const watch = createWatch({ now, wallClock: () => clock.now(), log: app.log, metrics });
  const entry = createEntry({ access, rates, watch, refusals: recording.refusals });
  const { documentLimits: limits, schemaOpen } = config;
  // What happens inside is told in a sandbox only.
  const tellFlow = schemaOpen ? createFlowTeller(federation.policy, federation.supergraphSdl) : null;
  const { schemas } = federation.planner;
  const documents = createKnownDocuments(schemas.api, { limits, schemaOpen });
  const apollo = createApollo({
    schema: schemas.api,
    documents,
    canonicalize: federation.canonicalize,
    execute: createLawfulExecutor(federation.execute, { ...federation, recording, tellFlow }),
    log: app.log,
    bulkBudget: { clock, deadlineMs: config.bulkDeadlineMs },
    maxTokens: limits.tokens,
    schemaOpen,
    problemOf: operationProblem({ rates, watch }),
    onRefused: entry.refused,
  });
  await apollo.start();
  app.addHook('onClose', async () => {
    await apollo.stop();
    await Promise.all([federation.close(), access.close(), close()]);
    await recording.log.close();
  });
  const admission = createAdmission(config.concurrentQueries);
  const surroundings = { clock, deadlineMs: config.queryDeadlineMs, isAlone: admission.isAlone };
  addRoutes(app, {
    apollo,
    metrics,
    admission,
    entry,
    resolveDocument: createDocumentResolver({ ...config.trusted, metrics }),
    documents,
    corsOrigins: config.corsOrigins,
    isReady: recording.log.healthy,
    problemOf: (headers) => (schemaOpen && choosesNoDay(headers) ? oddDay : null),
    contextOf: (arrived, headers) => {
      const context = createContext(arrived, surroundings);
      return schemaOpen ? inSandbox(context, headers) : context;
    },
  });
  if (config.sandboxPages) addSandboxPages(app, { ...shownOf(config), log: recording.log, clock });
  if (config.sandboxControls !== null) addSandboxControls(app, { config: config.sandboxControls, clock });
  if (config.access.tls !== null) addTlsListener(app, config.access.tls, config.shared.HOST);
  return app;
}

/** What a request's headers may ask for in a sandbox only: another day, and what happened inside. */
function inSandbox(plain: GatewayContext, headers: IncomingHttpHeaders): GatewayContext {
  const day = chosenDayOf(headers);
  const context = day === null ? plain : onChosenDay(plain, day);
  return asksForCalls(headers) ? withDataFlow(context) : context;
}

/** What of the configuration the sandbox's pages rest on. */
function shownOf({ disclosure, access, trusted }: Config) {
  return { disclosure, issuerUrl: access.sandboxIssuerUrl, byHash: trusted.mode !== 'off' };
}
