import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { z } from 'zod';

// Runs the `check:…` scripts of package.json side by side, all of them or those named: `format lint`.

const prefix = 'check:';
const packageFile = new URL('../package.json', import.meta.url);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(packageFile, 'utf8')));

/** What a check printed, in the order in which it came, and whether it found nothing. */
interface Checked {
  readonly passed: boolean;
  readonly output: string;
}

function check(script: string): Promise<Checked> {
  const { promise, resolve } = Promise.withResolvers<Checked>();
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const hear = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  child.on('error', ({ message }) => resolve({ passed: false, output: message }));
  child.on('close', (code) => resolve({ passed: code === 0, output }));
  return promise;
}

/** Runs checks until none is left; gives the names of those that failed. */
async function checkInTurn(left: string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const begun = performance.now();
    const { passed, output } = await check(`${prefix}${name}`);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    const verdict = passed ? 'passed' : 'FAILED';
    process.stdout.write(`== ${name}: ${verdict} in ${seconds} s\n${output.trim() === '' ? '' : output}\n`);
    if (!passed) failed.push(name);
  }
  return failed;
}

const all = Object.keys(scripts).flatMap((script) =>
  script.startsWith(prefix) ? [script.slice(prefix.length)] : [],
);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0)
  throw new Error(`There is no check ${unknown.join(', ')}: there are ${all.join(', ')}`);

const left = asked.length > 0 ? asked : all;
const failed = (
  await Promise.all(Array.from({ length: availableParallelism() }, () => checkInTurn(left)))
).flat();
process.stdout.write(failed.length > 0 ? `Failed: ${failed.join(', ')}\n` : 'All checks passed\n');
process.exitCode = failed.length > 0 ? 1 : 0;
