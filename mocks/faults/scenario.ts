import { z } from 'zod';
import type { Faultable } from './dials.ts';
import { checkSetting, type FaultSetting } from './setting.ts';

/** One turn of a dial in a scenario. Times are in seconds from the scenario's start. */
interface ScenarioEntry {
  readonly at: number;
  /** How long, unless the same dial is turned again before; null for normal. */
  readonly seconds: number | null;
  readonly registry: string;
  /** Null for normal. */
  readonly setting: FaultSetting | null;
}

/** A script of faults. */
export type Scenario = readonly ScenarioEntry[];

/** A scenario, or what is wrong with it: one sentence for each entry at fault, counted from 1. */
export type ScenarioCheck =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly string[] };

const seconds = z.number('must be a number of seconds').min(0, 'must not be negative');
const entrySchema = z
  .object({
    at: seconds,
    for: seconds.optional(),
    registry: z.string('must name a registry'),
    fault: z.string('must name a fault, or be "normal"'),
  })
  .catchall(z.union([z.string(), z.number()], 'must be a text or a number'));

/** Checks a scenario as it stands in its JSON file, for the registries that run. */
export function checkScenario(json: unknown, registries: readonly string[]): ScenarioCheck {
  if (!Array.isArray(json)) return { ok: false, problems: ['The scenario must be a JSON list of entries.'] };
  const checks = json.map((entry: unknown, index) => checkEntry(entry, registries, `Entry ${index + 1}`));
  const problems = checks.flatMap((check) => ('problem' in check ? [check.problem] : []));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, scenario: checks.flatMap((check) => ('problem' in check ? [] : [check])) };
}

function checkEntry(
  value: unknown,
  registries: readonly string[],
  where: string,
): ScenarioEntry | { readonly problem: string } {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `"${path.join('.')}" ${message}`);
    return { problem: `${where}: ${faults.join(', ')}.` };
  }
  const { at, for: lasting = null, registry, fault, ...parameters } = parsed.data;
  if (!registries.includes(registry)) {
    return { problem: `${where}: no registry "${registry}" runs here. Running: ${registries.join(', ')}.` };
  }
  const check = checkSetting({ fault, ...parameters }, registry);
  if (!check.ok) return { problem: `${where}: ${check.problem}` };
  if ((lasting === null) !== (check.setting === null)) {
    return { problem: `${where}: a fault needs "for", how many seconds it lasts; "normal" has none.` };
  }
  const setting = check.setting === null ? null : { ...parameters, fault: check.setting.fault.name };
  return { at, seconds: lasting, registry, setting };
}

interface Playing {
  /** Stops the play; dials that were turned go back to normal. */
  readonly signal?: AbortSignal;
  /** Begins again at the end. */
  readonly loop?: boolean;
  /** Told of each turn. */
  readonly onTurn?: (registry: string, fault: string) => void;
}

/** Plays a scenario on running mocks; resolves at its end or when it is stopped, with the dials back at normal. */
export async function playScenario(
  mocks: readonly Faultable[],
  scenario: Scenario,
  { signal = new AbortController().signal, loop = false, onTurn = () => undefined }: Playing = {},
): Promise<void> {
  const turns = turnsOf(scenario);
  const setFault = async (registry: string, setting: FaultSetting | null): Promise<void> => {
    await mocks.find(({ name }) => name === registry)?.setFault(setting);
    onTurn(registry, setting?.fault ?? 'normal');
  };
  do {
    let now = 0;
    for (const { at, registry, setting } of turns) {
      await pause((at - now) * 1000, signal);
      if (signal.aborted) break;
      now = at;
      await setFault(registry, setting);
    }
    for (const registry of new Set(turns.map((turn) => turn.registry))) await setFault(registry, null);
    // A scenario without any length would never let go.
    if (loop && (turns.at(-1)?.at ?? 0) === 0) return;
  } while (loop && !signal.aborted);
}

interface Turn {
  readonly at: number;
  readonly registry: string;
  readonly setting: FaultSetting | null;
}

/** Every turn in order of time; an entry's end is left out where a later entry has turned the dial by then. */
function turnsOf(scenario: Scenario): readonly Turn[] {
  const ends = scenario.flatMap((entry) => endOf(entry, scenario) ?? []);
  // Ends first, so that an entry that begins where another ends holds.
  return [...ends, ...scenario].toSorted((left, right) => left.at - right.at);
}

function endOf({ at, seconds: lasting, registry }: ScenarioEntry, scenario: Scenario): Turn | null {
  if (lasting === null) return null;
  const end = at + lasting;
  const turnedSince = scenario.some(
    (other) => other.registry === registry && other.at > at && other.at <= end,
  );
  return turnedSince ? null : { at: end, registry, setting: null };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
