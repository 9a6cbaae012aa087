import { Transform, type TransformCallback } from 'node:stream';
import type { FastifyRequest, RequestPayload } from 'fastify';

/** A body larger than accepted; Fastify answers by `statusCode`. */
class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
  readonly statusCode = 413;
}

/** Counts what passes, and ends with an error at the first byte too many. */
class CountedBody extends Transform {
  /** Fastify compares it with the declared length. */
  receivedEncodedLength = 0;
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedEncodedLength += chunk.length;
    if (this.receivedEncodedLength > this.#most) done(new BodyTooLarge());
    else done(null, chunk);
  }
}

/**
 * A `preParsing` hook that bounds the body by what the request's client may send, in bytes, whether its length is
 * declared or it comes in chunks. What is declared too large is refused before any of it is read, and of what is declared
 * Node's HTTP parser reads no more: only chunks are counted.
 */
export function limitBody(mostBytesFor: (request: FastifyRequest) => number) {
  return async (
    request: FastifyRequest,
    _reply: unknown,
    payload: RequestPayload,
  ): Promise<RequestPayload> => {
    const most = mostBytesFor(request);
    const { 'content-length': declared, 'transfer-encoding': chunked } = request.headers;
    if (Number(declared ?? 0) > most) throw new BodyTooLarge();
    return declared === undefined || chunked !== undefined ? payload.pipe(new CountedBody(most)) : payload;
  };
}
