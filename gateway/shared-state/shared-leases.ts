import { setTimeout as delay } from 'node:timers/promises';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import {
  type ConnectionLeases,
  type Lease,
  replicaShare,
  type ServerLeases,
} from '../../subgraphs/registry/connection-leases.ts';
import { countRepeats } from '../../subgraphs/registry/repeats.ts';
import type { Connection } from './connection.ts';
import { endLease, keepLeases, takeLease } from './scripts.ts';
import type { Store } from './store.ts';

/** What leases rest on. */
export interface LeaseParts {
  readonly store: Store;
  readonly replicas: number;
  readonly log: OperatorLog;
  readonly onClose: (close: () => Promise<void>) => void;
}

/** A lease whose process died ends after so long; one that is held is renewed long before. */
const leaseMs = 10_000;
const renewMs = 3_000;
/** Another replica's lease may have ended meanwhile: so long at least, and as long again at most. */
const pauseMs = 15;

/** Leases of all replicas' connections. Without the store each process has its part, what it holds included. */
export function createSharedLeases(parts: LeaseParts): ConnectionLeases {
  const pools = new Map<string, ServerLeases>();
  const excess = excessTeller(parts);
  return {
    of: (server, most) => {
      const pool =
        pools.get(server) ?? leasesOf({ ...parts, server, most, onExcess: () => excess(server, most) });
      pools.set(server, pool);
      return pool;
    },
  };
}

interface Pool extends LeaseParts {
  readonly server: string;
  readonly most: number;
  /** A connection was given though replicas may have more than the server takes together. */
  readonly onExcess: () => void;
}

function leasesOf(pool: Pool): ServerLeases {
  const { store, most, replicas, onExcess } = pool;
  const held = new Set<string>();
  const share = replicaShare(most, replicas);
  const keys = [store.keyOf('leases', pool.server)];
  let freed = Promise.withResolvers<void>();
  keepHeld(pool, keys, held);

  const leaseOf = (id: string): Lease => ({
    release: () => {
      if (!held.delete(id)) return;
      void store.run(endLease, { keys, args: [id] }).then(() => {
        freed.resolve();
        freed = Promise.withResolvers();
      });
    },
  });
  const take = async (): Promise<Lease | null> => {
    const id = crypto.randomUUID();
    const given = await store.run(takeLease, { keys, args: [id, most, leaseMs] });
    if (given === 0 || (given === null && held.size >= share)) return null;
    if (given === null && most < replicas) onExcess();
    held.add(id);
    return leaseOf(id);
  };
  return {
    acquire: async (signal) => {
      while (!signal.aborted) {
        const lease = await take();
        if (lease !== null && !signal.aborted) return lease;
        lease?.release();
        await Promise.race([freed.promise, pause(signal)]);
      }
      return null;
    },
  };
}

/** Renews what is held, and has a store that was gone know it before anybody asks it again. */
function keepHeld({ store, onClose }: Pool, keys: readonly string[], held: ReadonlySet<string>): void {
  const keep = async (run: Connection['run'] | Store['run']): Promise<unknown> =>
    held.size === 0 ? null : run(keepLeases, { keys, args: [leaseMs, ...held] });
  const timer = setInterval(() => void keep(store.run), renewMs);
  timer.unref();
  store.beforeUse(keep);
  onClose(async () => clearInterval(timer));
}

async function pause(signal: AbortSignal): Promise<void> {
  await delay(pauseMs * (1 + Math.random()), undefined, { signal }).catch(() => undefined);
}

function excessTeller({ replicas, log }: LeaseParts): (registry: string, most: number) => void {
  const untold = countRepeats<string>(() => performance.now());
  return (registry, most) => {
    const times = untold(registry);
    if (times === null) return;
    const fields = { registry, code: 'CONNECTIONS_EXCESS', connections: most, replicas, count: times };
    log.warn(fields, 'Without the shared state, replicas may have more connections than the registry takes.');
  };
}
