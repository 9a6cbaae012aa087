import { performance } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { asksForCalls } from '../subgraphs/registry/calls-header.ts';
import { acceptedDay, choosesNoDay, chosenDayHeader, chosenDayOf } from '../subgraphs/registry/chosen-day.ts';
import { createTools } from '../subgraphs/registry/settings.ts';
import { createAccess } from './access/establish.ts';
import type { AccessTools } from './access/tools.ts';
import type { Config } from './config.ts';
import { createFlowTeller } from './data-flow/tell.ts';
import { openRecording } from './disclosure/recording.ts';
import { createFederation, type Federation } from './federation/gateway.ts';
import { planningWithin } from './federation/planning.ts';
import { createHttpApp } from './http/app.ts';
import { createStrangers } from './http/strangers.ts';
import { addTlsListener } from './http/tls-listener.ts';
import { createKnownDocuments } from './limits/known-documents.ts';
import { createLimits } from './limits/limits.ts';
import { createOpenRequests } from './limits/open-requests.ts';
import { operationProblem } from './limits/operation-problem.ts';
import { createPlanningBudget, type PlanningBudget } from './limits/planning-budget.ts';
import { createReadingTurns } from './limits/reading-turns.ts';
import { createRequestPlaces } from './limits/request-places.ts';
import { createDocumentResolver } from './limits/trusted-documents.ts';
import { addOpsRoutes, openOps } from './ops-app.ts';
import { createEntry, type Entry, type EntryParts } from './pipeline/entry.ts';
import { createGraphqlServer } from './pipeline/graphql-server.ts';
import { createServe, type RequestDeps } from './pipeline/pipeline.ts';
import { planRegistered } from './pipeline/planned-ahead.ts';
import { addRoutes } from './pipeline/routes.ts';
import { createContext, onChosenDay, type Surroundings, withDataFlow } from './request-context.ts';
import { addSandboxControls } from './sandbox/controls/routes.ts';
import { addSandboxPages, type Shown } from './sandbox/pages.ts';
import { openSharedState } from './shared-state/open.ts';

const now = (): number => performance.now();
const oddDay = { code: 'BAD_USER_INPUT', message: `\`${chosenDayHeader}\` must be ${acceptedDay}.` } as const;

/** What tests and the benchmark put in the place of the gateway's own, to show what that is good for and what it costs. */
export interface ServerParts {
  readonly openRecordingOf: typeof openRecording;
  /** The time that each asker's operations may take to be planned, and their documents to be read. */
  readonly planningBudget: PlanningBudget;
  readonly readingBudget: PlanningBudget;
}

/** Builds the whole gateway, ready to listen. Closing it closes everything that it opened. */
export async function createServer(
  config: Config,
  {
    openRecordingOf = openRecording,
    planningBudget = createPlanningBudget(now),
    readingBudget: reading = createPlanningBudget(now),
  }: Partial<ServerParts> = {},
): Promise<FastifyInstance> {
  const app = createHttpApp(config);
  const ops = openOps(app, config);
  const { tools: own, metrics, close } = createTools(config.shared, app.log);
  const { tools, ...counting } = await openSharedState(config.sharedState, { tools: own, now, metrics });
  const { clock, callerId } = tools;
  const recording = await openRecordingOf(config, { log: app.log, metrics });
  const parts = { tools, now, log: recording.log, planning: planningWithin(planningBudget) };
  const federation = await createFederation(config, parts);
  const access = createAccess(config.access, { clock, now, callerId, log: app.log });
  const limitsOfAskers = createLimits({ ...counting, clock, log: app.log, metrics });
  const open = createOpenRequests(config.concurrentQueries, now);
  const entry = entryTo(app, config, { access, ...limitsOfAskers, open, refusals: recording.refusals });
  const { documentLimits: limits, schemaOpen } = config;
  // What happens inside is told in a sandbox only.
  const tellFlow = schemaOpen ? createFlowTeller(federation.policy, federation.supergraphSdl) : null;
  const { api: schema } = federation.schemas;
  const documents = createKnownDocuments(schema, { limits, schemaOpen });
  const serve = createServe({
    ...federation,
    recording,
    tellFlow,
    problemOf: operationProblem(limitsOfAskers),
    bulkBudget: { clock, deadlineMs: config.bulkDeadlineMs },
  });
  const maxTokens = limits.tokens;
  const graphql = createGraphqlServer({ schema, documents, serve, log: app.log, maxTokens, schemaOpen });
  await graphql.start();
  app.addHook('onClose', async () => {
    await graphql.stop();
    await Promise.all([federation.close(), access.close(), close()]);
    await recording.close();
  });
  const places = createRequestPlaces(config.concurrentQueries);
  const isAlone = () => places.isAlone() && !open.isSomeArriving();
  const surroundings = { clock, deadlineMs: config.queryDeadlineMs, isAlone };
  addRoutes(app, {
    graphql,
    places,
    entry,
    resolveDocument: createDocumentResolver({ ...config.trusted, metrics }),
    documents,
    reading: { ...reading, turn: createReadingTurns() },
    corsOrigins: config.corsOrigins,
    problemOf: (headers) => (schemaOpen && choosesNoDay(headers) ? oddDay : null),
    contextOf: contextsIn(surroundings, schemaOpen),
  });
  app.addHook('onReady', () => planAhead(config, federation, { clock, log: app.log }));
  addOpsRoutes(ops, { metrics, isReady: recording.log.healthy });
  addDoors(app, config, { log: recording.log, clock });
  return app;
}

/** The sandbox's pages and what steers it, and a listener for clients with certificates, where there are any. */
function addDoors(app: FastifyInstance, config: Config, parts: Pick<Shown, 'log' | 'clock'>): void {
  const { sandboxPages, sandboxControls, access, shared, requestTimeoutMs } = config;
  if (sandboxPages) addSandboxPages(app, { ...shownOf(config), ...parts });
  if (sandboxControls !== null) addSandboxControls(app, { config: sandboxControls, clock: parts.clock });
  if (access.tls !== null) addTlsListener(app, access.tls, { host: shared.HOST, requestTimeoutMs });
}

/** The planner is up, and registered operations are planned, before the first request. */
async function planAhead(
  { trusted, access }: Config,
  federation: Federation,
  { clock, log }: Pick<AccessTools, 'clock' | 'log'>,
): Promise<void> {
  const { api: schema } = federation.schemas;
  const parts = { ...federation, schema, clientOf: access.clients.byId, today: clock.today(), log };
  await federation.ready;
  await planRegistered(trusted.plannedAhead, parts);
}

/** The door of the application, and what stands before it. */
function entryTo(app: FastifyInstance, config: Config, parts: Omit<EntryParts, 'strangers'>): Entry {
  const strangers = createStrangers({ now, isProxy: config.access.trustedProxies.includes });
  strangers.watch(app.server);
  return createEntry({ ...parts, strangers });
}

/** What a request's headers may ask for in a sandbox only: another day, and what happened inside. */
function contextsIn(surroundings: Surroundings, isSandbox: boolean): RequestDeps['contextOf'] {
  return (arrived, headers) => {
    const plain = createContext(arrived, surroundings);
    if (!isSandbox) return plain;
    const day = chosenDayOf(headers);
    const context = day === null ? plain : onChosenDay(plain, day);
    return asksForCalls(headers) ? withDataFlow(context) : context;
  };
}

/** What of the configuration the sandbox's pages rest on. */
function shownOf({ disclosure, access, trusted }: Config) {
  return { disclosure, issuerUrl: access.sandboxIssuerUrl, byHash: trusted.mode !== 'off' };
}
