import { buildSchema, parse } from 'graphql';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createExecutor } from '../../subgraphs/registry/executor.ts';
import { requestContext } from '../request-context.ts';

vi.mock('graphql', async (original) => {
  const real = await original<typeof import('graphql')>();
  return { ...real, parse: vi.fn(real.parse) };
});

const schema = buildSchema(`
  type Query {
    hello(name: String): String
    requestId: String
  }
`);
const context = requestContext({ requestId: 'request 1' });
const parsed = vi.mocked(parse);

beforeEach(() => {
  parsed.mockClear();
});

function run(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return createExecutor(schema)({ query, variables, context });
}

describe("a subgraph's executor", () => {
  const hello = schema.getQueryType()?.getFields().hello;
  if (hello !== undefined) hello.resolve = (_source, { name }: { readonly name?: string }) => `hello ${name}`;
  const requestId = schema.getQueryType()?.getFields().requestId;
  if (requestId !== undefined) requestId.resolve = (_source, _arguments, { requestId: id }) => id;

  it('runs an operation with its variables and the context of its request', async () => {
    const answer = await run('query ($n: String) { hello(name: $n) requestId }', { n: 'you' });
    expect(answer).toEqual({ data: { hello: 'hello you', requestId: 'request 1' } });
  });

  it.each(['{ hello', '', '{ nothing }', '{ hello(name: 1) }', '{ hello { x } }'])(
    'answers a document that cannot be run with one error and no data: %j',
    async (query) => {
      const answer = await run(query);
      expect(answer.errors).toHaveLength(1);
      expect(answer.data).toBeUndefined();
    },
  );

  it('reads a document once, whatever its variables, also when it cannot be run', async () => {
    const execute = createExecutor(schema);
    for (const query of ['query ($n: String) { hello(name: $n) }', '{ hello']) {
      for (const n of ['a', 'b', 'c']) await execute({ query, variables: { n }, context });
    }
    expect(parsed).toHaveBeenCalledTimes(2);
  });

  it('keeps five hundred documents and no more: the oldest is forgotten, the newest stay', async () => {
    const execute = createExecutor(schema);
    const ask = (number: number) => execute({ query: `{ a${number}: hello }`, variables: {}, context });
    for (let number = 0; number <= 500; number += 1) await ask(number);
    parsed.mockClear();
    await ask(500);
    await ask(1);
    expect(parsed).toHaveBeenCalledTimes(0);
    await ask(0);
    expect(parsed).toHaveBeenCalledTimes(1);
  });
});
