import { leadsTo } from './hosts.ts';
import { environmentOf, publishedEnvironment, type World, withoutEmpty } from './settings.ts';
import type { Configured, Environment, Subgraph } from './subgraph.ts';
import { kindOfVariable } from './variable-kind.ts';

/** Of the credentials those that nobody may know; names of users and systems may well be the same in both worlds. */
const secret = /_(?:KEY|PASSWORD|SECRET)$/;

/** Checks a subgraph's environment, and that it belongs into the world where the process lives. */
export function configureIn(world: World, subgraph: Subgraph, environment: Environment): Configured {
  const configured = subgraph.configure(environmentOf(subgraph.name, world, environment));
  const mixed = mixedSettings(world, subgraph, environment);
  if (mixed.length === 0) return configured;
  return { ok: false, problems: [...(configured.ok ? [] : configured.problems), ...mixed] };
}

/** What of a registry's settings belongs into the other world, one problem a variable. */
export function mixedSettings(
  world: World,
  { name, variables }: Pick<Subgraph, 'name' | 'variables'>,
  environment: Environment,
): readonly string[] {
  const given = withoutEmpty(environment);
  const published = publishedEnvironment(name);
  return variables.flatMap((variable) => {
    const value = given[variable];
    if (value === undefined) return [];
    const problem = world.REGISTRIES === 'mock' ? inSandbox : inReal;
    return problem({ variable, value, published: published[variable] }, world) ?? [];
  });
}

interface Setting {
  readonly variable: string;
  readonly value: string;
  /** What the sandbox has for it. */
  readonly published: string | undefined;
}

function inSandbox({ variable, value, published }: Setting, { SANDBOX_HOSTS }: World): string | null {
  const kind = kindOfVariable(variable);
  if (kind === 'ADDRESS' && URL.canParse(value) && !leadsTo(value, SANDBOX_HOSTS)) {
    return `${variable}: ${elsewhere}`;
  }
  if (kind !== 'CREDENTIAL' || value === published) return null;
  return `${variable}: must not be set with REGISTRIES=mock, which has its own: leave it out, or set REGISTRIES=real`;
}

function inReal({ variable, value, published }: Setting, { INTERNAL_HOSTS }: World): string | null {
  if (kindOfVariable(variable) === 'ADDRESS' && isPlain(value, INTERNAL_HOSTS)) {
    return `${variable}: ${plain}`;
  }
  const isPublished = secret.test(variable) && value === published;
  return isPublished ? `${variable}: must not be the sandbox's with REGISTRIES=real` : null;
}

/** Why an address is refused in the sandbox. */
export const elsewhere = 'with REGISTRIES=mock must lead to this machine or to a host named in SANDBOX_HOSTS';

/** Why an address is refused over real registries. */
export const plain = 'with REGISTRIES=real must be https, or its host be named in INTERNAL_HOSTS';

/** Whether a URL is asked without TLS, and its host is none that may be. */
export function isPlain(url: string, internal: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !internal.includes(hostname);
}
