import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TokenServer } from '../oauth.ts';
import { sendProblem } from './problems.ts';

const minute = 60 * 1000;

/** Answers a caller that may not search now, in the order: break, token, scope, limit. */
export type Door = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

interface DoorOptions {
  readonly tokens: TokenServer;
  readonly operation: {
    readonly searchesPerMinute: number | null;
    readonly maintenance: readonly { readonly from: number; readonly until: number }[];
  };
  readonly now: () => number;
  readonly scope: string;
}

/** The checks that come before a search is read (mocks/migri/README.md, "Errors"). */
export function createDoor({ tokens, operation, now, scope }: DoorOptions): Door {
  const overLimit = createLimit(operation.searchesPerMinute);
  return async (request, reply) => {
    const at = now();
    const pause = operation.maintenance.find(({ from, until }) => from <= at && at < until);
    if (pause !== undefined) {
      return sendProblem(reply.header('retry-after', secondsBetween(at, pause.until)), 'maintenance');
    }
    const token = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return challenge(reply, 'Bearer', 'no-token');
    const holder = tokens.verify(token);
    if (holder === null) return challenge(reply, 'Bearer error="invalid_token"', 'invalid-token');
    if (!holder.scopes.includes(scope)) {
      return challenge(reply, `Bearer error="insufficient_scope", scope="${scope}"`, 'insufficient-scope');
    }
    const freeAt = overLimit(holder.clientId, at);
    if (freeAt === null) return undefined;
    return sendProblem(reply.header('retry-after', secondsBetween(at, freeAt)), 'too-many-searches');
  };
}

function challenge(
  reply: FastifyReply,
  value: string,
  kind: 'no-token' | 'invalid-token' | 'insufficient-scope',
): FastifyReply {
  return sendProblem(reply.header('www-authenticate', value), kind);
}

/** Counts a client's searches by fixed minutes; past the limit, tells when the next minute begins. */
function createLimit(perMinute: number | null): (clientId: string, at: number) => number | null {
  const counts = new Map<string, { readonly minute: number; count: number }>();
  return (clientId, at) => {
    if (perMinute === null) return null;
    const current = Math.floor(at / minute);
    const held = counts.get(clientId);
    const counter = held?.minute === current ? held : { minute: current, count: 0 };
    counts.set(clientId, counter);
    counter.count += 1;
    return counter.count > perMinute ? (current + 1) * minute : null;
  };
}

function secondsBetween(from: number, until: number): number {
  return Math.ceil((until - from) / 1000);
}
