import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorCodes } from '../errors.ts';
import { mediaTypeFor, statusFor } from './media-type.ts';

/** A refusal: its code, and another text or status than the code's own where there is one. */
export interface RefusalBody {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly status?: number;
}

/** Ends a request's way: what its client is told, and when it may come again where that is what is wrong. */
export class Refused extends Error {
  readonly body: RefusalBody;
  readonly retryAfterSeconds: number | null;

  constructor(body: RefusalBody, retryAfterSeconds: number | null = null) {
    super(body.code);
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Answers with one error and no data, in the media type and with the status that the client asked for. */
export function refuse(reply: FastifyReply, refusal: RefusalBody): FastifyReply {
  const { code } = refusal;
  const { accept } = reply.request.headers;
  return reply
    .code(statusFor(accept, { code, status: statusOf(refusal) }))
    .type(contentTypeFor(accept))
    .send(textOf(refusal));
}

/** The content type of an answer; that of JSON for who accepts none that is served. */
export function contentTypeFor(accept: string | undefined): string {
  return `${mediaTypeFor(accept) ?? 'application/json'}; charset=utf-8`;
}

/** A refusal costs who is over a share a second of their own open requests: they may not come again at once. */
const overShareMs = 1_000;

/** Refuses who is over a share, after a while. */
export async function refuseSlowly(reply: FastifyReply, retryAfterSeconds: number): Promise<FastifyReply> {
  await sleep(overShareMs);
  return refuse(reply.header('retry-after', retryAfterSeconds), { code: 'RATE_LIMITED' });
}

/** Closes the connection of who is over a share of open requests: to answer each of them is what they want. */
export function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** Refuses what is no request of GraphQL's: with the status of the code, whatever the client wants. */
export function refusePlainly(reply: FastifyReply, refusal: RefusalBody): FastifyReply {
  return reply.code(statusOf(refusal)).type('application/json; charset=utf-8').send(textOf(refusal));
}

function statusOf({ code, status = errorCodes[code][0] }: RefusalBody): number {
  return status;
}

function textOf({ code, message = errorCodes[code][1] }: RefusalBody): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
