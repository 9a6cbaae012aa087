import type { FactName, RequiredFact } from '../required-facts.ts';

/** Whether the purpose gives the fact at all: what it never gives is not missing. A consent that lacks is. */
export function isInScope(fact: RequiredFact | null | undefined): boolean {
  return fact?.state !== 'NOT_PERMITTED' || fact.reason?.code !== 'NOT_PERMITTED_FOR_PURPOSE';
}

interface ScopedInput {
  readonly fact: FactName;
  readonly registry: string;
  readonly isInScope?: false;
}

/** What a rule could do without and was not given; the graph's `OutOfScopeInput`. */
export function outOfScopeOf(
  inputs: readonly ScopedInput[],
  missing: readonly { readonly fact: FactName }[],
): readonly Pick<ScopedInput, 'fact' | 'registry'>[] {
  return inputs
    .filter((input) => input.isInScope === false && missing.every(({ fact }) => fact !== input.fact))
    .map(({ fact, registry }) => ({ fact, registry }));
}
