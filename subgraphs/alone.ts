import type { FastifyInstance } from 'fastify';

/** Whether a server answers one request at most, itself asked at any time. To be called before the server has routes. */
export function aloneIn(app: FastifyInstance): () => boolean {
  let inside = 0;
  app.addHook('onRequest', async (_request, reply) => {
    inside += 1;
    // It closes once, whether or not the answer left.
    reply.raw.once('close', () => {
      inside -= 1;
    });
  });
  return () => inside <= 1;
}
