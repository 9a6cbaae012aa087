import type { Behind } from './behind.ts';
import type { MeasuredProcess } from './measured-process.ts';

/** What a contestant has used so far, over all of its processes. */
export interface ContestantUsage {
  readonly cpuMs: number;
  /** The sum of the processes' largest resident memories, in MiB. */
  readonly peakMiB: number;
  /** Of the process alone that clients talk to. */
  readonly frontPeakMiB: number;
}

/** A server, or several that answer together. */
export interface Contestant {
  /** Where clients send their queries. */
  readonly url: string;
  readonly usage: () => Promise<ContestantUsage>;
  readonly stop: () => Promise<void>;
}

/** A contestant of a process that clients talk to, and of those behind it, if any. */
export function contestantOf(
  front: MeasuredProcess,
  { measured, uncounted }: Pick<Behind, 'measured' | 'uncounted'> = { measured: [], uncounted: [] },
): Contestant {
  const all = [front, ...measured];
  return {
    url: front.url,
    usage: async () => {
      const usages = await Promise.all(all.map((one) => one.usage()));
      return {
        cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        peakMiB: usages.reduce((sum, { peakMiB }) => sum + peakMiB, 0),
        frontPeakMiB: usages[0]?.peakMiB ?? Number.NaN,
      };
    },
    stop: async () => {
      await Promise.all([...all, ...uncounted].map((one) => one.stop()));
    },
  };
}
