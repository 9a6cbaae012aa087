import { z } from 'zod';
import { type MeasuredProcess, startProcess } from './measured-process.ts';

const seenSchema = z.object({
  /** Calls for data that came. */
  calls: z.number(),
  /** How often calls were let go on together, since rounds are counted. */
  rounds: z.number(),
  /** Since calls are delayed. */
  delayed: z.array(z.object({ registry: z.string(), startedMs: z.number(), endedMs: z.number() })),
});

/** What the mock registries have seen since they were asked last. */
export type Seen = z.infer<typeof seenSchema>;

/** The mock registries and the issuer, in a process of their own. */
export interface Mocks extends Pick<MeasuredProcess, 'usage' | 'stop'> {
  /** Answers at once again, and forgets what was seen. */
  readonly letPass: () => Promise<void>;
  /** Holds calls back, so that rounds can be told apart. */
  readonly countRounds: () => Promise<void>;
  /** Delays calls as real registries would; the seed fixes the delays. */
  readonly delay: (seed: number) => Promise<void>;
  readonly seen: () => Promise<Seen>;
}

/** Starts the mock registries with some generated people on the ports of the sandbox. */
export async function startMocks(today: string, people: number): Promise<Mocks> {
  const { usage, stop, ask } = await startProcess({
    name: 'mock registries',
    script: new URL('./mock-registries.ts', import.meta.url),
    arguments: [today, String(people)],
  });
  return {
    usage,
    stop,
    letPass: async () => void (await ask('let-pass')),
    countRounds: async () => void (await ask('count-rounds')),
    delay: async (seed) => void (await ask('delay', seed)),
    seen: async () => seenSchema.parse(await ask('seen')),
  };
}
