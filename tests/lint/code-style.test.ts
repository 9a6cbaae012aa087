import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));

const longBody = Array.from({ length: 51 }, (_, line) => `  total += ${line};`).join('\n');
const nested =
  'for (const a of x) { if (a > 1) { for (const b of x) { if (b > 1) { for (const c of x) { if (c > b) n += 1; } } } } }';

/** One breach a file: the rule that must report it, the file's name, its text. */
const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['plugin', 'assertion.ts', 'declare const x: unknown;\nexport const y = x as string;\n'],
  ['plugin', 'assertion-angle.ts', 'declare const x: unknown;\nexport const y = <string>x;\n'],
  ['plugin', 'assertion-twice.ts', 'export const y = 5 as unknown as string;\n'],
  ['plugin', 'assertion-in-words.ts', "export const y = 'x as const' as string;\n"],
  [
    'plugin',
    'assertion-around-const.ts',
    "interface A {\n  readonly a: string;\n}\nexport const y = { a: 'x' as const } as A;\n",
  ],
  [
    'plugin',
    'assertion-const-like.ts',
    'type constant = 5;\ndeclare const x: unknown;\nexport const y = x as constant;\n',
  ],
  ['plugin', 'assertion-test.test.ts', 'declare const x: unknown;\nexport const y = x as string;\n'],
  ['lint/suspicious/noExplicitAny', 'any.ts', 'export function f(x: any): void {\n  x();\n}\n'],
  ['lint/style/noNonNullAssertion', 'bang.ts', 'export const first = (x: string[]): string => x[0]!;\n'],
  ['lint/style/noDefaultExport', 'default-export.ts', 'export default 5;\n'],
  ['lint/style/noEnum', 'enum.ts', 'export enum Colour {\n  RED,\n}\n'],
  ['lint/style/useFilenamingConvention', 'camelCase.ts', 'export const x = 5;\n'],
  ['lint/suspicious/noConsole', 'console.ts', "console.log('x');\n"],
  [
    'lint/complexity/noExcessiveLinesPerFunction',
    'long-function.ts',
    `export function f(): number {\n  let total = 0;\n${longBody}\n  return total;\n}\n`,
  ],
  [
    'lint/complexity/useMaxParams',
    'parameters.ts',
    'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
  ],
  [
    'lint/complexity/noExcessiveCognitiveComplexity',
    'complex.ts',
    `export function f(x: number[]): number {\n  let n = 0;\n  ${nested}\n  return n;\n}\n`,
  ],
];

const healthy: Readonly<Record<string, string>> = {
  'as-const.ts': "export const colours = ['RED', 'BLUE'] as const;\n",
  'as-const-object.ts': "export const a = {\n  colour: 'RED',\n  size: 5,\n} as const;\n",
  'satisfies.ts': "export const a = { colour: 'RED' } as const satisfies Record<string, string>;\n",
  'imports-as.ts': "export { readFileSync as read } from 'node:fs';\n",
};

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string().nullable(), location: z.object({ path: z.string() }).loose() }).loose(),
  ),
});

let folder: string;
let reported: readonly string[];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'opintolupa-style-')));
  for (const file of ['biome.json', '.gitignore', 'tests/lint/no-type-assertion.grit']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  mkdirSync(join(folder, 'gateway'));
  for (const [name, text] of [
    ...Object.entries(healthy),
    ...breaches.map(([, file, text]) => [file, text]),
  ]) {
    writeFileSync(join(folder, 'gateway', name ?? ''), text ?? '');
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', 'gateway'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = report.parse(JSON.parse(stdout));
  reported = diagnostics.map(({ category, location }) => `${category}: ${location.path}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the rules of how code is written', () => {
  it.each(breaches)('%s is reported in %s', (rule, file) => {
    expect(reported).toContain(`${rule}: gateway/${file}`);
  });

  it.each(Object.keys(healthy))('nothing is reported in %s', (file) => {
    expect(reported.filter((line) => line.endsWith(`gateway/${file}`))).toEqual([]);
  });
});
