import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Access } from '../access/access.ts';
import { errorCodes, isErrorCode } from '../errors.ts';
import { statusFor } from '../http/media-type.ts';
import { contentTypeFor, Refused, refuse, refuseSlowly } from '../http/refusal.ts';
import type { Entry } from './entry.ts';
import type { GraphqlAnswer } from './graphql-server.ts';
import { isPrinted } from './printed-data.ts';

/** What answers go through. */
export interface Answering {
  readonly access: Access;
  readonly entry: Entry;
  readonly reply: FastifyReply;
}

/** Sends an answer. Where nothing was executed, one error is enough, and the status is what the client's media type has it be. */
export async function sendAnswer(
  { result, retryAfter }: GraphqlAnswer,
  { access, entry, reply }: Answering,
): Promise<FastifyReply> {
  const { accept } = reply.request.headers;
  const typed = reply.type(contentTypeFor(accept));
  if (retryAfter !== null) typed.header('retry-after', retryAfter);
  if (result.data !== undefined) return sendPrinted(typed, result);
  const [error] = result.errors ?? [];
  const code = error?.extensions?.code;
  if (error === undefined || !isErrorCode(code)) throw new Error('An answer without data has no error');
  await entry.refused(access, code);
  const [status] = errorCodes[code];
  return typed.code(statusFor(accept, { code, status })).send(JSON.stringify({ errors: [error] }));
}

/** Byte by byte where it was printed while it was made: joined, it would be in memory twice. */
function sendPrinted(
  reply: FastifyReply,
  { errors, data, extensions }: GraphqlAnswer['result'],
): FastifyReply {
  if (!data || !isPrinted(data)) return reply.send(JSON.stringify({ errors, data, extensions }));
  const printed = data.inAnswer({ errors, extensions });
  const length = printed.reduce((sum, { length: own }) => sum + own, 0);
  return reply.header('content-length', length).send(Readable.from(printed, { objectMode: false }));
}

/** Tells who is refused why, and records it. Whatever else went wrong is not ours to tell here. */
export async function refuseAtPlace(
  error: unknown,
  { access, entry, reply, leave }: Answering & { readonly leave: () => void },
): Promise<FastifyReply> {
  if (!(error instanceof Refused)) throw error;
  const { body, retryAfterSeconds } = error;
  // That the process is full is nobody's fault.
  if (body.code !== 'OVERLOADED') await entry.refused(access, body.code);
  if (retryAfterSeconds === null) return refuse(reply, body);
  if (body.code !== 'RATE_LIMITED') return refuse(reply.header('retry-after', retryAfterSeconds), body);
  // It waits as an open request of its asker's: in a place, it would keep others out.
  leave();
  return refuseSlowly(reply, retryAfterSeconds);
}
