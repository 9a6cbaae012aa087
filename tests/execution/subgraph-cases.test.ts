import { setImmediate } from 'node:timers/promises';
import { buildSchema, type ExecutionResult, execute, type GraphQLFieldResolver, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { RequestContext } from '../../subgraphs/registry/context.ts';
import { compileOperation } from '../../subgraphs/registry/execution/operation.ts';
import { requestContext } from '../request-context.ts';

const context = requestContext({ requestId: 'request 1' });

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;

function schemaOf(sdl: string, resolvers: Readonly<Record<string, Resolve>>) {
  const schema = buildSchema(sdl);
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const resolve = resolvers[field.name];
    if (resolve !== undefined) field.resolve = resolve;
  }
  return schema;
}

async function run(
  schema: ReturnType<typeof schemaOf>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  const compiled = compileOperation(schema, parse(query));
  if (compiled === null) throw new Error('not compiled');
  return JSON.parse(JSON.stringify(await compiled(variables, context)));
}

function later(milliseconds: number, fail: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(fail)), milliseconds);
  });
}

const things =
  'type Query { thing: Thing } type Thing { name: String other: String must: String! list: [Int!] }';

describe('an operation compiled for a subgraph', () => {
  it('calls a method of a source for a field without arguments, as one of that source', async () => {
    class Thing {
      readonly #name = 'a name';
      name(given: object, { requestId }: RequestContext) {
        return `${this.#name} ${JSON.stringify(given)} ${requestId}`;
      }
    }
    const answer = await run(schemaOf(things, { thing: () => new Thing() }), '{ thing { name } }');
    expect(answer).toEqual({ data: { thing: { name: 'a name {} request 1' } } });
  });

  it('tells a property that cannot be read as an error of its field alone', async () => {
    const thing = {
      get name() {
        throw new Error('unreadable');
      },
      other: 'stands',
    };
    const answer = await run(schemaOf(things, { thing: () => thing }), '{ thing { name other } }');
    expect(answer.data).toEqual({ thing: { name: null, other: 'stands' } });
    expect(answer.errors).toMatchObject([{ path: ['thing', 'name'], message: 'unreadable' }]);
  });

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['what comes later', async () => 'later'],
    ['a method', () => () => 'of a method'],
    ['an error', () => new Error('an error')],
    ['a leaf that does not fit', () => ({})],
    ['what is a number', () => 1],
  ])('finds, deep among plain properties, %s as graphql-js does', async (_name, must) => {
    const sdl = `${things} extend type Query { boxes: [[Box!]] } type Box { lid: Thing things: [Thing] }`;
    const query = '{ boxes { lid { name must } things { must other } } }';
    const good = { name: 'a name', must: 'there', other: null };
    const bad = () => ({ ...good, must: must() });
    const isGone = {
      get must() {
        throw new Error('gone');
      },
    };
    const boxes = () => [
      [{ lid: good, things: [good] }],
      [
        { lid: bad(), things: [null, bad(), good, isGone] },
        { lid: good, things: null },
      ],
      [
        { lid: isGone },
        {
          get lid() {
            throw new Error('no lid');
          },
        },
      ],
      [{ lid: good, things: Promise.resolve([good, bad()]) }],
      [{ lid: good }, new Error('no box')],
    ];
    const schema = schemaOf(sdl, { boxes });
    const theirs = await execute({ schema, document: parse(query), contextValue: context });
    const ours = await run(schema, query);
    expect(ours.data).toEqual(JSON.parse(JSON.stringify(theirs.data)));
    const errorsOf = ({ errors = [] }: ExecutionResult) =>
      errors.map((error) => JSON.stringify([error.path, error.message])).sort();
    expect(errorsOf(ours)).toEqual(errorsOf(theirs));
  });

  it('waits for what has no more of a promise than its `then`', async () => {
    // biome-ignore lint/suspicious/noThenProperty: what is tested
    const thing = { name: { then: (tell: (value: string) => void) => tell('told') } };
    const answer = await run(schemaOf(things, { thing: () => thing }), '{ thing { name } }');
    expect(answer).toEqual({ data: { thing: { name: 'told' } } });
  });

  it('does not tell what fails in a part that has become null, and does not change an answer that is given', async () => {
    const thing = { must: later(1, 'first'), other: later(10, 'second') };
    const compiled = compileOperation(
      schemaOf(`${things}`, { thing: () => thing }),
      parse('{ thing { must other } }'),
    );
    const answer = await compiled?.({}, context);
    const told = JSON.stringify(answer);
    await later(20, 'over').catch(() => undefined);
    expect(JSON.stringify(answer)).toBe(told);
    expect(answer).toMatchObject({ data: { thing: null }, errors: [{ message: 'first' }] });
  });

  it('leaves no rejection of an item to nobody when an item before it fails at once', async () => {
    const thing = () => ({ list: ['no number', Promise.reject(new Error('unheard'))] });
    const answer = await run(schemaOf(things, { thing }), '{ thing { list } }');
    expect(answer.data).toEqual({ thing: { list: null } });
    expect(answer.errors).toHaveLength(1);
    // A rejection that is left would end the test run.
    await setImmediate();
  });

  it('gives no resolver arguments that another could have changed', async () => {
    const sdl = 'input In { words: [String!] } type Query { told(in: In): String }';
    const told: Resolve = (_source, given) => {
      const words = given.in?.words;
      if (Array.isArray(words)) words.push('changed');
      return JSON.stringify(words);
    };
    const schema = schemaOf(sdl, { told });
    const compiled = compileOperation(schema, parse('{ told(in: { words: ["a"] }) }'));
    for (const _ of [1, 2]) {
      const answer = await compiled?.({}, context);
      expect(answer?.data).toEqual({ told: null });
      expect(answer?.errors).toHaveLength(1);
    }
  });

  it('keeps apart a switch that is not given, one that is off and one that is null', async () => {
    const compiled = compileOperation(
      schemaOf(things, { thing: () => ({ name: 'a' }) }),
      parse('query ($on: Boolean = true) { thing { __typename name @include(if: $on) } }'),
    );
    const ask = async (on?: boolean | null) => compiled?.(on === undefined ? {} : { on }, context);
    for (const _ of [1, 2]) {
      expect(await ask()).toEqual({ data: { thing: { __typename: 'Thing', name: 'a' } } });
      expect(await ask(false)).toEqual({ data: { thing: { __typename: 'Thing' } } });
      expect(await ask(null)).toMatchObject({ data: { thing: null }, errors: [{ path: ['thing'] }] });
    }
  });

  it('does not look at what decides on a fragment again that is selected already', async () => {
    const query =
      'query ($on: Boolean = true) { ...F ...F @include(if: $on) } fragment F on Query { __typename }';
    expect(await run(schemaOf(things, {}), query, { on: null })).toEqual({ data: { __typename: 'Query' } });
  });

  it('takes what a scalar takes as it is, and refuses what does not fit as graphql-js does', async () => {
    const sdl = 'scalar Any type Query { told(of: [Any!]!, or: Any): String }';
    const told: Resolve = (_source, given) => JSON.stringify(given);
    const schema = schemaOf(sdl, { told });
    const document = parse('query ($of: [Any!]!, $or: Any) { told(of: $of, or: $or) }');
    const compiled = compileOperation(schema, document);
    const fitting = [{ of: [{ a: 1 }, 'b', 0], or: [null] }, { of: [] }, { of: { a: 1 }, or: null }];
    const others = [{}, { of: null }, { of: [null] }, { of: ['a', undefined], or: 1 }];
    for (const variables of [...fitting, ...others]) {
      const theirs = await execute({ schema, document, variableValues: variables, contextValue: context });
      const ours = await compiled?.(variables, context);
      expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(theirs)));
    }
  });

  it.each([[{ day: 1 }], [['2026-11-30']], [new Date(0)]])(
    'tells no scalar that has parts: %j',
    async (day) => {
      const schema = schemaOf('scalar Day type Query { day: Day }', { day: () => day });
      expect(await run(schema, '{ day }')).toMatchObject({
        data: { day: null },
        errors: [{ path: ['day'] }],
      });
    },
  );

  it('takes an argument that is a variable whole, and its default where the variable is not given', async () => {
    const sdl = 'scalar Any type Query { told(of: Any = "none"): String must(of: [Any!]!): String }';
    const told: Resolve = (_source, given) => JSON.stringify(given);
    const schema = schemaOf(sdl, { told, must: told });
    const document = parse('query ($of: Any, $all: [Any!] = []) { told(of: $of) must(of: $all) }');
    const compiled = compileOperation(schema, document);
    for (const variables of [{ of: 'a', all: ['b'] }, {}, { of: null }, { all: null }]) {
      const theirs = await execute({ schema, document, variableValues: variables, contextValue: context });
      const ours = await compiled?.(variables, context);
      expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(theirs)));
    }
  });

  it.each([
    ['introspection', `${things}`, '{ __schema { queryType { name } } }'],
    ['a mutation', `${things} type Mutation { do: Int }`, 'mutation { do }'],
    ['several operations', things, 'query A { __typename } query B { __typename }'],
  ])('is not made for %s: that is the general executor’s', (_what, sdl, query) => {
    expect(compileOperation(schemaOf(sdl, {}), parse(query))).toBeNull();
  });

  it('is not made for a schema whose objects test what they are made of', () => {
    const schema = schemaOf(things, {});
    const type = schema.getType('Thing');
    if (type && 'isTypeOf' in type) type.isTypeOf = () => false;
    expect(compileOperation(schema, parse('{ thing { name } }'))).toBeNull();
  });
});
