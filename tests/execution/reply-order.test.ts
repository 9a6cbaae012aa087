import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import type { SubgraphReply } from '../../gateway/federation/execution/plan-run.ts';
import { canonically } from './canonically.ts';
import { type Draws, drawsFrom, drawsOf, tapes } from './draws.ts';
import { type GraphPart, graphs } from './federated-graphs.ts';
import { answeringPart } from './federated-world.ts';
import { executorOver, plannedHere } from './planned-here.ts';
import { randomQuery } from './random-document.ts';
import { faulty } from './subgraph-faults.ts';
import { composed, contextOf } from './two-executors.ts';

const runs = Number(process.env.RUNS ?? 60);
const limits = { interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false };
const counted = { queries: 0, executions: 0, waited: 0, withErrors: 0 };

afterAll(() => {
  process.stdout.write(`order of replies: ${JSON.stringify(counted)}\n`);
});

type Answer = (name: string, question: Question) => Promise<SubgraphReply>;
type Question = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

/** Executes operations over parts whose replies come one by one, in the order that is drawn. */
function gated(parts: readonly GraphPart[]) {
  const here = plannedHere(composed(parts));
  const { api } = here.schemas;
  const run = async ({ query, variables, answer }: Asked, draws: Draws) => {
    const waiting: (() => void)[] = [];
    const ask = async (name: string, question: Question): Promise<SubgraphReply> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
      return answer(name, question);
    };
    const sources = new Map(
      parts.map(({ name }) => [
        name,
        {
          isInProcess: false,
          ask: (question: Question) => ask(name, question),
          close: async () => undefined,
        },
      ]),
    );
    const execute = canonically(executorOver({ ...here, sources, onPlan: () => undefined }), api);
    const document = parse(query);
    const [operation] = document.definitions.filter((one) => one.kind === 'OperationDefinition');
    if (operation === undefined) throw new Error('no operation');
    const asked = { document, operation, queryHash: query, variables };
    let isDone = false;
    const result = execute({ ...asked, context: contextOf('gates') })
      .then(({ data, errors }) => JSON.stringify({ data, errors }))
      .catch((error: unknown) => String(error))
      .finally(() => {
        isDone = true;
      });
    for (let idle = 0; !isDone; await setImmediate()) {
      // Everything that can go on without a reply goes on first.
      idle += 1;
      if (idle % 3 !== 0 || waiting.length === 0) continue;
      if (waiting.length > 1) counted.waited++;
      waiting.splice(draws.below(waiting.length), 1)[0]?.();
    }
    counted.executions++;
    return result;
  };
  return { api, run };
}

describe.each(Object.entries(graphs))('an answer over the graph “%s”', (_name, parts) => {
  const { api, run } = gated(parts);
  const answering = new Map(parts.map((part) => [part.name, faulty(part.name, answeringPart(part))]));

  it('is the same, to the order of errors, in whatever order replies come', async () => {
    const cases = fc.record({ tape: tapes, seed: fc.nat(), faults: fc.constantFrom(0, 1, 2, 6) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ tape, seed, faults }) => {
        const style = { depth: 4, introspects: false, namesTypes: true };
        const { source: query, variables: all } = randomQuery(api, drawsFrom(tape), style);
        const [variables = {}] = all;
        if (validate(api, parse(query)).length > 0) return;
        const world = `${seed} values ${faults}`;
        const answer: Answer = async (name, question) => {
          const part = answering.get(name);
          if (part === undefined) throw new Error(`No part ${name}`);
          return part({ ...question, world });
        };
        counted.queries++;
        const first = await run({ query, variables, answer }, drawsFrom(new Uint8Array()));
        if (first.includes('"message"')) counted.withErrors++;
        for (const order of [1, 2, 3]) {
          const again = await run({ query, variables, answer }, drawsOf(`${seed} ${order}`));
          expect(again, `${query}\n${JSON.stringify(variables)} ${world}`).toBe(first);
        }
      }),
      { numRuns: runs, ...limits },
    );
  });
});

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@requires"])';

