import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

const all = ['tests/**/*.test.ts'];

/**
 * Files that share a process: to load all modules anew for each takes longer than to run it. Those that start a whole
 * system, or put something else in a module's place, have one each.
 */
const together = globSync('tests/{contract,fuzz,lint,mocks,policy,rules,schema,unit}/**/*.test.ts', {
  cwd: import.meta.dirname,
}).filter((file) => !readFileSync(new URL(file, import.meta.url), 'utf8').includes('vi.mock('));

// Vite would take graphql's ES modules where @apollo/subgraph takes its CommonJS ones: two copies, two sets of types.
const resolve = {
  alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
};

const usual = {
  // Nothing is told by these but that a test hangs: a machine may be slow, or have other work.
  testTimeout: 60_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
  pool: 'forks' as const,
  // Programs are kept as they were compiled, as in `npm start`: each log's thread would bring up what reads TypeScript.
  execArgv: ['--import', new URL('./gateway/compile-cache.mjs', import.meta.url).href],
};

export default defineConfig({
  test: {
    // All that gateways under test write is searched for personal identity codes when the tests are over.
    globalSetup: ['tests/canaries/global-setup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    experimental: { viteModuleRunner: false },
    projects: [
      {
        resolve,
        test: { ...usual, name: 'alone', include: all, exclude: [...configDefaults.exclude, ...together] },
      },
      { resolve, test: { ...usual, name: 'together', include: together, isolate: false } },
    ],
  },
});
