import fc from 'fast-check';
import { type ExecutionResult, execute, type GraphQLError, parse, validate } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { compileOperation } from '../../subgraphs/registry/execution/operation.ts';
import { requestContext } from '../request-context.ts';
import { difference, sameErrors } from './compare-answers.ts';
import { drawsFrom, tapes } from './draws.ts';
import { randomQuery } from './random-document.ts';
import { richSchema } from './rich-schema.ts';
import { ignoringRejections } from './unhandled.ts';

const schema = richSchema();
const counted = { documents: 0, answers: 0, withErrors: 0, withNulledParts: 0, errors: 0, characters: 0 };

/** Where graphql-js's words tell of its insides, ours are other words for the same. */
function textOf({ message }: GraphQLError): string {
  if (/^Expected `.*serialize\(.*` to return non-nullable value|was serialized to nothing\.$/s.test(message))
    return 'serialized to nothing';
  if (/^(The|A value of the) abstract type|^Abstract type|is not a possible type for/is.test(message))
    return 'of no type';
  return message;
}

interface Case {
  readonly source: string;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
  readonly seeds: readonly string[];
}

/** What differs, for any values of the variables; null when nothing does, and false for what is no valid document. */
async function compare({ source, variables, seeds }: Case): Promise<string | null | false> {
  const document = parse(source, { noLocation: true });
  if (validate(schema, document).length > 0) return false;
  const run = compileOperation(schema, document);
  if (run === null) return `not compiled: ${source}`;
  counted.documents++;
  const asked = variables.map((values, index) => ({ values, seed: seeds[index] ?? 'now 0' }));
  const ours = await ignoringRejections(() =>
    Promise.all(asked.map(({ values, seed }) => run(values, requestContext({ requestId: seed })))),
  );
  const given = JSON.stringify(ours);
  const theirs = await ignoringRejections(() =>
    Promise.all(
      asked.map(async ({ values, seed }) =>
        execute({
          schema,
          document,
          variableValues: values,
          contextValue: requestContext({ requestId: seed }),
        }),
      ),
    ),
  );
  if (JSON.stringify(ours) !== given) return `an answer changed after it was given: ${source}`;
  const differences = asked.flatMap(({ values, seed }, index) => {
    const [own, other] = [ours[index], theirs[index]];
    if (own === undefined || other === undefined) return ['an answer is missing'];
    count(other);
    const found = difference(own, other, textOf);
    const strict = seed.startsWith('now') && !sameErrors(own, other, textOf) ? 'errors differ' : null;
    const what = found ?? strict;
    if (what === null) return [];
    return [`${what}\n${source}\n${JSON.stringify(values)} ${seed}\n${JSON.stringify([own, other])}`];
  });
  return differences[0] ?? null;
}

function count({ data, errors = [] }: ExecutionResult): void {
  counted.answers++;
  counted.characters += JSON.stringify(data).length;
  counted.errors += errors.length;
  if (errors.length > 0) counted.withErrors++;
  if (errors.some(({ path = [] }) => path.length > 1) && JSON.stringify(data).includes(':null'))
    counted.withNulledParts++;
}

afterAll(() => {
  process.stdout.write(`subgraph execution: ${JSON.stringify(counted)}\n`);
});

describe('an operation compiled for a subgraph', () => {
  it('answers as graphql-js does, to the order of keys, whatever resolvers do', async () => {
    const cases = fc.record({
      tape: tapes,
      seed: fc.nat(),
      time: fc.constantFrom('now', 'later'),
      faults: fc.constantFrom(0, 1, 4, 12),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ tape, seed, time, faults }) => {
        const query = randomQuery(schema, drawsFrom(tape), {
          depth: 4,
          introspects: false,
          namesTypes: false,
        });
        const seeds = query.variables.map((_, index) => `${time} ${faults} ${seed} ${index}`);
        const found = await compare({ ...query, seeds });
        fc.pre(found !== false);
        expect(found).toBeNull();
      }),
      {
        numRuns: Number(process.env.RUNS ?? 1200),
        maxSkipsPerRun: 10,
        // On a machine with much else to do fewer cases are compared.
        interruptAfterTimeLimit: 20_000,
        markInterruptAsFailure: false,
      },
    );
    expect(counted.withErrors).toBeGreaterThan(counted.answers / 5);
    expect(counted.answers - counted.withErrors).toBeGreaterThan(counted.answers / 20);
  });
});