const [north, south, west] = [
  'type Query { people: [Person] } type Person @key(fields: "id") { id: ID! }',
  'type Person @key(fields: "id") { id: ID! homes: [[Home]] @shareable home: Home @shareable a: Int } type Home @shareable { city: String street: String }',
  'type Person @key(fields: "id") { id: ID! homes: [[Home]] @shareable home: Home @shareable b: Int home2: Int } type Home @shareable { city: String door: Int }',
];

describe('what two parts tell of one place', () => {
  const sdl = { north, south, west };
  const parts = Object.entries(sdl).map(([name, text]) => ({ name, sdl: `${link} ${text}` }));
  const { run } = gated(parts);
  const query = '{ people { a b home { city street door } homes { city street door } } }';

  /** The answer where each part tells this of its person; it is the same in both orders. */
  async function told(of: Readonly<Record<'south' | 'west', SubgraphReply>>) {
    const answer: Answer = async (name) => {
      if (name === 'north') return { data: { people: [{ __typename: 'Person', id: '1' }] } };
      return JSON.parse(JSON.stringify(name === 'south' ? of.south : of.west));
    };
    const answers = [0, 1].map((last) =>
      run(
        { query, variables: {}, answer },
        { ...drawsOf(''), below: (count) => (last === 0 ? 0 : count - 1) },
      ),
    );
    const [one, other] = await Promise.all(answers);
    expect(other).toBe(one);
    return JSON.parse(one ?? '');
  }

  const entity = (more: object): SubgraphReply => ({ data: { _entities: [more] } });

  it('is an object where one has null, with an error that says why', async () => {
    const { data, errors } = await told({
      south: {
        ...entity({ a: 1, home: null, homes: [[null]] }),
        errors: [{ message: 'no home', path: ['_entities', 0, 'home'] }],
      },
      west: entity({ b: 2, home: { city: 'Oulu', door: 3 }, homes: [[{ door: 4 }]] }),
    });
    expect(data.people[0].home).toEqual({ city: 'Oulu', street: null, door: 3 });
    expect(data.people[0].homes).toEqual([[{ city: null, street: null, door: 4 }]]);
    expect(errors).toMatchObject([{ message: 'no home', path: ['people', 0, 'home'] }]);
  });

  it('is put together also in lists of lists', async () => {
    const { data, errors } = await told({
      south: entity({ a: 1, home: { street: 'a' }, homes: [[{ city: 'Oulu', street: 'b' }], [null]] }),
      west: entity({ b: 2, home: { door: 3 }, homes: [[{ door: 4 }], [{ door: 5 }]] }),
    });
    expect(data.people[0].homes[0]).toEqual([{ city: 'Oulu', street: 'b', door: 4 }]);
    expect(data.people[0].homes[1]).toEqual([{ city: null, street: null, door: 5 }]);
    expect(errors).toEqual([]);
  });

  it('is null with an error where they tell lists of different lengths', async () => {
    const { data, errors } = await told({
      south: entity({ a: 1, home: null, homes: [[{ city: 'Oulu', street: 'b' }], []] }),
      west: entity({ b: 2, home: null, homes: [[{ door: 4 }]] }),
    });
    expect(data.people[0]).toEqual({ a: 1, b: 2, home: null, homes: null });
    expect(errors).toMatchObject([{ path: ['people', 0, 'homes'] }]);
  });

  it('is null with an error where a list in a list is of another length', async () => {
    const { data, errors } = await told({
      south: entity({ a: 1, home: null, homes: [[{ city: 'Oulu', street: 'b' }], []] }),
      west: entity({ b: 2, home: null, homes: [[{ door: 4 }], [{ door: 5 }]] }),
    });
    expect(data.people[0].homes[1]).toBe(null);
    expect(errors).toMatchObject([{ path: ['people', 0, 'homes', 1] }]);
  });

  it('is what the later one in the plan tells where they differ', async () => {
    const { data } = await told({
      south: entity({ a: 1, home: { city: 'Oulu', street: 'a' }, homes: null }),
      west: entity({ b: 2, home: { city: 'Turku', door: 3 }, homes: null }),
    });
    expect(['Oulu', 'Turku']).toContain(data.people[0].home.city);
  });

  it('has its errors in the order of the plan', async () => {
    const { errors } = await told({
      south: { data: null, errors: [{ message: 'south' }] },
      west: { data: null, errors: [{ message: 'west' }] },
    });
    expect(errors).toHaveLength(2);
  });
});
