import { HeldCounts } from '../../subgraphs/registry/held-counts.ts';
import { networkOf } from '../access/sender.ts';
import { createDebtBuckets } from '../limits/debt-bucket.ts';
import type { MonotonicClock } from '../limits/rate-limits.ts';

/** Bounds what those take up who have shown no valid credential. Nobody is refused for where they come from. */
export interface Strangers {
  /** Watches the connections of a listener. */
  readonly watch: (server: Listener) => void;
  /** A request that was let in came over a connection. */
  readonly recognised: (socket: Connection) => void;
  /** A bad credential came from a network: whether its connection is kept for the next request. */
  readonly mayStay: (network: string | null) => boolean;
}

/** Of a server that connections come to, what is needed here. */
interface Listener {
  readonly on: (event: 'connection', hears: (socket: Connection) => void) => unknown;
}

/** Of a socket, what is needed here. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
  readonly destroy: () => unknown;
  readonly once: (event: 'close', hears: () => void) => unknown;
}

/** What strangers are told apart by. */
export interface StrangerTerms {
  readonly now: MonotonicClock;
  /** Whether an address is that of a proxy, behind which everybody has one address. */
  readonly isProxy: (address: string) => boolean;
}

/** Connections over which nothing came that was let in: so many in all, and so many from one network. */
const most = { inAll: 1_000, fromNetwork: 100 };
/** So many bad credentials of a network in a minute; after that its connections are closed with each. */
const badCredentials = { burst: 60, perMinute: 60 };
const networksKept = 10_000;

/** Strangers of this process. Who connects finds room: the stranger who has stood there longest makes it. */
export function createStrangers({ now, isProxy }: StrangerTerms): Strangers {
  const standing = new Map<Connection, string>();
  const fromNetwork = new HeldCounts();
  const bad = createDebtBuckets(badCredentials, networksKept, now);
  const leaves = (socket: Connection): void => {
    const network = standing.get(socket);
    if (network === undefined) return;
    standing.delete(socket);
    fromNetwork.remove(network);
  };
  const oldest = (isMeant: (network: string) => boolean): Connection | undefined => {
    for (const [socket, network] of standing) if (isMeant(network)) return socket;
    return undefined;
  };
  const crowdedOut = (network: string): Connection | undefined => {
    if (!isProxy(network) && fromNetwork.of(network) >= most.fromNetwork)
      return oldest((other) => other === network);
    return standing.size >= most.inAll ? oldest(() => true) : undefined;
  };
  return {
    watch: (server) => {
      server.on('connection', (socket) => {
        const { remoteAddress = '' } = socket;
        const network = isProxy(remoteAddress) ? remoteAddress : (networkOf(remoteAddress) ?? remoteAddress);
        const out = crowdedOut(network);
        if (out !== undefined) {
          leaves(out);
          out.destroy();
        }
        standing.set(socket, network);
        fromNetwork.add(network);
        socket.once('close', () => leaves(socket));
      });
    },
    recognised: leaves,
    mayStay: (network) => {
      const name = network ?? '';
      bad.charge(name, 1);
      return bad.debtMs(name) === null;
    },
  };
}
