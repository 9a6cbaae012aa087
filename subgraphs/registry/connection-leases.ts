/** The right to one connection, until it is given back. */
export interface Lease {
  readonly release: () => void;
}

/** Leases of one server's connections. */
export interface ServerLeases {
  /** Waits for a lease; null when the signal aborts first. Whoever has one must release it, once. */
  readonly acquire: (signal: AbortSignal) => Promise<Lease | null>;
}

/** Bounds connections to registries over all replicas: none of them knows what the others have. */
export interface ConnectionLeases {
  /** Leases of a server that takes so many connections at most from all of us. */
  readonly of: (server: string, most: number) => ServerLeases;
}

/** The part of a limit that each of so many replicas has by itself: at least one. */
export function replicaShare(most: number, replicas: number): number {
  return Math.max(1, Math.floor(most / replicas));
}

/** Leases of a process that knows of no other: it has its part of each server's connections. */
export function createProcessLeases(replicas: number): ConnectionLeases {
  return { of: (_server, most) => leasesOf(replicaShare(most, replicas)) };
}

function leasesOf(share: number): ServerLeases {
  const waiting = new Set<(lease: Lease | null) => void>();
  let taken = 0;
  const lease = (): Lease => {
    let isHeld = true;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        const [next] = waiting;
        // It goes to the next in line, without a moment in which somebody else could take it.
        if (next === undefined) taken -= 1;
        else next(lease());
      },
    };
  };
  return {
    acquire: async (signal) => {
      if (signal.aborted) return null;
      if (taken < share) {
        taken += 1;
        return lease();
      }
      return new Promise((resolve) => {
        const end = (given: Lease | null): void => {
          waiting.delete(end);
          signal.removeEventListener('abort', giveUp);
          resolve(given);
        };
        const giveUp = (): void => end(null);
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.add(end);
      });
    },
  };
}

/** Registries whose connections would not be enough for a whole one each: one line a variable, without values. */
export function tooFewConnections(
  connections: Readonly<Record<string, number>>,
  replicas: number,
): readonly string[] {
  return Object.entries(connections).flatMap(([variable, most]) =>
    most < replicas
      ? [`${variable}: must be at least REPLICAS, unless SHARED_STATE has them counted together`]
      : [],
  );
}
