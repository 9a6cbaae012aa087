import type { FastifyReply } from 'fastify';
import type { Asker } from '../../subgraphs/registry/asker.ts';
import { Refused } from '../http/refusal.ts';
import type { RequestPlaces } from '../limits/request-places.ts';

/** A place that a request has until its answer is sent, or it leaves. */
export interface Place {
  /** Aborts when the client goes away. */
  readonly clientGone: AbortSignal;
  /** Leaves the place; once is enough. */
  readonly leave: () => void;
}

/** Waits for a place. Refuses who is over a share, who finds no room, and who has gone away meanwhile. */
export async function takePlace(places: RequestPlaces, asker: Asker, reply: FastifyReply): Promise<Place> {
  const clientGone = whenGone(reply);
  const turn = await places.enter(asker, clientGone);
  // Over a share is the asker's own matter; only a full process has no room for anybody.
  if (turn === 'OVER_SHARE') throw new Refused({ code: 'RATE_LIMITED' }, 1);
  if (turn !== 'ENTERED') throw new Refused({ code: 'OVERLOADED' }, 1);
  let isInside = true;
  const leave = (): void => {
    if (isInside) places.leave(asker);
    isInside = false;
  };
  if (clientGone.aborted) leave();
  else reply.raw.once('close', leave);
  return { clientGone, leave };
}

/** Aborts when the client goes away: then the response's stream closes before it is finished. */
function whenGone(reply: FastifyReply): AbortSignal {
  const clientGone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) clientGone.abort();
  });
  return clientGone.signal;
}
