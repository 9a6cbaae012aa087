import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const config: unknown = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const ruleNames = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse(config)
  .forbidden.map(({ name }) => name);

/** A project laid out as the rules want it: file → what it imports. */
const healthy: Readonly<Record<string, readonly string[]>> = {
  'gateway/main.ts': ['../subgraphs/index.ts', '../subgraphs/registry/http.ts', './server.ts'],
  'gateway/server.ts': ['fastify', './pipeline/pipeline.ts'],
  'gateway/pipeline/pipeline.ts': ['../limits/cost.ts'],
  'gateway/limits/cost.ts': [],
  'gateway/sandbox/language.ts': [],
  'gateway/sandbox/explorer/app/main.ts': ['../../language.ts'],
  'subgraphs/index.ts': ['./one/index.ts', './two/index.ts'],
  'subgraphs/registry/http.ts': ['undici', 'node:fs'],
  'subgraphs/one/index.ts': ['./client.ts', './mapping.ts', '../registry/http.ts'],
  'subgraphs/one/client.ts': ['../registry/http.ts', './contract.ts'],
  'subgraphs/one/contract.ts': ['zod'],
  'subgraphs/one/mapping.ts': ['./contract.ts', './rules/fees.ts'],
  'subgraphs/one/rules/fees.ts': [],
  'subgraphs/two/index.ts': [],
  'subgraphs/two/contract.ts': ['zod'],
  'schema/compose.ts': ['../subgraphs/index.ts'],
  'mocks/one.ts': ['../subgraphs/one/contract.ts', 'fastify', './people.ts'],
  'mocks/people.ts': [],
  'tests/one.test.ts': ['../mocks/one.ts', '../gateway/main.ts', '../subgraphs/one/mapping.ts'],
};

/** One import that breaks a rule, by the rule's name. */
const breaches: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['registries-are-islands', 'subgraphs/one/mapping.ts', '../two/contract.ts'],
  ['registries-are-islands', 'subgraphs/two/index.ts', '../one/client.ts'],
  ['registry-kit-knows-no-registry', 'subgraphs/registry/http.ts', '../one/contract.ts'],
  ['registry-kit-knows-no-registry', 'subgraphs/registry/http.ts', '../index.ts'],
  ['registry-kit-knows-no-registry', 'subgraphs/registry/http.ts', '../../gateway/server.ts'],
  ['the-explorer-runs-in-a-browser', 'gateway/sandbox/explorer/app/main.ts', '../../../server.ts'],
  ['the-explorer-runs-in-a-browser', 'gateway/sandbox/explorer/app/main.ts', 'node:fs'],
  ['subgraphs-never-import-the-gateway', 'subgraphs/one/index.ts', '../../gateway/server.ts'],
  ['gateway-knows-only-the-list', 'gateway/server.ts', '../subgraphs/one/index.ts'],
  ['gateway-knows-only-the-list', 'gateway/server.ts', '../subgraphs/two/contract.ts'],
  ['the-pipeline-is-above-all-steps', 'gateway/limits/cost.ts', '../pipeline/pipeline.ts'],
  ['production-never-imports-mocks-or-tests', 'gateway/server.ts', '../mocks/people.ts'],
  ['production-never-imports-mocks-or-tests', 'subgraphs/two/index.ts', '../../tests/one.test.ts'],
  ['production-never-imports-mocks-or-tests', 'schema/compose.ts', '../mocks/people.ts'],
  ['mocks-know-only-the-contract', 'mocks/people.ts', '../subgraphs/one/client.ts'],
  ['mocks-know-only-the-contract', 'mocks/people.ts', '../subgraphs/registry/http.ts'],
  ['mocks-know-only-the-contract', 'mocks/people.ts', '../gateway/server.ts'],
  ['contracts-import-only-zod', 'subgraphs/one/contract.ts', '../registry/http.ts'],
  ['contracts-import-only-zod', 'subgraphs/one/contract.ts', 'undici'],
  ['contracts-import-only-zod', 'subgraphs/one/contract.ts', 'node:fs'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', './client.ts'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', 'undici'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', 'node:fs'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', 'node:fs/promises'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', 'node:https'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', 'node:net'],
  ['mapping-does-no-io', 'subgraphs/one/mapping.ts', '../registry/http.ts'],
  ['mapping-does-no-io', 'subgraphs/one/rules/fees.ts', 'undici'],
];

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Runs the check of CI over a project of those files; gives each broken rule with the import that breaks it. */
function brokenBy(files: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'opintolupa-imports-')));
  folders.push(folder);
  for (const [file, imports] of Object.entries(files)) {
    write(folder, file, `${imports.map(statementOf).join('\n')}\nexport {};\n`);
  }
  for (const name of ['zod', 'undici', 'fastify']) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, '');
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, file), join(folder, file));
  }
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const looked = ['gateway', 'subgraphs', 'schema', 'mocks', 'tests'];
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, [command, ...looked, ...options], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { violations } = report.parse(JSON.parse(stdout)).summary;
  return violations.map(({ from, to, rule }) => breach(rule.name, from, to));
}

function statementOf(imports: string): string {
  return imports.includes(' ') ? imports : `import '${imports}';`;
}

function breach(rule: string, from: string, to: string): string {
  return `${rule}: ${from} → ${to}`;
}

/** How the check names what a file imports. */
function targetOf(file: string, imports: string): string {
  if (imports.startsWith('.')) return posix.join(posix.dirname(file), imports);
  return imports.startsWith('node:') ? imports.slice('node:'.length) : `node_modules/${imports}/index.js`;
}

/** The healthy project with imports added. */
function withImports(
  added: readonly (readonly [file: string, imports: string])[],
): Readonly<Record<string, readonly string[]>> {
  const files: Record<string, readonly string[]> = { ...healthy };
  for (const [file, imports] of added) files[file] = [...(files[file] ?? []), imports];
  return files;
}

describe('the rules of who may import whom', () => {
  let broken: readonly string[];
  beforeAll(() => {
    broken = brokenBy(withImports(breaches.map(([, file, imports]) => [file, imports])));
  });

  it('find nothing in a project that keeps them', () => {
    expect(brokenBy(healthy)).toEqual([]);
  });

  it.each(breaches)('%s is reported when %s imports %s', (rule, file, imports) => {
    expect(broken).toContain(breach(rule, file, targetOf(file, imports)));
  });

  it('no-cycles is reported when two files import each other', () => {
    const rules = brokenBy(withImports([['mocks/people.ts', './one.ts']]));
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every((rule) => rule.startsWith('no-cycles: mocks/'))).toBe(true);
  });

  it('see imports of types alone, and imports at run time', () => {
    const added = withImports([
      ['subgraphs/two/index.ts', "import type { A } from '../one/contract.ts';"],
      ['gateway/server.ts', "await import('../mocks/people.ts');"],
    ]);
    expect([...brokenBy(added)].sort()).toEqual([
      breach('production-never-imports-mocks-or-tests', 'gateway/server.ts', 'mocks/people.ts'),
      breach('registries-are-islands', 'subgraphs/two/index.ts', 'subgraphs/one/contract.ts'),
    ]);
  });

  it('have each a breach here that proves them', () => {
    const proven = new Set(['no-cycles', ...breaches.map(([rule]) => rule)]);
    expect([...proven].sort()).toEqual([...ruleNames].sort());
  });
});
