import { parseArgs } from 'node:util';
import { mockRegistries } from '../index.ts';
import { CommandProblem, callDial, type ShownState } from './dial-client.ts';
import { checkSetting, faultsOf, rangeOf } from './setting.ts';

/** Where a command writes. */
export interface Output {
  readonly write: (text: string) => unknown;
}

const names = mockRegistries.map(({ registry }) => registry.name);
const help = `Turns the fault dial of a running mock registry.

  npm run -s faults -- <registry> <fault> [options]   turns the dial
  npm run -s faults -- <registry> normal              turns it back
  npm run -s faults -- <registry>                     shows where it stands
  npm run -s faults -- list [registry]                lists the faults and their parameters

  registry      ${names.join(', ')}
  --times N     only the next N calls
  --share S     only a random share of the calls, 0 to 1
  --path P      only calls whose path begins with P
  --on KIND     data, log-in or all; most faults strike data calls only
  --seed N      of the random draws
  --param K=V   a parameter of the fault; may be repeated
  --port N      port of the mock, if not its own of 4101 to 4105
  --help        this text
`;

const options = {
  times: { type: 'string' },
  share: { type: 'string' },
  path: { type: 'string' },
  on: { type: 'string' },
  seed: { type: 'string' },
  param: { type: 'string', multiple: true },
  port: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Runs the command `faults`; gives its exit code. */
export async function runFaultsCommand(
  args: readonly string[],
  out: Output,
  errors: Output,
): Promise<number> {
  try {
    out.write(await answerTo(args));
    return 0;
  } catch (error) {
    errors.write(`${error instanceof Error ? error.message : 'The dial could not be turned.'}\n`);
    return 1;
  }
}

async function answerTo(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [first, fault, ...others] = positionals;
  if (values.help || first === undefined) return help;
  if (others.length > 0) throw new CommandProblem(`One fault at a time, and got "${others.join(' ')}" too.`);
  if (first === 'list') return listOf(fault);
  const port = values.port ?? portOf(first);
  const setting = fault === undefined ? null : settingOf(fault, values);
  const check = checkSetting(setting ?? { fault: 'normal' }, first);
  if (!check.ok) throw new CommandProblem(check.problem);
  // Asked first, so that no other mock's dial is turned by a wrong port.
  const state = await callDial(first, port);
  if (setting === null) return shown(state);
  return shown(await callDial(first, port, JSON.stringify(setting)));
}

function portOf(name: string): number {
  const found = mockRegistries.find(({ registry }) => registry.name === name);
  if (found !== undefined) return found.port;
  throw new CommandProblem(`There is no mock registry "${name}". Known: ${names.join(', ')}.`);
}

function listOf(name: string | undefined): string {
  if (name !== undefined) portOf(name);
  const listed = new Map(
    (name === undefined ? names : [name]).flatMap(faultsOf).map((each) => [each.name, each]),
  );
  const lines = [...listed.values()].flatMap(({ name: fault, does, registries, parameters }) => [
    `${fault}: ${does}${registries.length === names.length ? '' : ` (${registries.join(', ')})`}`,
    ...Object.entries(parameters).map(
      ([key, parameter]) =>
        `    ${key}: ${parameter.means}; ${rangeOf(parameter)}, default ${parameter.default}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

interface Given {
  readonly times?: string | undefined;
  readonly share?: string | undefined;
  readonly path?: string | undefined;
  readonly on?: string | undefined;
  readonly seed?: string | undefined;
  readonly param?: readonly string[] | undefined;
}

function settingOf(
  fault: string,
  { times, share, path, on, seed, param = [] }: Given,
): Record<string, unknown> {
  const limits = Object.entries({ times, share, path, on, seed }).filter(([, value]) => value !== undefined);
  const parameters = param.map((pair) => {
    const split = pair.indexOf('=');
    if (split < 1) throw new CommandProblem(`--param takes name=value, and got "${pair}".`);
    return [pair.slice(0, split), pair.slice(split + 1)];
  });
  const given = [...limits, ...parameters].map(([key, value = '']) => [key, numberIfOne(value)]);
  return { fault, ...Object.fromEntries(given) };
}

function numberIfOne(text: string): string | number {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function shown({ registry, fault, parameters, left, struck }: ShownState): string {
  const settings = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const times = left === null ? [] : [`${left} calls left`];
  const counted = struck === 0 ? [] : [`${struck} calls struck`];
  const details = [...settings, ...times, ...counted].join(', ');
  return `${registry}: ${fault}${details === '' ? '' : ` (${details})`}\n`;
}
