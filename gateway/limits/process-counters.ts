import { replicaShare } from '../../subgraphs/registry/connection-leases.ts';
import { createDebtBuckets, type DebtBuckets } from './debt-bucket.ts';
import { createPeopleCounts } from './people-counts.ts';
import type { Counters, MonotonicClock, Quota } from './rate-limits.ts';

/** Counters of one process; what others admitted can be told to them. */
export interface ProcessCounters extends Counters {
  /** A request was admitted elsewhere. It leaves no debt: this process's share may be less than what was admitted. */
  readonly noteRequest: (quotas: readonly Quota[]) => void;
  /** A question about people was admitted elsewhere. */
  readonly notePeople: (quotas: readonly Quota[], people: ReadonlySet<string>) => void;
}

/** Keys that are counted at once: who is full soonest, or was heard of longest ago, is forgotten first. */
const mostCounted = 10_000;

/** Counters of a process that may be one of so many: each admits its part of every quota, and at least one. */
export function createProcessCounters(now: MonotonicClock, replicas: number): ProcessCounters {
  const bucketsOf = bucketsByQuota(now, replicas);
  const partOf = ({ key, perMinute }: Quota): Quota => ({
    key,
    perMinute: replicaShare(perMinute, replicas),
  });
  const people = createPeopleCounts(now, mostCounted);
  const charge = (quotas: readonly Quota[]): void => {
    for (const quota of quotas) bucketsOf(quota).charge(quota.key, 1);
  };
  return {
    takeRequest: async (quotas) => {
      const waits = quotas.map((quota) => bucketsOf(quota).lackMs(quota.key, 1) ?? 0);
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      charge(quotas);
      return null;
    },
    noteRequest: (quotas) => charge(quotas.filter((quota) => bucketsOf(quota).lackMs(quota.key, 1) === null)),
    countPeople: async (quotas, asked) => people.count(quotas.map(partOf), asked),
    notePeople: people.note,
  };
}

/** There are as many different quotas as clients are told in their file. */
function bucketsByQuota(now: MonotonicClock, replicas: number): (quota: Quota) => DebtBuckets {
  const byQuota = new Map<number, DebtBuckets>();
  return ({ perMinute }) => {
    const allowance = { burst: replicaShare(perMinute, replicas), perMinute: perMinute / replicas };
    const buckets = byQuota.get(perMinute) ?? createDebtBuckets(allowance, mostCounted, now);
    byQuota.set(perMinute, buckets);
    return buckets;
  };
}
