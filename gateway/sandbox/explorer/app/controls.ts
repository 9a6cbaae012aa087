import type { Text } from '../../language.ts';
import type { Dial } from './dials.ts';

/** A persona of the sandbox. */
export interface Persona {
  readonly key: string;
  /** Null where nobody has given one. */
  readonly oppijanumero: string | null;
  /** The number that is asked for; where the person has none, one that the person was recorded under. */
  readonly askedFor: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly story: Text;
}

/** Somebody who can ask. */
export interface Caller {
  readonly key: string;
  readonly client: string | null;
  readonly purpose: string | null;
  readonly needsCase: boolean;
  readonly title: Text;
  readonly about: Text;
}

/** A ready query. */
export interface Operation {
  readonly key: string;
  readonly title: Text;
  readonly about: Text;
  readonly caller: string;
  readonly consents: readonly string[];
  readonly person: string | null;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A registry and how it behaves now. */
export interface RegistryDial {
  readonly key: string;
  readonly title: Text;
  /** Null where it was turned to something else, from a terminal. */
  readonly dial: Dial | null;
}

/** Everything that can be chosen in the sandbox. */
export interface Controls {
  /** The day that rules are computed for unless another is chosen. */
  readonly today: string;
  readonly people: readonly Persona[];
  readonly callers: readonly Caller[];
  readonly consentRegistries: readonly { readonly key: string; readonly title: Text }[];
  readonly operations: readonly Operation[];
  readonly registries: readonly RegistryDial[];
}

/** Fetches what can be chosen. Throws when the gateway does not answer. */
export async function fetchControls(): Promise<Controls> {
  const answer = await fetch('/sandbox/controls');
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}`);
  return answer.json();
}

/** Turns a registry's dial. Throws when it cannot be turned. */
export async function turnDial(registry: string, dial: Dial): Promise<void> {
  const body = JSON.stringify({ dial });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`/sandbox/dials/${registry}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}`);
}
