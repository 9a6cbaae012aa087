import type { QueryPlan } from '@apollo/query-planner';
import type { FetchQuestion } from './recorder.ts';

/** A fetch of a plan. */
export interface PlannedFetch extends FetchQuestion {
  /** The fetches that it waits for, by their places in the plan. */
  readonly after: readonly number[];
}

type Node = NonNullable<QueryPlan['node']>;

/** The fetches of a plan in its order, whatever waits for whatever. Both branches of a condition are among them. */
export function plannedFetches(plan: QueryPlan | null): readonly PlannedFetch[] {
  const fetches: PlannedFetch[] = [];
  if (plan?.node !== undefined) walk(plan.node, [], fetches);
  return fetches;
}

/** Adds the fetches of a node, and gives those that whatever comes next waits for. */
function walk(node: Node, after: readonly number[], fetches: PlannedFetch[]): readonly number[] {
  switch (node.kind) {
    case 'Fetch':
      fetches.push({ subgraph: node.serviceName, operation: node.operation, after });
      return [fetches.length - 1];
    case 'Flatten':
      return walk(node.node, after, fetches);
    case 'Sequence':
      return node.nodes.reduce((before, next) => walk(next, before, fetches), after);
    case 'Parallel':
      return node.nodes.flatMap((next) => walk(next, after, fetches));
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((branch) =>
        branch === undefined ? [] : walk(branch, after, fetches),
      );
    // The gateway executes neither of them.
    case 'Defer':
    case 'Subscription':
      return after;
  }
}
