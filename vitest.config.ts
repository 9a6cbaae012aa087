import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's ES modules where @apollo/subgraph takes its CommonJS ones: two copies, two sets of types.
  resolve: {
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // All that gateways under test write is searched for personal identity codes when the tests are over.
    globalSetup: ['tests/canaries/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
