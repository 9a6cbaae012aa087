import { parse, visit } from 'graphql';
import type { PolicyTable } from '../policy/policy-table.ts';

/** Names the registries that a query plan may ask: those of every field of a student that it fetches. */
export type PlanReader = (queryPlan: object) => readonly string[];

/** A reader that reads each plan once: plans are kept and used again. */
export function createPlanReader(policy: PolicyTable): PlanReader {
  const known = new WeakMap<object, readonly string[]>();
  return (queryPlan) => {
    const registries = known.get(queryPlan) ?? registriesIn(queryPlan, policy);
    known.set(queryPlan, registries);
    return registries;
  };
}

function registriesIn(queryPlan: object, policy: PolicyTable): readonly string[] {
  const registries = new Set<string>();
  let isAboutStudents = false;
  for (const operation of operationsIn(queryPlan)) {
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

/** The operations that a plan sends, whatever its shape: steps nest in lists and in nodes. */
function operationsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(operationsIn);
  if (typeof node !== 'object' || node === null) return [];
  const operation: unknown = Reflect.get(node, 'operation');
  if (Reflect.get(node, 'kind') === 'Fetch' && typeof operation === 'string') return [operation];
  return [Reflect.get(node, 'node'), Reflect.get(node, 'nodes')].flatMap(operationsIn);
}
