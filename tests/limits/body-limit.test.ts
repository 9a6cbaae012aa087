import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitBody } from '../../gateway/http/body-limit.ts';
import { head, sendRaw, statusOf } from './raw-http.ts';

describe('how much a client may send', () => {
  let app: FastifyInstance;
  let url: string;
  let parsed = 0;
  beforeAll(async () => {
    app = Fastify({ bodyLimit: 1_000_000 });
    const preParsing = limitBody(({ headers }) => (headers['x-client'] === 'large' ? 2_000 : 100));
    app.post('/graphql', { preParsing }, async ({ body }) => {
      parsed += 1;
      return JSON.stringify(body).length;
    });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  const json = 'Content-Type: application/json';
  const ofSize = (size: number): string => JSON.stringify('x'.repeat(size - 2));
  const chunks = (text: string): string[] => [...(text.match(/.{1,64}/g) ?? []).map(chunk), '0\r\n\r\n'];
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const declared = (size: number, ...more: string[]) =>
    sendRaw(url, [head(json, `Content-Length: ${size}`, ...more), ofSize(size)]);
  const chunked = (size: number, ...more: string[]) =>
    sendRaw(url, [head(json, 'Transfer-Encoding: chunked', ...more), ...chunks(ofSize(size))]);

  test.each([
    ['with its length', declared],
    ['in chunks', chunked],
  ])('is the client’s own, for a body %s; what is larger is not parsed', async (_how, send) => {
    parsed = 0;
    const answers = [
      await send(100),
      await send(101),
      await send(2_000, 'X-Client: large'),
      await send(2_001, 'X-Client: large'),
    ];
    expect(answers.map(statusOf)).toEqual([200, 413, 200, 413]);
    expect(parsed).toBe(2);
  });

  test('is known before the body comes, where its length is declared', async () => {
    const answer = await sendRaw(url, [head(json, 'Content-Length: 999999')]);
    expect(statusOf(answer)).toBe(413);
  });
});
