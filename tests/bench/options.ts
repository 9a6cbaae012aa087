import { parseArgs } from 'node:util';
import { mockRegistries, sandboxServices } from '../../mocks/index.ts';
import type { Scale } from './bench.ts';
import { contestantNames, titles } from './contestants.ts';
import { type Measurement, measurements } from './loads.ts';

/** The ports of 127.0.0.1 that a run needs. */
export const neededPorts = [...mockRegistries, ...sandboxServices].map(({ port }) => port);

/** What the command was asked to do. */
export type Asked = { readonly help: string } | { readonly scale: Scale; readonly form: 'json' | 'markdown' };

const longOnes: readonly Measurement[] = ['bulk-5000', 'start'];
const shortOnes = measurements.filter((one) => !longOnes.includes(one));

const mostTurns = 100;

const help = `Measures the gateway against other gateways over the same subgraphs, and against a hand-written aggregator over the same
clients, rules, mocks and people, in one run. Takes less than ten minutes.

  npm run bench [-- options]

  --contestants A,B   only these: ${contestantNames.join(', ')}
  --only A,B          only these: ${measurements.join(', ')}
  --turns N           at most so many turns of each contestant in each load
  --quick             a short run that only shows that it works; leaves out ${longOnes.join(' and ')} unless asked
  --markdown          prints tables for a document (the default)
  --json              prints the figures as JSON instead
  --help              this text

“spellings” sends (a) one question in three ways, each to a process of its own, in turns: with variables, with a new
learner number written into each document, and with other aliases in each.

${contestantNames.map((name) => `  ${name.padEnd(14)}${titles[name]}`).join('\n')}

Meanwhile the mock registries and the issuer listen on 127.0.0.1, ports ${neededPorts.join(', ')}. Progress goes to stderr.`;

/** Reads the command line. Throws, naming the option and what it accepts. */
export function readOptions(): Asked {
  const { values } = parseArgs({
    options: {
      contestants: { type: 'string' },
      only: { type: 'string' },
      turns: { type: 'string', default: String(mostTurns) },
      quick: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { help };
  const turns = Number(values.turns);
  if (!Number.isInteger(turns) || turns < 1 || turns > mostTurns)
    throw new Error(`--turns: must be a whole number from 1 to ${mostTurns}`);
  return {
    form: values.json ? 'json' : 'markdown',
    scale: {
      length: values.quick ? 'quick' : 'full',
      turns,
      measured:
        values.only === undefined && values.quick ? shortOnes : chosen('--only', values.only, measurements),
      contestants: chosen('--contestants', values.contestants, contestantNames),
    },
  };
}

function chosen<T extends string>(option: string, text: string | undefined, all: readonly T[]): readonly T[] {
  if (text === undefined) return all;
  const asked = text.split(',');
  if (asked.some((name) => !all.some((known) => known === name)))
    throw new Error(`${option}: must be one or more of ${all.join(', ')}, with commas between`);
  return all.filter((known) => asked.includes(known));
}
