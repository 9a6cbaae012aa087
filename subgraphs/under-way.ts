import type { FastifyInstance } from 'fastify';

/** How many requests a server is answering, itself asked at any time. To be called before the server has routes. */
export function requestsUnderWay(app: FastifyInstance): () => number {
  let inside = 0;
  app.addHook('onRequest', async (_request, reply) => {
    inside += 1;
    // It closes once, whether or not the answer left.
    reply.raw.once('close', () => {
      inside -= 1;
    });
  });
  return () => inside;
}
