import type { QueryPlan } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { plannedFetches } from '../../data-flow/plan-steps.ts';
import type { AnswerObject } from './answer-object.ts';
import { Explaining } from './explained.ts';
import { FetchOrder } from './fetch-order.ts';
import { fetchedBy } from './fetched.ts';
import { placedFetches } from './placed-fetch.ts';
import type { PlanRun } from './plan-run.ts';
import { planStepsOf } from './plan-steps.ts';
import { inPortions, type Portioning, type PortionMaking } from './portions.ts';
import { Requirements } from './representations.ts';
import { type ShapedOperation, shapeOf } from './response-shape.ts';
import { roomMaking } from './room.ts';
import { shapedRun } from './shaped-run.ts';
import { SharedParts } from './shared-parts.ts';

/** What an executed operation gives. */
export interface OperationResult {
  /** Null also where it was made, and taken, in portions. */
  readonly data: AnswerObject | null;
  readonly isInPortions: boolean;
  readonly errors: readonly GraphQLError[];
}

/** An operation for one request. */
export interface Running extends Pick<ShapedOperation, 'variables'>, Pick<PortionMaking, 'askForPortion'> {
  readonly ask: PlanRun['ask'];
  /** How the answer is made where it is one list and all subgraphs are in this process; null: as one. */
  readonly portioning: Portioning | null;
}

/** A planned operation, ready to be executed again and again. */
export type CompiledOperation = (running: Running) => Promise<OperationResult>;

/** The graph as clients see it, and with all that subgraphs have. */
export interface GraphSchemas {
  readonly api: GraphQLSchema;
  readonly supergraph: GraphQLSchema;
}

/** A graph and where its subgraphs run. */
export interface ExecutedGraph {
  readonly schemas: GraphSchemas;
  /** Enums of which clients see less than subgraphs tell. */
  readonly narrowed: ReadonlySet<string>;
  /** Whether a subgraph runs in this process, where its executor has checked what it answers. */
  readonly isInProcess: (subgraph: string) => boolean;
  /** For how many groups of portions of an answer a subgraph may be asked before one of them is done; null: for all. */
  readonly groupsAtOnce: (subgraph: string) => number | null;
}

/** Compiles an operation in canonical form, in which nothing depends on `@skip` and `@include`, and its plan. */
export function compileOperation(
  plan: QueryPlan,
  first: ShapedOperation,
  graph: ExecutedGraph,
): CompiledOperation {
  const { api, supergraph } = graph.schemas;
  const { isInProcess, narrowed, groupsAtOnce } = graph;
  const requirements = new Requirements(supergraph);
  const order = new FetchOrder(placedFetches(plan), supergraph);
  const compiling = { supergraph, requirements, order: order.isNeeded ? order : null };
  const steps = planStepsOf(plan, compiling);
  const explaining = new Explaining(plan);
  const fetched = fetchedBy(plan, { supergraph, isInProcess });
  const makeRoom = roomMaking(plan, fetched);
  // Elsewhere each portion would be a question of its own, and make calls of its own.
  const mayBePortioned = plannedFetches(plan).every(({ subgraph }) => isInProcess(subgraph));
  const shape = shapeOf(api, first, { fetched, narrowed });
  return async ({ ask, askForPortion, portioning, variables }) => {
    const run: PlanRun = { variables, ask, data: {}, errors: [], shared: new SharedParts() };
    const whole = { path: [], data: run.data };
    await steps?.first(run, whole);
    makeRoom(run.data);
    const further = steps?.further ?? null;
    if (portioning !== null && mayBePortioned) {
      const making = { portioning, further, shape, explaining, askForPortion, groupsAtOnce };
      const errors = await inPortions(run, making);
      if (errors !== null) return { data: null, isInPortions: true, errors };
    }
    await further?.(run, whole);
    const { data, ...found } = shapedRun(run, shape);
    return {
      data: data === null ? null : Object(data),
      isInPortions: false,
      errors: explaining.told(found),
    };
  };
}
