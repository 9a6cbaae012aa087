import type { LoadRun, OverloadResult, Sample } from './overload.ts';
import { quantile } from './quantile.ts';

/** One figure of an overload run and what it should be. */
export interface Goal {
  readonly name: string;
  readonly figure: number;
  readonly most: number | null;
  readonly least: number | null;
  readonly unit: string;
}

/** Whether a goal is met; a figure that could not be measured meets none. */
export function isMet({ figure, most, least }: Goal): boolean {
  return (most === null || figure <= most) && (least === null || figure >= least);
}

/** The goals of an overload, with what came of them. */
export function goalsOf(result: OverloadResult): readonly Goal[] {
  const { baseline, overload, after, capacity } = result;
  const unloaded = quantile(acceptedTimes(baseline.samples), 0.99);
  const accepted = quantile(acceptedTimes(overload.samples), 0.99);
  const refused = overload.samples.filter(({ is }) => is === 'refused').map(({ fromSentMs }) => fromSentMs);
  const mean = (capacity.before.perSecond + capacity.after.perSecond) / 2;
  const broken = [baseline, overload, after].flatMap(({ samples }) =>
    samples.filter(({ is }) => is === 'broken'),
  );
  return [
    {
      name: 'p99 of accepted, as a multiple of the unloaded',
      figure: accepted / unloaded,
      most: 3,
      least: null,
      unit: '×',
    },
    { name: 'time to refuse, p99', figure: quantile(refused, 0.99), most: 50, least: null, unit: 'ms' },
    {
      name: 'whole answers, of the capacity',
      figure: (perSecond(overload, 'whole') / mean) * 100,
      most: null,
      least: 80,
      unit: '%',
    },
    {
      name: 'p99 back within 1.5 × the unloaded after',
      figure: recoverySeconds(after, unloaded * 1.5),
      most: 5,
      least: null,
      unit: 's',
    },
    {
      name: 'answers that were neither whole nor a refusal',
      figure: broken.length,
      most: 0,
      least: null,
      unit: '',
    },
  ];
}

/** Times of queries that were let in, from when they were due; milliseconds. */
export function acceptedTimes(samples: readonly Sample[]): readonly number[] {
  return samples.filter(({ is }) => is === 'whole' || is === 'incomplete').map(({ fromDueMs }) => fromDueMs);
}

/** How many queries a second had an outcome. */
export function perSecond({ samples, forMs }: LoadRun, outcome: Sample['is']): number {
  return samples.filter(({ is }) => is === outcome).length / (forMs / 1000);
}

/** The end of the first second in which all were let in and p99 was within a limit. */
function recoverySeconds({ samples, forMs }: LoadRun, limitMs: number): number {
  const seconds = Array.from({ length: Math.floor(forMs / 1000) }, (_, second) =>
    samples.filter(({ dueMs }) => Math.floor(dueMs / 1000) === second),
  );
  const found = seconds.findIndex(
    (inSecond) =>
      inSecond.every(({ is }) => is === 'whole') && quantile(acceptedTimes(inSecond), 0.99) <= limitMs,
  );
  return found === -1 ? Number.POSITIVE_INFINITY : found + 1;
}
