import type { Asker } from '../../subgraphs/registry/asker.ts';
import { HeldCounts } from '../../subgraphs/registry/held-counts.ts';
import type { MonotonicClock } from './rate-limits.ts';
import type { Places } from './shrinking-room.ts';

/** Counts requests from their headers until their answer is sent or they are gone. */
export interface OpenRequests {
  /** Opens one more; null where the asker has too many. */
  readonly open: (asker: Asker) => OpenRequest | null;
  /** Whether the rest of a request is expected any moment: of one whose headers came just now. */
  readonly isSomeArriving: () => boolean;
}

/** A request from its headers on. */
export interface OpenRequest {
  /** All of it is there. */
  readonly arrived: () => void;
  /** Its answer is sent, or it is gone. */
  readonly close: () => void;
}

/** Whose body has not come by then is waited for by nobody. */
const arrivesWithinMs = 50;

/** A browser has six at once for one place; whoever has more than these sends what nobody waits for. */
const mostOfEndUser = 32;
/** A client's requests may be on their way, or wait, for each place that there is. */
const openForEachPlace = 2;

/**
 * Open requests of this process: so many of one end user, and so many of one client, which may name end users as it likes;
 * persons have proved who they are.
 */
export function createOpenRequests({ most }: Pick<Places, 'most'>, now: MonotonicClock): OpenRequests {
  const mostOfClient = Math.max(mostOfEndUser, openForEachPlace * most);
  const ofEndUsers = new HeldCounts();
  const ofClients = new HeldCounts();
  const arriving = new Map<object, number>();
  return {
    open: ({ client, endUser, standing }) => {
      const name = JSON.stringify([client, endUser]);
      const mostOfName = endUser === null ? mostOfClient : mostOfEndUser;
      const isClientFull = standing !== 'PERSON' && ofClients.of(client) >= mostOfClient;
      if (isClientFull || ofEndUsers.of(name) >= mostOfName) return null;
      ofEndUsers.add(name);
      ofClients.add(client);
      let isOpen = true;
      const request: OpenRequest = {
        arrived: () => arriving.delete(request),
        close: () => {
          if (!isOpen) return;
          arriving.delete(request);
          ofEndUsers.remove(name);
          ofClients.remove(client);
          isOpen = false;
        },
      };
      arriving.set(request, now());
      return request;
    },
    isSomeArriving: () => [...arriving.values()].some((since) => now() - since < arrivesWithinMs),
  };
}
