import fastify from 'fastify';
import { expect, test } from 'vitest';
import { answerRequest, type RequestDeps } from '../../gateway/pipeline/pipeline.ts';
import { createContext } from '../../gateway/request-context.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { sandboxDeveloper } from '../grants.ts';

/** Steps that let everything through, and what happened in which order. */
function watched(changed: Partial<RequestDeps> = {}) {
  const events: string[] = [];
  const surroundings = { clock: createClock(null), deadlineMs: 5_000, isAlone: () => false };
  const deps: RequestDeps = {
    places: { enter: async () => 'ENTERED', leave: () => void events.push('left'), isAlone: () => false },
    contextOf: (arrived) => createContext(arrived, surroundings),
    problemOf: () => null,
    entry: {
      letIn: async () => undefined,
      establishedOf: () => ({
        access: sandboxDeveloper,
        withConsents: async () => sandboxDeveloper,
        arrived: () => undefined,
      }),
      refused: async (_who, code) => void events.push(`recorded ${code}`),
    },
    resolveDocument: () => ({ ok: true, document: '{ one }', isRegistered: false }),
    documents: {
      isKnown: () => false,
      problemOf: () => null,
      store: { get: async () => undefined, set: async () => undefined, delete: async () => undefined },
    },
    reading: { admit: () => null, charge: () => undefined, turn: async () => true },
    graphql: {
      start: async () => undefined,
      stop: async () => undefined,
      answer: async () => {
        events.push('served');
        return { result: { data: { one: 1 } }, retryAfter: null };
      },
    },
    ...changed,
  };
  const app = fastify();
  app.addHook('onSend', async () => void events.push('answered'));
  app.post('/graphql', (request, reply) => answerRequest(deps, request, reply));
  const ask = async (payload: object = { query: '{ one }' }) => {
    const { statusCode, headers, body } = await app.inject({ method: 'POST', url: '/graphql', payload });
    await app.close();
    return { status: statusCode, retryAfter: headers['retry-after'], body: JSON.parse(body), events };
  };
  return { ask };
}

test('a request is served in its place, and leaves it when it is answered', async () => {
  const { status, body, events } = await watched().ask();
  expect([status, body]).toEqual([200, { data: { one: 1 } }]);
  expect(events).toEqual(['served', 'answered', 'left']);
});

test('who has no time left to be read waits for that outside the places of all, and leaves its own once', async () => {
  const reading = {
    admit: () => ({ retryAfterSeconds: 7 }),
    charge: () => undefined,
    turn: async () => true,
  };
  const { status, retryAfter, events } = await watched({ reading }).ask();
  expect([status, retryAfter]).toEqual([429, '7']);
  expect(events).toEqual(['recorded RATE_LIMITED', 'left', 'answered']);
});

test.each([
  ['OVER_SHARE', 429, ['recorded RATE_LIMITED', 'answered']],
  ['FULL', 503, ['answered']],
] as const)(
  'whose place is refused as %s gets %i, and nothing of the body is looked at',
  async (entry, code, told) => {
    const places = { enter: async () => entry, leave: () => undefined, isAlone: () => false };
    const { status, retryAfter, events } = await watched({ places }).ask(['not', 'read']);
    expect([status, retryAfter, events]).toEqual([code, '1', told]);
  },
);

test.each([
  [[], 'BAD_REQUEST', expect.any(String)],
  [[{ query: '{ one }' }], 'BATCHING_DISABLED', expect.any(String)],
  [{ query: 1 }, 'BAD_REQUEST', '`query` must be a string.'],
  [{ query: '{ one }', operationName: {} }, 'BAD_REQUEST', '`operationName` must be a string if provided.'],
  [{ query: '{ one }', variables: '{}' }, 'BAD_REQUEST', '`variables` must be an object if provided.'],
  [{ query: '{ one }', variables: [] }, 'BAD_REQUEST', '`variables` must be an object if provided.'],
  [{ query: '{ one }', extensions: 'x' }, 'BAD_REQUEST', '`extensions` must be an object if provided.'],
])(
  'a body %j is refused as %s, by the name of what is wrong, and nothing is served',
  async (payload, code, message) => {
    const { body, events } = await watched().ask(payload);
    expect(body).toEqual({ errors: [{ message, extensions: { code } }] });
    expect(events).not.toContain('served');
  },
);

test('a request without a document is none', async () => {
  const resolveDocument = () => ({ ok: true, document: null, isRegistered: false }) as const;
  const { body } = await watched({ resolveDocument }).ask({});
  expect(body).toEqual({
    errors: [{ message: 'The request has no `query`.', extensions: { code: 'BAD_REQUEST' } }],
  });
});
