import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { moveInto } from './cursor.ts';
import { type FetchCompiling, fetchStep, type PlanStep } from './fetch-step.ts';
import { fetchNodesIn } from './placed-fetch.ts';

/** A plan, ready to be executed again and again. */
export interface PlanSteps {
  /** Fetches the root, where that comes first; else all. */
  readonly first: PlanStep;
  /** Fetches what else is wanted of what the root holds; null when that is nothing. */
  readonly further: PlanStep | null;
}

/** Compiles a plan; null when it has nothing to fetch. Throws for what this graph does not serve. */
export function planStepsOf({ node }: QueryPlan, compiling: FetchCompiling): PlanSteps | null {
  if (node === undefined) return null;
  if (node.kind === 'Subscription') throw new Error('Subscriptions are not served');
  if (node.kind !== 'Sequence') return { first: stepOf(node, compiling), further: null };
  const [first, ...others] = node.nodes.map((one) => stepOf(one, compiling));
  return first === undefined ? null : { first, further: others.length === 0 ? null : inSequence(others) };
}

function stepOf(node: PlanNode, compiling: FetchCompiling): PlanStep {
  switch (node.kind) {
    case 'Fetch':
      return inOrder(node, fetchStep(node, compiling), compiling);
    case 'Flatten': {
      const { node: inner } = node;
      if (inner.kind !== 'Fetch')
        return inOrder(node, flattened(stepOf(inner, compiling), node.path), compiling);
      return inOrder(inner, flattened(fetchStep(inner, compiling), node.path), compiling);
    }
    case 'Sequence':
      return inSequence(node.nodes.map((one) => stepOf(one, compiling)));
    case 'Parallel':
      return atOnce(node.nodes.map((one) => stepOf(one, compiling)));
    case 'Condition':
    case 'Defer':
      throw new Error(`A plan with the step ${node.kind} is not served`);
  }
}

function flattened(step: PlanStep, path: readonly (string | number)[]): PlanStep {
  return async (run, cursor) => {
    const inner = moveInto(cursor, path);
    if (inner !== null) await step(run, inner);
  };
}

/** A step that keeps its place among fetches at the same time; when it is over, nobody waits for a fetch in it. */
function inOrder(node: PlanNode, step: PlanStep, { order }: FetchCompiling): PlanStep {
  if (order === null) return step;
  const fetches = fetchNodesIn(node);
  return async (run, cursor) => {
    const turn = node.kind === 'Fetch' ? order.mayRead(node, run) : null;
    if (turn !== null) await turn;
    await step(run, cursor);
    order.end(fetches, run);
  };
}

function inSequence(steps: readonly PlanStep[]): PlanStep {
  return async (run, cursor) => {
    for (const step of steps) await step(run, cursor);
  };
}

function atOnce(steps: readonly PlanStep[]): PlanStep {
  return async (run, cursor) => {
    await Promise.all(steps.map((step) => step(run, cursor)));
  };
}
