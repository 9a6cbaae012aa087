import { existsSync, readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { loadConfig } from '../../gateway/config.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { serveParent } from './child.ts';
import { descriptors, type Vitals } from './vitals.ts';

// The embedded gateway, as `npm start` runs it; it tells of itself when asked.
const questionSchema = z.object({ vitals: z.enum(['collected', 'as it is']) });
const delay = monitorEventLoopDelay({ resolution: 10 });
const warnings: string[] = [];
process.on('warning', ({ name }) => warnings.push(name));
const app = await createServer(loadConfig(process.env, Object.values(registries)));
const url = await app.listen({ host: '127.0.0.1', port: 0 });
delay.enable();
serveParent({ url }, async (question) => {
  const loop = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
  if (questionSchema.parse(question).vitals === 'collected') await collectGarbage();
  const vitals = vitalsWith(loop);
  // After the collection, which stops everything.
  delay.reset();
  return vitals;
});

/** Twice, with a turn between: what finalizers let go of in the first is collected in the second. */
async function collectGarbage(): Promise<void> {
  await globalThis.gc?.({ execution: 'async' });
  await setImmediate();
  await globalThis.gc?.({ execution: 'async' });
}

function vitalsWith(loop: Vitals['loop']): Vitals {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    heapBytes: heapUsed,
    rssBytes: rss,
    // maxRSS is in KiB.
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    cpuMs: (user + system) / 1000,
    loop,
    resources: { ...countsOf(process.getActiveResourcesInfo()), ...openFiles() },
    warnings,
  };
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Idle sockets are no active resources; where the system tells of open files, they are seen. */
function openFiles(): Record<string, number> {
  const listed = '/proc/self/fd';
  return existsSync(listed) ? { [descriptors]: readdirSync(listed).length } : {};
}
