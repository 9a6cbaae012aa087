import {
  createPlanExecutor,
  type ExecutorParts,
  type OperationExecutor,
} from '../../gateway/federation/plan-executor.ts';
import { createPlanner, readSchemas } from '../../gateway/federation/planner.ts';

/** Plans over a composed graph in the test's own thread, which nobody pays for. */
export function plannedHere(supergraphSdl: string): Pick<ExecutorParts, 'schemas' | 'planOf' | 'planning'> {
  const planOf = createPlanner(supergraphSdl);
  return {
    schemas: readSchemas(supergraphSdl),
    planOf: async (document) => {
      const plan = planOf(document);
      return { plan, characters: JSON.stringify(plan).length };
    },
    planning: (_context, plan) => plan(() => undefined),
  };
}

/** The gateway's executor. */
export function executorOver(parts: ExecutorParts): OperationExecutor {
  return createPlanExecutor(parts).execute;
}
