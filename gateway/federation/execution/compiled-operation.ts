import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import { defaultsOf, switchesIn } from '../../../subgraphs/registry/document-parts.ts';
import { plannedFetches } from '../../data-flow/plan-steps.ts';
import type { AnswerObject } from './answer-object.ts';
import { fetchedBy } from './fetched.ts';
import { introspect, introspectionIn } from './introspection.ts';
import { mergeInto } from './merge.ts';
import type { PlanRun } from './plan-run.ts';
import { planStepsOf } from './plan-steps.ts';
import { inPortions, type Portioning, type PortionMaking } from './portions.ts';
import { Requirements } from './representations.ts';
import { type KnownAnswer, type Shape, type ShapedOperation, shapeOf } from './response-shape.ts';
import { roomMaking } from './room.ts';
import type { ShapingRun } from './shaping-run.ts';
import { SharedParts } from './shared-parts.ts';

/** What an executed operation gives. */
export interface OperationResult {
  /** Null also where it was made, and taken, in portions. */
  readonly data: AnswerObject | null;
  readonly isInPortions: boolean;
  readonly errors: readonly GraphQLError[];
}

/** An operation for one request. */
export interface Running extends ShapedOperation, Pick<PortionMaking, 'askForPortion'> {
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

/** More are not kept: an operation has few switches, and a client that turns more of them waits a little longer. */
const mostVariants = 64;

/** Compiles an operation and its plan. What depends on `@skip` and `@include` is compiled for each way they turn out. */
export function compileOperation(
  plan: QueryPlan,
  first: ShapedOperation,
  graph: ExecutedGraph,
): CompiledOperation {
  const { api, supergraph } = graph.schemas;
  const { isInProcess, narrowed, groupsAtOnce } = graph;
  const requirements = new Requirements(supergraph);
  const steps = planStepsOf(plan, { supergraph, requirements, defaults: defaultsOf(first.operation) });
  const fetched = fetchedBy(plan, { supergraph, isInProcess });
  const known = { fetched, narrowed };
  const makeRoom = roomMaking(plan, fetched);
  // Elsewhere each portion would be a question of its own, and make calls of its own.
  const mayBePortioned = plannedFetches(plan).every(({ subgraph }) => isInProcess(subgraph));
  const variants = new Map<string, Answering>();
  return async ({ ask, askForPortion, portioning, ...asked }) => {
    const { variables } = asked;
    const key = switchesOf(variables);
    const answering = variants.get(key) ?? answeringOf(asked, { api, known });
    if (answering instanceof GraphQLError) return { data: null, isInPortions: false, errors: [answering] };
    if (variants.size >= mostVariants) variants.clear();
    variants.set(key, answering);
    const run: PlanRun = { variables, ask, data: {}, errors: [], shared: new SharedParts() };
    const whole = { path: [], data: run.data };
    await steps?.first(run, whole);
    makeRoom(run.data);
    const further = steps?.further ?? null;
    if (portioning !== null && mayBePortioned) {
      const { shape } = answering;
      const making = { portioning, further, shape, askForPortion, groupsAtOnce };
      const isInPortions = await inPortions(run, making);
      if (isInPortions) return { data: null, isInPortions, errors: run.errors };
    }
    await further?.(run, whole);
    return answer(run, answering, api);
  };
}

interface Answering {
  readonly shape: Shape;
  readonly introspection: DocumentNode | null;
}

/** An error for variables that cannot decide on a selection. */
function answeringOf(
  asked: ShapedOperation,
  { api, known }: { readonly api: GraphQLSchema; readonly known: KnownAnswer },
): Answering | GraphQLError {
  const undecided = undecidedSwitch(asked);
  if (undecided === null)
    return { shape: shapeOf(api, asked, known), introspection: introspectionIn(api, asked) };
  return new GraphQLError(
    `Variable "$${undecided}" must not be null: @skip and @include accept true and false.`,
  );
}

/** A variable that decides on a part of the selection, and is null. */
function undecidedSwitch({ document, operation, variables }: ShapedOperation): string | null {
  const executed = document.definitions.filter(
    (one) => one.kind !== Kind.OPERATION_DEFINITION || one === operation,
  );
  return executed.flatMap(switchesIn).find((name) => variables[name] === null) ?? null;
}

function answer(run: PlanRun, { shape, introspection }: Answering, api: GraphQLSchema): OperationResult {
  if (introspection !== null) mergeInto(run.data, introspect(api, introspection, run.variables));
  const shaping: ShapingRun = { path: [], misfits: [] };
  const data = shape.of(run.data, shaping);
  // Where a subgraph has told what is missing, that it is missing says no more.
  const errors = run.errors.length > 0 ? run.errors : shaping.misfits;
  return { data: data === null ? null : Object(data), isInPortions: false, errors };
}

/** Only booleans can decide on parts of a selection; a null is refused, and is not the same as nothing given. */
function switchesOf(variables: Readonly<Record<string, unknown>>): string {
  let key = '';
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value === 'boolean' || value === null) key += `${name}=${value};`;
  }
  return key;
}
