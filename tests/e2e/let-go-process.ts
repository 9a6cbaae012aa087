import process from 'node:process';
import { getHeapSpaceStatistics } from 'node:v8';
import { loadConfig } from '../../gateway/config.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';

// The embedded gateway; when told to, it collects young objects alone and sends how much has become old.
const app = await createServer(loadConfig(process.env, Object.values(registries)));

// The control: a table beside the requests with something of each, which knows its request: young objects are collected
// as if such a table needed them.
if (process.argv.includes('--keeping')) {
  const beside = new WeakMap<object, unknown>();
  app.server.on('request', (request) => {
    beside.set(request, { request, something: Array.from({ length: 1_000 }, (_, nr) => ({ nr })) });
  });
}
process.on('message', () => {
  // Twice: what was in use the first time grows old.
  globalThis.gc?.({ type: 'minor' });
  globalThis.gc?.({ type: 'minor' });
  process.send?.(oldBytes());
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));

function oldBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name: name }) => name === 'old_space' || name === 'large_object_space')
    .reduce((sum, { space_used_size: used }) => sum + used, 0);
}
