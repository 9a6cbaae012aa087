import { type DirectiveNode, Kind, type SelectionNode, type ValueNode } from 'graphql';
import type { Values } from './hoisted-values.ts';

/** A `@skip` or `@include` that a variable decides. */
export interface Condition {
  readonly variable: string;
  /** The value with which the selection is asked. */
  readonly wanted: boolean;
}

/** Of nearly all selections. */
const none: readonly Condition[] = [];

/**
 * What still decides whether a selection is asked, where the conditions around it hold; null when it is not. Planners lose
 * objects of which nothing can be asked, since conditions exclude each other.
 */
export function conditionsOf(
  { directives = [] }: SelectionNode,
  around: readonly Condition[],
  variableOf: (value: ValueNode) => string,
): readonly Condition[] | null {
  if (directives.length === 0) return none;
  const conditions: Condition[] = [];
  for (const name of ['skip', 'include'] as const) {
    const value = ifOf(directives, name);
    if (value === undefined) continue;
    const wanted = name === 'include';
    const condition = value.kind === Kind.BOOLEAN ? null : { variable: variableOf(value), wanted };
    const decided =
      value.kind === Kind.BOOLEAN ? value.value : decidedBy([...around, ...conditions], condition);
    if (decided === null && condition !== null) conditions.push(condition);
    else if (decided !== wanted) return null;
  }
  return conditions;
}

/** The value of a condition's variable where others hold; null where they do not say. */
function decidedBy(others: readonly Condition[], condition: Condition | null): boolean | null {
  return others.find(({ variable }) => variable === condition?.variable)?.wanted ?? null;
}

/** What decides when both do. */
export function bothOf(some: readonly Condition[], others: readonly Condition[]): readonly Condition[] {
  if (some.length === 0) return others;
  return others.length === 0 ? some : [...some, ...others];
}

/** The directives that say the same. */
export function directivesOf(conditions: readonly Condition[]): readonly DirectiveNode[] {
  return conditions.map(({ variable, wanted }) => ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: wanted ? 'include' : 'skip' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'if' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
  }));
}

/** A text that says the same; empty where nothing decides. */
export function textOf(conditions: readonly Condition[]): string {
  return conditions.map(({ variable, wanted }) => `${wanted ? '@' : '!'}${variable}`).join('');
}

/** Whether all conditions hold. */
export function hold(conditions: readonly Condition[], values: Values): boolean {
  return conditions.every(({ variable, wanted }) => values[variable] === wanted);
}

function ifOf(directives: readonly DirectiveNode[], name: string): ValueNode | undefined {
  const found = directives.find((one) => one.name.value === name);
  return found?.arguments?.find((one) => one.name.value === 'if')?.value;
}
