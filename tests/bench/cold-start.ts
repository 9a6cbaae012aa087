import type { Headers } from '../sandbox-access.ts';
import { startBehind, stopBehind } from './behind.ts';
import { contestantOf } from './contestant.ts';
import { type ContestantName, recipeOf } from './contestants.ts';
import { type Spread, spreadOf } from './figures.ts';
import { openSender } from './sending.ts';

/** Who is started cold. */
export const coldStarters = ['embedded', 'apollo', 'hive'] as const satisfies readonly ContestantName[];

/** How a start is measured. */
export interface ColdStart {
  readonly today: string;
  readonly headers: () => Promise<Headers>;
  /** The query that the first answer is to. */
  readonly body: string;
  readonly times: number;
}

/**
 * Milliseconds from the start of the process that clients talk to until its first whole answer. Subgraphs of their own
 * have been up and asked before.
 */
export async function measureColdStart(name: ContestantName, options: ColdStart): Promise<Spread> {
  const { startFront, behind: need } = recipeOf(name, options.today);
  const behind = await startBehind(need, options.today);
  const taken: number[] = [];
  // The first start only wakes the subgraphs and reads the files.
  for (let start = 0; start <= options.times; start += 1) {
    const began = performance.now();
    const front = contestantOf(await startFront(behind.urls));
    const sender = openSender(front, 1, options.headers);
    await sender.send(options.body);
    if (start > 0) taken.push(performance.now() - began);
    await sender.close();
    await front.stop();
  }
  await stopBehind(behind);
  return spreadOf(taken);
}
