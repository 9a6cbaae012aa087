import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Plain JavaScript, since it must run first: what reads TypeScript takes some 20 MB and half a second, and need not be
// loaded where all programs are kept as they were compiled. Beside the packages, which only their owner can write either.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/opintolupa/compiled', import.meta.url)));
// Also what is loaded after the start, and for a process that is killed. On a slow machine a first start takes seconds.
for (const afterMs of [1_000, 10_000]) setTimeout(flushCompileCache, afterMs).unref();
