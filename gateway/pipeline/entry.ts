import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access, AccessRequest, Refusal } from '../access/access.ts';
import { type AccessControl, type Established, isRefusal } from '../access/establish.ts';
import { certificateSubjectOf } from '../access/tls.ts';
import type { Refusals } from '../disclosure/request/refusals.ts';
import type { ErrorCode } from '../errors.ts';
import { hangUp, refuse, refuseSlowly } from '../http/refusal.ts';
import type { Strangers } from '../http/strangers.ts';
import type { Watch } from '../limits/anomalies.ts';
import type { OpenRequest, OpenRequests } from '../limits/open-requests.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { requestAskerOf } from '../limits/request-places.ts';

/** What stands at the door. */
export interface EntryParts {
  readonly access: AccessControl;
  readonly rates: RateLimits;
  readonly open: OpenRequests;
  readonly watch: Watch;
  readonly refusals: Refusals;
  readonly strangers: Strangers;
}

/** A request that was let in. */
export type LetIn = Established & Pick<OpenRequest, 'arrived'>;

/** Who is let in; requests that were are known by their access. */
export interface Entry {
  /** Establishes who asks and what for, from the headers alone; refuses all others before their body is read. */
  readonly letIn: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** Of a request that was let in; a person's consents are not asked for yet. */
  readonly establishedOf: (request: FastifyRequest) => LetIn;
  /** Records that somebody who was let in was refused. */
  readonly refused: (access: Access, code: ErrorCode) => Promise<void>;
}

/** The door of the GraphQL endpoint. */
export function createEntry({ access, rates, open, watch, refusals, strangers }: EntryParts): Entry {
  const letInAs = new WeakMap<FastifyRequest, LetIn>();
  const refused = async (who: Access, code: ErrorCode): Promise<void> => {
    void watch.refused(who, 'OTHER');
    await refusals.ofRequest({ access: who, code });
  };
  return {
    letIn: async (request, reply) => {
      const asked = accessRequestOf(request);
      const who = await access.establish(asked);
      if (isRefusal(who)) {
        const network = access.networkOf(asked);
        await refusals.ofStranger(who, network);
        if (who.reason !== 'NO_CREDENTIAL' && !strangers.mayStay(network))
          reply.header('connection', 'close');
        return refuseStranger(reply, who);
      }
      strangers.recognised(request.raw.socket);
      reply.header('x-request-trace-id', who.access.traceId);
      const opened = open.open(requestAskerOf(who.access));
      if (opened === null) {
        await refused(who.access, 'RATE_LIMITED');
        return hangUp(reply);
      }
      reply.raw.once('close', opened.close);
      const wait = await rates.admitRequest(who.access);
      if (wait === null) {
        letInAs.set(request, { ...who, arrived: opened.arrived });
        return undefined;
      }
      await refused(who.access, 'RATE_LIMITED');
      return refuseSlowly(reply, wait.retryAfterSeconds);
    },
    establishedOf: (request) => {
      const who = letInAs.get(request);
      if (who === undefined) throw new Error('The request was not let in');
      return who;
    },
    refused,
  };
}

function accessRequestOf(request: FastifyRequest): AccessRequest {
  const { headers, url, raw } = request;
  return {
    headers,
    rawHeaders: raw.rawHeaders,
    url,
    peerAddress: raw.socket.remoteAddress ?? '',
    certificateSubject: certificateSubjectOf(raw.socket),
  };
}

function refuseStranger(reply: FastifyReply, { code, message, retryAfterSeconds }: Refusal): FastifyReply {
  if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return refuse(reply, { code, message });
}
