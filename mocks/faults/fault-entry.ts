import type { Expectation, RegistryName } from './expectation.ts';

/** A parameter of a fault, with its default. */
export type Parameter =
  | {
      readonly is: 'number';
      readonly default: number;
      readonly least: number;
      readonly most: number;
      readonly means: string;
    }
  | {
      readonly is: 'choice';
      readonly default: string;
      readonly choices: readonly string[];
      readonly means: string;
    };

/** Which calls a fault strikes: those for data, those that log in, or both. */
export type Aim = 'data' | 'log-in' | 'all';

/** One fault, as data. */
export interface FaultEntry {
  readonly name: string;
  /** What the registry does, in words. */
  readonly does: string;
  readonly registries: readonly RegistryName[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Which calls it strikes unless told otherwise. */
  readonly on: Aim;
  /** Whether it strikes calls, so that it can be limited to some of them. */
  readonly limited: boolean;
  /** What no server can do, a test arranges. */
  readonly madeBy: 'mock' | 'test';
  readonly expected: Expectation;
  readonly differs?: Readonly<Partial<Record<RegistryName, Partial<Expectation>>>>;
}

/** What most faults have. */
export const ordinary = {
  parameters: {},
  on: 'data',
  limited: true,
  madeBy: 'mock',
} as const satisfies Partial<FaultEntry>;

/** A number as a parameter. */
export function numberOf(
  value: number,
  [least, most]: readonly [number, number],
  means: string,
): Parameter & { readonly is: 'number' } {
  return { is: 'number', default: value, least, most, means };
}

/** One word of a few as a parameter; the first is the default. */
export function choiceOf(
  [first, ...others]: readonly [string, ...string[]],
  means: string,
): Parameter & { readonly is: 'choice' } {
  return { is: 'choice', default: first, choices: [first, ...others], means };
}
