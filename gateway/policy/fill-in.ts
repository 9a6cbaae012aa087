import { tableVersion } from '../../subgraphs/registry/data-rows.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { noteRuntimeType, runtimeTypeOf } from '../federation/execution/runtime-type.ts';
import { masked } from './mask.ts';
import type { DeniedField, FieldPlan, ObjectPlan } from './response-plan.ts';

/** What an answer says of the policy: `extensions.policy`. */
export interface PolicyExtension {
  readonly version: string;
  /** Null when there is no grant. */
  readonly purpose: string | null;
  readonly denied: readonly DeniedField[];
}

/** The policy's part of an answer's extensions. */
export function policyExtension(grant: Grant | null, denied: readonly DeniedField[]): PolicyExtension {
  return { version: tableVersion, purpose: grant?.purpose ?? null, denied };
}

/**
 * The answer as the client asked for it: denied fields filled in, masked ones masked, keys in the order of the selection.
 * Parts in which nothing changes are passed on as they are. This comes after execution, so that what is denied is null
 * also where the graph would not allow it, and never takes its parent with it.
 */
export function fillIn(data: unknown, plan: ObjectPlan): unknown {
  if (!plan.isAltered || data === null || data === undefined) return data ?? null;
  if (Array.isArray(data)) return data.map((item: unknown) => fillIn(item, plan));
  if (typeof data !== 'object') return data;
  const type = runtimeTypeOf(data);
  const filled = plan.blank();
  noteRuntimeType(filled, type);
  for (const [key, field] of plan.fields) {
    const applies = field.on?.has(type ?? '') !== false;
    if (Object.hasOwn(data, key)) filled[key] = partOf(Reflect.get(data, key), field);
    else if (applies) filled[key] = field.kind === 'FILLED' ? field.value : null;
  }
  return filled;
}

function partOf(value: unknown, field: FieldPlan): unknown {
  // What was taken out cannot have come; if it did, it is not given.
  if (field.kind === 'FILLED') return field.value;
  if (field.masked) return maskedIn(value);
  return field.under === null ? value : fillIn(value, field.under);
}

function maskedIn(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.map(maskedIn) : masked(value);
}
