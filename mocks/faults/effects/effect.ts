import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { OutgoingAnswer } from '../answer-text.ts';
import type { Strike } from '../dials.ts';
import type { FaultName } from '../fault-table.ts';

/** An answer that a fault works on. */
export interface Work {
  readonly answer: OutgoingAnswer;
  readonly strike: Strike;
  readonly registry: string;
}

/** An answer that a fault sends by itself, byte by byte. */
export interface WireWork extends Work {
  readonly response: ServerResponse;
  /** The registry's own headers, without the length. */
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
}

/** Where a fault takes hold, and what it does there. */
export type Effect =
  /** Before the registry looks at the request. */
  | { readonly at: 'request'; readonly change: (request: FastifyRequest) => void }
  /** On a request with a session or token that was forgotten when the dial was turned. */
  | { readonly at: 'session' }
  /** When the registry has read the request's body. */
  | { readonly at: 'form'; readonly change: (request: FastifyRequest) => void }
  /** In place of the registry's answer, whatever it was. */
  | { readonly at: 'answer'; readonly change: (work: Work) => OutgoingAnswer }
  /** On an answer with status 200 and a body. */
  | { readonly at: 'good answer'; readonly change: (work: Work) => OutgoingAnswer }
  /** While the answer is sent; `pass` lets it be sent as it is. */
  | { readonly at: 'wire'; readonly send: (work: WireWork) => Promise<'pass' | 'sent'> }
  /** At the port, or nowhere. */
  | { readonly at: 'port' };

/** Effects of some of the faults. */
export type Effects = Readonly<Partial<Record<FaultName, Effect>>>;

/** Stands in every error body that a fault makes up, next to something like an identity code: it must never get out. */
export const faultCanary = 'FAULT-CANARY 010190-900L';
