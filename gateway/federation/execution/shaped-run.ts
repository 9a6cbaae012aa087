import { GraphQLError } from 'graphql';
import type { Found } from './explained.ts';
import { disputesIn } from './merge.ts';
import type { PlanRun, RunError } from './plan-run.ts';
import type { Shape } from './response-shape.ts';
import type { ShapingRun } from './shaping-run.ts';

/** Gives what a run was told its shape. */
export function shapedRun(run: PlanRun, shape: Shape): Found & { readonly data: unknown } {
  const errors = [...run.errors, ...disputesOf(run)];
  const { path, misfits }: ShapingRun = { path: [], misfits: [] };
  const data = shape.of(run.data, { path, misfits });
  return { data, errors, misfits };
}

function disputesOf({ isDisputed, data }: PlanRun): readonly RunError[] {
  if (isDisputed !== true) return [];
  return disputesIn(data).map((path) => ({
    error: new GraphQLError('Subgraphs gave lists of different lengths for one place.', { path }),
    fetch: null,
  }));
}
