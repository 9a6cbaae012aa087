import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable, Writable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeUnread, watchTaking } from '../../gateway/http/unread-answers.ts';

/** More than any socket takes in by itself. */
const large = Buffer.alloc(24 * 1024 * 1024, 'x');

describe('a client on a raw socket', () => {
  let app: FastifyInstance;
  /** Ends of answers, in order: whether each was sent whole. */
  let ended: boolean[];

  const start = async (mostMs: number, payload: () => unknown): Promise<number> => {
    ended = [];
    app = Fastify();
    app.addHook('onSend', closeUnread(mostMs));
    app.get('/', (_request, reply) => {
      reply.raw.once('close', () => ended.push(reply.raw.writableFinished));
      reply.send(payload());
    });
    return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  };
  afterEach(() => app.close());

  it.each([
    ['a text', () => large.toString()],
    ['bytes', () => large],
    ['a stream', () => Readable.from([large, large], { objectMode: false })],
  ])('that does not read its answer is closed: %s', async (_what, payload) => {
    const socket = connect(await start(50, payload), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n');
    socket.pause();
    await once(socket, 'connect');
    await vi.waitFor(() => expect(ended).toEqual([false]), { timeout: 10_000 });
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
    });
    socket.on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
    expect(received).toBeLessThan(large.length);
  });

  it('that asks for small answers and reads none of them is closed too', async () => {
    const socket = connect(await start(50, () => 'x'.repeat(60_000)), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n'.repeat(2_000));
    socket.pause();
    await vi.waitFor(() => expect(ended.at(-1)).toBe(false), { timeout: 10_000 });
    socket.resume();
    await once(socket, 'close');
  });

  it.each([
    ['a text', () => large.toString(), large.length],
    ['a small text', () => 'x', 1],
    ['a stream', () => Readable.from([large, Buffer.from('y')], { objectMode: false }), large.length + 1],
  ])('that reads gets the whole of %s', async (_what, payload, length) => {
    const port = await start(10_000, payload);
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect((await response.arrayBuffer()).byteLength).toBe(length);
    await vi.waitFor(() => expect(ended).toEqual([true]));
  });
});

describe('the watch over an answer', () => {
  let response: Writable;
  beforeEach(() => {
    vi.useFakeTimers();
    response = new Writable();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits as long as pieces are taken, however long it takes in all', () => {
    const taken = watchTaking(response, 10_000);
    for (let piece = 0; piece < 100; piece += 1) {
      vi.advanceTimersByTime(9_999);
      taken();
    }
    expect(response.destroyed).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(response.destroyed).toBe(true);
  });

  it('hears of each piece of an answer that is taken', async () => {
    const reply = Object.assign(Object.create(null), { raw: response, header: () => reply });
    const sent = await closeUnread(10_000)(Object.create(null), reply, large);
    if (!(sent instanceof Readable)) throw new Error('not in pieces');
    let pieces = 0;
    for await (const _piece of sent) {
      pieces += 1;
      // A few are taken ahead.
      vi.advanceTimersByTime(3_000);
    }
    expect([pieces, response.destroyed]).toEqual([large.length / (64 * 1024), false]);
  });

  it.each(['finish', 'close'])('is over with the event %s', (event) => {
    watchTaking(response, 10_000);
    response.emit(event);
    vi.advanceTimersByTime(60_000);
    expect([response.destroyed, vi.getTimerCount()]).toEqual([false, 0]);
  });
});
