import { ApolloServer } from '@apollo/server';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { answerInTurn } from '../../gateway/answer.ts';
import { createContext, type GatewayContext } from '../../gateway/federation/request.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';

test('who has no time left to be read waits for that outside the places of all, and leaves its own once', async () => {
  const events: string[] = [];
  const surroundings = { clock: createClock(null), deadlineMs: 5_000, isAlone: () => false };
  const services = {
    apollo: new ApolloServer<GatewayContext>({ typeDefs: 'type Query { one: Int }' }),
    places: {
      enter: async () => 'ENTERED' as const,
      leave: () => void events.push('left'),
      isAlone: () => false,
    },
    contextOf: (arrived: Parameters<typeof createContext>[0]) => createContext(arrived, surroundings),
    problemOf: () => null,
    entry: {
      letIn: async () => undefined,
      establishedOf: () => ({
        access: sandboxDeveloper,
        withConsents: async () => sandboxDeveloper,
        arrived: () => undefined,
      }),
      refused: async () => void events.push('refused'),
    },
    resolveDocument: () => ({ ok: true, document: '{ one }', isRegistered: false }) as const,
    documents: {
      isKnown: () => false,
      problemOf: () => null,
      store: { get: async () => undefined, set: async () => undefined, delete: async () => undefined },
    },
    reading: { admit: () => ({ retryAfterSeconds: 7 }), charge: () => undefined, turn: async () => true },
  };
  const app = fastify();
  app.addHook('onSend', async () => void events.push('answered'));
  app.post('/graphql', (request, reply) => answerInTurn(services, request, reply));
  const reply = await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ one }' } });
  expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '7']);
  await app.close();
  expect(events).toEqual(['refused', 'left', 'answered']);
});
