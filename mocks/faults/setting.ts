import { z } from 'zod';
import type { RegistryName } from './expectation.ts';
import type { Aim, Parameter } from './fault-entry.ts';
import { type Fault, type FaultName, faultNamed, faults } from './fault-table.ts';

/** How a dial is turned: a fault, its parameters, and to which calls it is limited. */
export interface FaultSetting {
  readonly fault: FaultName;
  /** Only the next so many calls; without it, all until the dial is turned again. */
  readonly times?: number | undefined;
  /** Only a random share of the calls, from 0 to 1. */
  readonly share?: number | undefined;
  /** Of the draws of `share` and of the fault itself; the same seed strikes the same calls. */
  readonly seed?: number | undefined;
  /** Only calls whose path begins so. */
  readonly path?: string | undefined;
  /** Which kind of call, where not the fault's own. */
  readonly on?: Aim | undefined;
  readonly [parameter: string]: string | number | undefined;
}

/** A setting that has been checked, its gaps filled with the defaults. */
export interface CheckedSetting {
  readonly fault: Fault;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly times: number | null;
  readonly share: number;
  readonly seed: number;
  readonly path: string;
  readonly on: Aim;
}

/** A checked setting, null for `normal`, or what is wrong with it and what is accepted. */
export type SettingCheck =
  | { readonly ok: true; readonly setting: CheckedSetting | null }
  | { readonly ok: false; readonly problem: string };

/** What limits a fault to some calls, in the words of a setting. */
const limitNames = ['times', 'share', 'path', 'on'] as const;

const named = z.object({ fault: z.string() }, 'must be an object with "fault"').loose();

/** Checks what a dial is to be turned to, at one registry. */
export function checkSetting(value: unknown, registry: string): SettingCheck {
  const read = named.safeParse(value);
  if (!read.success) return { ok: false, problem: 'The body must be a JSON object with a text "fault".' };
  const { fault: name, ...rest } = read.data;
  if (name === 'normal') {
    const [extra] = Object.keys(rest);
    return extra === undefined
      ? { ok: true, setting: null }
      : { ok: false, problem: `"normal" takes no parameters, and got "${extra}".` };
  }
  const fault = faultNamed(name);
  if (fault === undefined || !fault.registries.some((known) => known === registry)) {
    return { ok: false, problem: noSuchFault(name, fault, registry) };
  }
  if (fault.madeBy === 'test') return { ok: false, problem: `No server can do "${name}": it ${fault.does}.` };
  return checkParameters(fault, rest);
}

/** The faults that a registry's dial can be turned to. */
export function faultsOf(registry: string): readonly Fault[] {
  return faults.filter(
    ({ registries, madeBy }) =>
      madeBy === 'mock' && registries.some((known: RegistryName) => known === registry),
  );
}

function noSuchFault(name: string, fault: Fault | undefined, registry: string): string {
  const known = ['normal', ...faultsOf(registry).map((each) => each.name)].join(', ');
  const elsewhere = fault === undefined ? '' : ` of ${registry}`;
  return `There is no fault "${name}"${elsewhere}. Known: ${known}.`;
}

const limitsSchema = z.object({
  times: z.int().min(1).max(1_000_000).optional(),
  share: z.number().min(0).max(1).optional(),
  path: z.string().startsWith('/').optional(),
  on: z.enum(['data', 'log-in', 'all']).optional(),
  seed: z.int().optional(),
});

function checkParameters(fault: Fault, values: Readonly<Record<string, unknown>>): SettingCheck {
  const parsed = schemaOf(fault).safeParse(values);
  const limits = limitsSchema.safeParse(values);
  const issues = [parsed, limits].flatMap(({ error }) => error?.issues ?? []);
  if (!limits.success || issues.length > 0) {
    return { ok: false, problem: `${issues.map(wordsOf).join(' ')} ${acceptedBy(fault)}` };
  }
  const parameters = Object.fromEntries(
    Object.entries(fault.parameters).map(([key, parameter]) => [key, givenOr(values[key], parameter)]),
  );
  const { times = null, share = 1, seed = 1, path = '', on = fault.on } = limits.data;
  return { ok: true, setting: { fault, parameters, times, share, seed, path, on } };
}

/** The names that a fault takes, and what its own parameters may be. */
function schemaOf(fault: Fault): z.ZodType {
  const own = Object.entries(fault.parameters).map(([key, parameter]) => [key, schemaOfOne(parameter)]);
  const limits = [...(fault.limited ? limitNames : []), 'seed'].map((name) => [name, z.unknown().optional()]);
  return z.strictObject(Object.fromEntries([...own, ...limits]));
}

function schemaOfOne(parameter: Parameter): z.ZodType {
  return parameter.is === 'choice'
    ? z.enum(parameter.choices).optional()
    : z.number().min(parameter.least).max(parameter.most).optional();
}

function givenOr(given: unknown, parameter: Parameter): string | number {
  return typeof given === 'string' || typeof given === 'number' ? given : parameter.default;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `There is no parameter "${issue.keys.join('", "')}".`;
  return `"${issue.path.join('.')}": ${issue.message}.`;
}

function acceptedBy(fault: Fault): string {
  const own = Object.entries(fault.parameters).map(([key, parameter]) => `${key} (${rangeOf(parameter)})`);
  const accepted = [...own, ...(fault.limited ? limitNames : []), 'seed'].join(', ');
  return `"${fault.name}" takes: ${accepted}.`;
}

/** What a parameter may be, in words. */
export function rangeOf(parameter: Parameter): string {
  return parameter.is === 'choice'
    ? parameter.choices.join(' | ')
    : `${parameter.least} to ${parameter.most}`;
}
