import type { QueryPlan } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import { forPortion, type GatewayContext } from '../request-context.ts';
import { checkPlan } from './canonical/check-plan.ts';
import type { SubgraphSource } from './data-source.ts';
import {
  type CompiledOperation,
  compileOperation,
  type GraphSchemas,
  type OperationResult,
} from './execution/compiled-operation.ts';
import { narrowedEnums } from './execution/narrowed-enums.ts';
import type { PlanRun } from './execution/plan-run.ts';
import type { Portioning } from './execution/portions.ts';
import type { ShapedOperation } from './execution/response-shape.ts';
import type { Planning } from './planning.ts';
import type { MadePlan, PlanSource, Spending } from './planning-thread.ts';

/** An operation that can be planned. */
export interface PlannedOperation extends ShapedOperation {
  /** Names the document: equal ones are planned once. */
  readonly queryHash: string;
}

/** An operation that may be executed as it is. */
export interface ExecutedOperation extends PlannedOperation {
  readonly context: GatewayContext;
  /** How the answer is made where it is one list; absent: as one. */
  readonly portioning?: Portioning | null;
}

/** Executes operations. What a subgraph cannot answer is an error of the answer, and its neighbours stand. */
export type OperationExecutor = (asked: ExecutedOperation) => Promise<OperationResult>;

/** Executes operations, or plans them for those who will ask. */
export interface PlanningExecutor {
  readonly execute: OperationExecutor;
  /** At nobody's expense. */
  readonly planAhead: (operation: PlannedOperation) => Promise<void>;
}

/** What an executor works with. */
export interface ExecutorParts {
  readonly schemas: GraphSchemas;
  readonly planOf: PlanSource['planOf'];
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  /** Makes each plan that is not known, where its request may have one made. */
  readonly planning: Planning;
  /** Hears of each request's plan before anything is asked. */
  readonly onPlan: (plan: QueryPlan, context: GatewayContext) => void;
}

interface Planned extends MadePlan {
  readonly execute: CompiledOperation;
}

/** How much of plans is kept, measured as JSON; those used least are given up first. */
const keptCharacters = 30 * 2 ** 20;

/** An executor over a graph's subgraphs that plans and compiles each distinct operation once, as long as it is kept. */
export function createPlanExecutor({
  schemas,
  planOf,
  sources,
  planning,
  onPlan,
}: ExecutorParts): PlanningExecutor {
  const planned = new LRUCache<string, Planned>({
    maxSize: keptCharacters,
    sizeCalculation: ({ characters }) => characters,
  });
  const graph = {
    schemas,
    narrowed: narrowedEnums(schemas.api, schemas.supergraph),
    isInProcess: (name: string) => sources.get(name)?.isInProcess === true,
    groupsAtOnce: (name: string) => sources.get(name)?.portions?.atOnce ?? null,
  };
  const coming = new Map<string, Promise<Planned>>();
  const makePlan = async (asked: PlannedOperation, spent: Spending): Promise<Planned> => {
    const made = await planOf(asked.document, spent);
    const begun = performance.now();
    try {
      checkPlan(made.plan, asked.operation, schemas.api);
      const one = { ...made, execute: compileOperation(made.plan, asked, graph) };
      planned.set(asked.queryHash, one);
      return one;
    } finally {
      spent(performance.now() - begun);
    }
  };
  /** Those who ask the same at once share one plan; that somebody may have none made is no reason for the others. */
  const plannedOf = async (asked: ExecutedOperation): Promise<Planned> => {
    const { queryHash } = asked;
    for (let others = coming.get(queryHash); others !== undefined; others = coming.get(queryHash))
      await others.catch(() => undefined);
    const known = planned.get(queryHash);
    if (known !== undefined) return known;
    const making = planning(asked.context, (spent) => makePlan(asked, spent));
    coming.set(queryHash, making);
    try {
      return await making;
    } finally {
      coming.delete(queryHash);
    }
  };
  const askIn =
    (context: GatewayContext): PlanRun['ask'] =>
    (name, question) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`The plan names a subgraph that is not configured: ${name}`);
      return source.ask(question, context);
    };
  const execute: OperationExecutor = async (asked) => {
    const { plan, execute: run } = planned.get(asked.queryHash) ?? (await plannedOf(asked));
    const { variables, context, portioning = null } = asked;
    onPlan(plan, context);
    return run({
      variables,
      portioning,
      ask: askIn(context),
      askForPortion: (done) => askIn(forPortion(context, done)),
    });
  };
  return {
    execute,
    planAhead: async (asked) => {
      if (!planned.has(asked.queryHash)) await makePlan(asked, () => undefined);
    },
  };
}
