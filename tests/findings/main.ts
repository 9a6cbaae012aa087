import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findings, tableOf } from './asked-findings.ts';
import { measureShares, type Shares } from './shares.ts';

const help = `Tells for what share of generated people each finding is DETERMINED, by what the findings are asked for.

  npm run findings [-- options]

  --people N     how many people (default 300)
  --seed S       of the people (default 1)
  --today DAY    the day on which it is asked (default 2026-10-15)
  --code FOLDER  another checkout of this project, with its packages, to compare with (default: this one)
  --json         prints the shares as JSON instead of a table
  --help         this text

“–” is a finding that the purpose does not give, “refused” needs that its table does not know. Everything runs in this
process, on free ports of 127.0.0.1. Progress goes to stderr.
`;

const { values: options } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    today: { type: 'string', default: '2026-10-15' },
    code: { type: 'string', default: resolve(import.meta.dirname, '../..') },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(help);
else await main();

async function main(): Promise<void> {
  const [people, seed] = [countOf('--people', options.people), countOf('--seed', options.seed)];
  const { today } = options;
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const shares = await measureShares({ people, seed, today, code: resolve(options.code), progress });
  const told = { people, seed, today };
  process.stdout.write(options.json ? jsonOf(told, shares) : `${JSON.stringify(told)}\n${tableFrom(shares)}`);
  // Connections that are kept alive would hold the process.
  process.exit();
}

function jsonOf(told: object, shares: ReadonlyMap<string, Shares | null>): string {
  const plain = [...shares].map(([name, of]) => [name, of === null ? null : Object.fromEntries(of)]);
  return `${JSON.stringify({ ...told, shares: Object.fromEntries(plain) }, null, 2)}\n`;
}

function tableFrom(shares: ReadonlyMap<string, Shares | null>): string {
  const rows = [...shares].map(([name, of]) => [
    name,
    ...findings.map((finding) => (of === null ? 'refused' : percentOf(of.get(finding) ?? null))),
  ]);
  return tableOf([['', ...findings], ...rows]);
}

function percentOf(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

function countOf(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 100_000) return count;
  throw new Error(`${name}: must be a whole number from 1 to 100000`);
}
