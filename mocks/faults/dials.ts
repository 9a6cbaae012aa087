import { type Random, randomFrom } from '../generator/random.ts';
import type { Aim } from './fault-entry.ts';
import type { FaultName } from './fault-table.ts';
import type { CheckedSetting, FaultSetting } from './setting.ts';

/** A mock whose dial can be turned. */
export interface Faultable {
  readonly name: string;
  /** Turns the dial; null turns it back to normal. Throws on a setting that is not one. */
  readonly setFault: (setting: FaultSetting | null) => Promise<void>;
}

/** Where the dial of a mock stands. */
export interface DialState {
  readonly registry: string;
  readonly fault: FaultName | 'normal';
  readonly parameters: Readonly<Record<string, string | number>>;
  /** How many calls it will still strike; null for all. */
  readonly left: number | null;
  /** How many calls it has struck since it was turned. */
  readonly struck: number;
}

/** A fault that strikes a call: its parameters, and draws that its seed fixes. */
export interface Strike {
  readonly fault: FaultName;
  readonly number: (parameter: string) => number;
  readonly choice: (parameter: string) => string;
  readonly random: Random;
}

/** A call as a dial looks at it. */
export interface StruckCall {
  readonly kind: Exclude<Aim, 'all'>;
  readonly path: string;
}

/** The dial of one mock. */
export interface Dial {
  readonly state: () => DialState;
  readonly turn: (setting: CheckedSetting | null) => void;
  /** The fault that strikes a call, of those that `may` accepts, and counts it; null when none does. */
  readonly strike: (call: StruckCall, may: (fault: FaultName) => boolean) => Strike | null;
}

interface Turned {
  readonly setting: CheckedSetting;
  readonly strike: Strike;
  readonly share: Random;
  left: number | null;
}

/** A dial at normal. */
export function createDial(registry: string): Dial {
  let turned: Turned | null = null;
  let struck = 0;
  return {
    state: () => ({
      registry,
      fault: turned?.setting.fault.name ?? 'normal',
      parameters: turned === null ? {} : shown(turned.setting),
      left: turned?.left ?? null,
      struck,
    }),
    turn: (setting) => {
      turned = setting === null ? null : turnedTo(setting);
      struck = 0;
    },
    strike: (call, may) => {
      if (turned === null || !may(turned.setting.fault.name) || !aimsAt(turned, call)) return null;
      const { strike } = turned;
      struck += 1;
      if (turned.left !== null) turned.left -= 1;
      if (turned.left === 0) turned = null;
      return strike;
    },
  };
}

function turnedTo(setting: CheckedSetting): Turned {
  const { fault, parameters, times, seed } = setting;
  const strike: Strike = {
    fault: fault.name,
    number: (parameter) => {
      const value = parameters[parameter];
      if (typeof value !== 'number') throw new RangeError(`${fault.name} has no number "${parameter}"`);
      return value;
    },
    choice: (parameter) => String(parameters[parameter]),
    random: randomFrom(seed),
  };
  // Draws of its own, so that the share does not change what the fault draws.
  return { setting, strike, share: randomFrom(seed + 1), left: times };
}

function aimsAt({ setting, share }: Turned, { kind, path }: StruckCall): boolean {
  const { on } = setting;
  if ((on !== 'all' && on !== kind) || !path.startsWith(setting.path)) return false;
  return setting.share === 1 || share.chance(setting.share);
}

function shown({ parameters, share, path, on, seed, fault }: CheckedSetting) {
  if (!fault.limited) return parameters;
  return { ...parameters, ...(share < 1 ? { share } : {}), ...(path === '' ? {} : { path }), on, seed };
}
