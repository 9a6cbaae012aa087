import type { Asker, Standing } from '../../subgraphs/registry/asker.ts';
import { createFairPlaces, type Entry, personsPart } from '../../subgraphs/registry/fair-places.ts';
import type { Access, ClientKind } from '../access/access.ts';
import { type Places, shrinkingRoom } from './shrinking-room.ts';

/** The places of queries under way: taken when the whole of a request is there, so that nobody holds one by being slow. */
export interface RequestPlaces {
  /** Waits for a place; whoever ENTERED must leave, once. */
  readonly enter: (asker: Asker, gone: AbortSignal) => Promise<Entry>;
  readonly leave: (asker: Asker) => void;
  /** Whether one query at most is under way. */
  readonly isAlone: () => boolean;
}

/** One end user works on so many queries at once, and so many more wait: a browser that opens all its tabs again. */
const endUser = { atOnce: 4, waiting: 24 };
/** A client that is not of persons has so many, however full it is. */
const alwaysPerClient = 4;
const longestWaitMs = 2_000;

const standings = {
  AUTHORITY: 'AUTHORITY',
  PERSON_SERVICE: 'PERSON',
  DEVELOPER: 'OTHER',
} as const satisfies Record<ClientKind, Standing>;

/** Whose share a request is taken from. */
export function requestAskerOf({ client, endUser: name }: Pick<Access, 'client' | 'endUser'>): Asker {
  return { client: client.id, endUser: name, standing: standings[client.kind] };
}

/** Places of this process. A client has half of them at most, and persons never the last third. */
export function createRequestPlaces(places: Places, room = shrinkingRoom(places)): RequestPlaces {
  const fair = createFairPlaces({
    places: room,
    personsPart,
    perEndUser: endUser.atOnce,
    perClient: Math.max(alwaysPerClient, Math.floor(places.most / 2)),
    alwaysPerClient,
    queue: places.most * 2,
    queuePerEndUser: endUser.waiting,
    refusesCrowds: true,
  });
  return {
    enter: (asker, signal) => fair.enter({ asker, signal, maxWaitMs: longestWaitMs }),
    leave: fair.leave,
    isAlone: () => fair.taken() <= 1,
  };
}
