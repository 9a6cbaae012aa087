import { expect, it } from 'vitest';
import { answered, failed } from '../../subgraphs/registry/answer.ts';
import { createCallRecord } from '../../subgraphs/registry/call-record.ts';
import { listeningTo, watchCalls } from '../../subgraphs/registry/call-witness.ts';
import type { HttpCall, HttpReply } from '../../subgraphs/registry/http.ts';
import { createSharedBatches } from '../../subgraphs/registry/shared-batches.ts';
import { toldPath } from '../../subgraphs/registry/upstream-call.ts';
import { requestContext } from '../request-context.ts';

const observedAt = '2026-06-01T09:00:00.000Z';
const post = { method: 'POST', path: '/persons/search?limit=5' } as const;
const question = {
  server: 'migri',
  baseUrl: 'https://registry.example/base',
  registry: 'MIGRI',
  subject: { operation: 'search', identifier: 'LEARNER_NUMBER', count: 3 },
} as const;

async function ask(status = 200): Promise<void> {
  const watch = watchCalls(question);
  await watch.send(post, replying(status));
  watch.conclude('ANSWERED');
}

function replying(status: number) {
  return async ({ onAttempt }: Omit<HttpCall, 'signal'>) => {
    onAttempt?.();
    const reply: HttpReply = { status, headers: {}, text: '' };
    return answered(reply, observedAt);
  };
}

function recordOf() {
  return createCallRecord(performance.now());
}

it('tells of a call what was asked of how many, and what it came to', async () => {
  const record = recordOf();
  await listeningTo(record.listener, () => ask());
  expect(record.calls()).toEqual([
    {
      key: expect.any(String),
      registry: 'MIGRI',
      server: 'migri',
      kind: 'data',
      method: 'POST',
      path: '/base/persons/search',
      operation: 'search',
      identifier: 'LEARNER_NUMBER',
      identifiers: 3,
      persons: 3,
      startedMs: expect.any(Number),
      endedMs: expect.any(Number),
      outcome: 'ANSWERED',
      status: 200,
      attempts: 1,
      requests: 1,
    },
  ]);
});

it('tells of a call that goes on as one under way', async () => {
  const record = recordOf();
  const { promise, resolve } = Promise.withResolvers<void>();
  const asking = listeningTo(record.listener, async () => {
    const watch = watchCalls({ ...question, subject: null });
    const reply = await watch.send(post, async () => {
      await promise;
      return failed('TIMEOUT');
    });
    watch.conclude(reply.answered ? 'ANSWERED' : reply.failure.code);
  });
  expect(record.calls()).toMatchObject([{ kind: 'log-in', outcome: 'UNDER_WAY', identifier: 'NONE' }]);
  resolve();
  await asking;
  expect(record.calls()).toMatchObject([{ outcome: 'TIMEOUT', status: null, persons: null }]);
});

it('tells nobody where nobody listens', async () => {
  const record = recordOf();
  await ask();
  await listeningTo(record.listener, async () => undefined);
  await ask();
  expect(record.calls()).toEqual([]);
});

it('tells each request of a call that it shares, and nobody who does not ask', async () => {
  const records = [recordOf(), recordOf(), recordOf()];
  const batches = createSharedBatches<string, string>({
    windowMs: 5,
    limit: 100,
    keyOf: (key) => key,
    failed: (code) => code,
    ask: async (keys) => {
      await ask();
      return keys;
    },
  });
  const load = (name: string) => batches.load(requestContext({ requestId: name }), [name]);
  const [first, second, third] = records;
  await Promise.all([
    first && listeningTo(first.listener, () => load('a')),
    load('b'),
    second && listeningTo(second.listener, () => load('c')),
    second && listeningTo(second.listener, () => load('c')),
    third && listeningTo(third.listener, async () => undefined),
  ]);
  expect(records.map((record) => record.calls().map(({ requests }) => requests))).toEqual([[3], [3], []]);
});

it('does not tell whoever began to gather a batch and left it', async () => {
  const record = recordOf();
  const gone = new AbortController();
  const batches = createSharedBatches<string, string>({
    windowMs: 20,
    limit: 100,
    keyOf: (key) => key,
    failed: (code) => code,
    ask: async (keys) => {
      await ask();
      return keys;
    },
  });
  const left = listeningTo(record.listener, () =>
    batches.load({ ...requestContext({ requestId: 'a' }), signal: gone.signal }, ['a']),
  );
  const other = batches.load(requestContext({ requestId: 'b' }), ['b']);
  gone.abort();
  await Promise.all([left, other]);
  expect(record.calls()).toEqual([]);
});

it.each([
  ['/a/b?ticket=ST-1', '/a/b'],
  ['/cas/v1/tickets/TGT-12-abc', '/cas/v1/tickets/*'],
  ['/auth/lukuvuosimaksu/1.2.246.562.20.00000000001', '/auth/lukuvuosimaksu/*'],
  ['/permit-register/v1/persons/search', '/permit-register/v1/persons/search'],
  ['/luku/OpiskelijanTiedot', '/luku/OpiskelijanTiedot'],
  ['/persons/010190-123A', '/persons/*'],
])('%s is told as %s', (path, told) => {
  expect(toldPath(path)).toBe(told);
});
