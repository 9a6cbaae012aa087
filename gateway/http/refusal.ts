import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorCodes } from '../errors.ts';
import { mediaTypeFor, statusFor } from './media-type.ts';

/** A refusal: its code, and another text or status than the code's own where there is one. */
export interface RefusalBody {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly status?: number;
}

/** Answers with one error and no data, in the media type and with the status that the client asked for. */
export function refuse(reply: FastifyReply, refusal: RefusalBody): FastifyReply {
  const [ordinaryStatus, meaning] = errorCodes[refusal.code];
  const { code, message = meaning, status = ordinaryStatus } = refusal;
  const { accept } = reply.request.headers;
  return reply
    .code(statusFor(accept, { code, status }))
    .type(`${mediaTypeFor(accept) ?? 'application/json'}; charset=utf-8`)
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}
