import type { QueryPlan } from '@apollo/query-planner';
import { parse, visit } from 'graphql';
import { plannedFetches } from '../data-flow/plan-steps.ts';
import type { PolicyTable } from '../policy/policy-table.ts';

/** Names the registries that a query plan may ask, whatever its conditions: those of every field of a student that it fetches. */
export type PlanReader = (queryPlan: QueryPlan) => readonly string[];

/** A reader that reads each plan once: plans are kept and used again. */
export function createPlanReader(policy: PolicyTable): PlanReader {
  const known = new WeakMap<QueryPlan, readonly string[]>();
  return (queryPlan) => {
    const registries = known.get(queryPlan) ?? registriesIn(queryPlan, policy);
    known.set(queryPlan, registries);
    return registries;
  };
}

function registriesIn(queryPlan: QueryPlan, policy: PolicyTable): readonly string[] {
  const registries = new Set<string>();
  let isAboutStudents = false;
  for (const { operation } of plannedFetches(queryPlan)) {
    visit(parse(operation, { noLocation: true }), {
      Field: ({ name: { value } }) => {
        const ofStudent = policy.get(`Student.${value}`);
        const field = ofStudent ?? policy.get(`Query.${value}`);
        isAboutStudents ||= ofStudent !== undefined;
        if (field !== undefined) registries.add(field.from ?? 'GATEWAY');
      },
    });
  }
  // Every question about a student begins there.
  if (isAboutStudents) registries.add('ONR');
  return [...registries].sort();
}
