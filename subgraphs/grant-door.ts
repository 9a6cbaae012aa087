import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { refuse } from './refusals.ts';
import type { OperatorLog } from './registry/alarms.ts';
import { type GrantClaims, grantHeader } from './registry/grant-claims.ts';
import type { GrantFault, GrantVerifier } from './registry/grant-token.ts';
import { countRepeats } from './registry/repeats.ts';

/** What stands at the door of a subgraph. */
export interface DoorParts {
  readonly verifier: GrantVerifier;
  /** How many requests may be under way. */
  readonly mostAtOnce: number;
  readonly metrics: Registry;
  readonly log: OperatorLog;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}

/** Who is let in, and with what. */
export interface Door {
  /** Refuses before the body is read whoever brings no grant, and then whoever is too many. */
  readonly letIn: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** What a request with its body is granted; null when it was refused. */
  readonly redeem: (request: FastifyRequest, body: Buffer) => GrantClaims | null;
}

/** The door of a subgraph: signed grants alone open it. */
export function createDoor({ verifier, mostAtOnce, metrics, log, now }: DoorParts): Door {
  const checked = new WeakMap<FastifyRequest, GrantClaims>();
  const refusals = new Counter({
    name: 'subgraph_refusals_total',
    help: 'Requests that this subgraph refused by what was wrong with their grant, or OVERLOADED.',
    labelNames: ['why'] as const,
    registers: [metrics],
  });
  const untold = countRepeats<GrantFault | 'OVERLOADED'>(now);
  const tell = (why: GrantFault | 'OVERLOADED'): void => {
    refusals.inc({ why });
    const count = untold(why);
    if (count !== null) log.warn({ why, count }, 'Requests are refused.');
  };
  let inside = 0;
  return {
    letIn: async (request, reply) => {
      const found = await verifier.check(request.headers[grantHeader]);
      if (!found.ok) {
        tell(found.fault);
        return refuse(reply, 'UNAUTHENTICATED');
      }
      if (inside >= mostAtOnce) {
        tell('OVERLOADED');
        return refuse(reply.header('retry-after', '1'), 'OVERLOADED');
      }
      inside += 1;
      reply.raw.once('close', () => {
        inside -= 1;
      });
      checked.set(request, found.claims);
      return undefined;
    },
    redeem: (request, body) => {
      const claims = checked.get(request);
      if (claims === undefined) throw new Error('The request was not let in');
      const fault = verifier.redeem(claims, body);
      if (fault === null) return claims;
      tell(fault);
      return null;
    },
  };
}
