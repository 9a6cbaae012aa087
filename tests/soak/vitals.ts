import { z } from 'zod';

/** What the gateway's process says of itself, heap after a forced collection; times in milliseconds. */
export const vitalsSchema = z.object({
  heapBytes: z.number(),
  rssBytes: z.number(),
  /** Largest resident memory since it started. */
  peakRssBytes: z.number(),
  cpuMs: z.number(),
  /** Delay of the event loop since it was asked last. */
  loop: z.object({ p99: z.number(), max: z.number() }),
  /** What keeps the process alive, by kind. */
  resources: z.record(z.string(), z.number()),
  /** Names of the warnings that Node gave. */
  warnings: z.array(z.string()),
});

export type Vitals = z.infer<typeof vitalsSchema>;

/** Growth that fails a soak: both must be passed. */
const heapGrowth = { share: 0.1, bytes: 8 * 2 ** 20 } as const;
/** The name under which open files and sockets are counted. */
export const descriptors = 'open descriptors';
const sockets = new Set(['TCPSocketWrap', descriptors]);
/** Handles that come and go by themselves, such as a timer that is just due. */
const handleSlack = 2;

/** What has grown more than it may between two calm moments, in words; `pools` is how many sockets to registries may stay. */
export function growthOf(start: Vitals, end: Vitals, pools: number): readonly string[] {
  const bytes = end.heapBytes - start.heapBytes;
  const grown = bytes > heapGrowth.bytes && bytes > start.heapBytes * heapGrowth.share;
  const heap = grown ? [`the heap grew by ${(bytes / 2 ** 20).toFixed(1)} MiB`] : [];
  const handles = Object.entries(end.resources).flatMap(([kind, count]) => {
    const before = start.resources[kind] ?? 0;
    const allowed = sockets.has(kind) ? pools : handleSlack;
    return count > before + allowed ? [`handles ${kind}: ${before} at the start, ${count} at the end`] : [];
  });
  return [...heap, ...handles];
}
