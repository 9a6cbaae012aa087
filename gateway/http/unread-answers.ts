import { Readable, type Writable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTimer } from '../../subgraphs/registry/timer.ts';

/** For so long an answer may be ready without a piece of it being taken, in milliseconds. */
export const mostUnreadMs = 10_000;

const pieceBytes = 64 * 1024;

/**
 * An `onSend` hook that closes the connection of a client which does not read: its answer would be in memory for as long
 * as it likes. An answer goes out in pieces, each of which must be taken in so many milliseconds.
 */
export function closeUnread(mostMs: number) {
  return async (_request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const { raw } = reply;
    const taken = watchTaking(raw, mostMs);
    if (payload instanceof Readable) return Readable.from(piecesOf(payload, taken), { objectMode: false });
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (!Buffer.isBuffer(bytes) || bytes.length <= pieceBytes) return payload;
    reply.header('content-length', bytes.length);
    return Readable.from(piecesOf([bytes], taken), { objectMode: false });
  };
}

/** Destroys a response unless it is called again and again, or the response ends. */
export function watchTaking(response: Writable, mostMs: number): () => void {
  const timer = startTimer(() => response.destroy(), mostMs).unref();
  const stop = (): void => clearTimeout(timer);
  response.once('finish', stop);
  response.once('close', stop);
  return () => timer.refresh();
}

/** Whoever asks for the next piece has taken the one before. */
async function* piecesOf(
  source: Iterable<Buffer> | AsyncIterable<unknown>,
  taken: () => void,
): AsyncGenerator<Buffer, void> {
  for await (const part of source) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      taken();
      yield bytes.subarray(from, from + pieceBytes);
    }
  }
}
