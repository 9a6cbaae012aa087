import type { QueryPlan } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import { checkPlan } from './canonical/check-plan.ts';
import type { SubgraphSource } from './data-source.ts';
import {
  type CompiledOperation,
  compileOperation,
  type OperationResult,
} from './execution/compiled-operation.ts';
import { narrowedEnums } from './execution/narrowed-enums.ts';
import type { PlanRun } from './execution/plan-run.ts';
import type { Portioning } from './execution/portions.ts';
import type { ShapedOperation } from './execution/response-shape.ts';
import type { Planner } from './planner.ts';
import type { Planning } from './planning.ts';
import { forPortion, type GatewayContext } from './request.ts';

/** An operation that may be executed as it is. */
export interface ExecutedOperation extends ShapedOperation {
  /** Names the document: equal ones are planned once. */
  readonly queryHash: string;
  readonly context: GatewayContext;
  /** How the answer is made where it is one list; absent: as one. */
  readonly portioning?: Portioning | null;
}

/** Executes operations. What a subgraph cannot answer is an error of the answer, and its neighbours stand. */
export type OperationExecutor = (asked: ExecutedOperation) => Promise<OperationResult>;

/** What an executor works with. */
export interface ExecutorParts {
  readonly planner: Planner;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  /** Makes each plan that is not known, where its request may have one made. */
  readonly planning: Planning;
  /** Hears of each request's plan before anything is asked. */
  readonly onPlan: (plan: QueryPlan, context: GatewayContext) => void;
}

interface Planned {
  readonly plan: QueryPlan;
  readonly execute: CompiledOperation;
}

/** How much of plans is kept, measured as JSON; those used least are given up first. */
const keptCharacters = 30 * 2 ** 20;

/** An executor over a graph's subgraphs that plans and compiles each distinct operation once, as long as it is kept. */
export function createPlanExecutor({ planner, sources, planning, onPlan }: ExecutorParts): OperationExecutor {
  const planned = new LRUCache<string, Planned>({
    maxSize: keptCharacters,
    sizeCalculation: ({ plan }) => JSON.stringify(plan).length,
  });
  const { schemas } = planner;
  const graph = {
    schemas,
    narrowed: narrowedEnums(schemas.api, schemas.supergraph),
    isInProcess: (name: string) => sources.get(name)?.isInProcess === true,
    groupsAtOnce: (name: string) => sources.get(name)?.portions?.atOnce ?? null,
  };
  const plannedOf = (asked: ExecutedOperation): Planned => {
    const { queryHash } = asked;
    const known = planned.get(queryHash);
    if (known !== undefined) return known;
    const made = planning(asked.context, () => {
      const plan = planner.planOf(asked.document);
      checkPlan(plan, asked.operation, schemas.api);
      return { plan, execute: compileOperation(plan, asked, graph) };
    });
    planned.set(queryHash, made);
    return made;
  };
  const askIn =
    (context: GatewayContext): PlanRun['ask'] =>
    (name, question) => {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`The plan names a subgraph that is not configured: ${name}`);
      return source.ask(question, context);
    };
  return async (asked) => {
    const { plan, execute } = plannedOf(asked);
    const { variables, context, portioning = null } = asked;
    onPlan(plan, context);
    return execute({
      variables,
      portioning,
      ask: askIn(context),
      askForPortion: (done) => askIn(forPortion(context, done)),
    });
  };
}
