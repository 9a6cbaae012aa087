import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareExecuted, isUnplanned } from './compare-executed.ts';
import { misfitOf } from './conforms.ts';
import { drawsFrom, tapes } from './draws.ts';
import { graphs } from './federated-graphs.ts';
import { randomQuery } from './random-document.ts';
import { type Executed, type TwoExecutors, twoExecutors } from './two-executors.ts';

/** Stock is no oracle for what it plans otherwise: it is compared over the same questions each time, unless told. */
const seed = Number(process.env.SEED ?? 11);
const runs = Number(process.env.RUNS ?? 60);
/** Looking for a simpler case that fails plans each that it tries; and a machine may have much else to do. */
const limits = { interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false };
/** Planning takes long, executing does not: each query is executed in several worlds. */
const worlds = [0, 1, 2, 3, 4] as const;
const counted = {
  conforming: 0,
  within: 0,
  inPortions: 0,
  answers: 0,
  questions: 0,
  withErrors: 0,
  characters: 0,
  perDifference: new Map<string, number>(),
};

afterAll(() => {
  const perDifference = Object.fromEntries(counted.perDifference);
  process.stdout.write(`federated execution: ${JSON.stringify({ ...counted, perDifference })}\n`);
});

/** Where the errors of an answer are. */
function pathsOf({ result: { errors = [] } }: Executed): readonly string[] {
  return errors.map(({ path, message }) => `${path?.join('.')} ${message}`).sort();
}

describe.each(Object.entries(graphs))('operations over the graph “%s”', (_name, parts) => {
  let executors: TwoExecutors;

  beforeAll(async () => {
    executors = await twoExecutors(parts);
  });

  afterAll(() => executors.close());

  async function compare(query: string, variables: Readonly<Record<string, unknown>>, world: string) {
    const executed = await executors.run({ query, variables, world });
    if (executed === null) return null;
    const compared = compareExecuted(executed, { isAtFault: !world.endsWith(' 0') });
    const { errors = [], data } = executed.ours.result;
    counted.answers++;
    counted.questions += executed.ours.asked.length;
    counted.characters += JSON.stringify(data ?? null).length;
    if (errors.length > 0) counted.withErrors++;
    counted.perDifference.set(compared.as, (counted.perDifference.get(compared.as) ?? 0) + 1);
    if (compared.as !== 'other') return null;
    return `${compared.what}\n${query}\n${JSON.stringify(variables)} ${world}`;
  }

  it('have answers that conform to the graph, to the order of keys, also when subgraphs answer nonsense', async () => {
    const cases = fc.record({ tape: tapes, seed: fc.nat(), faults: fc.constantFrom(0, 1, 2) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ tape, seed, faults }) => {
        const style = { depth: 4, introspects: true, namesTypes: true };
        const { source, variables } = randomQuery(executors.api, drawsFrom(tape), style);
        for (const [index, values] of variables.entries()) {
          const world = `${seed} ${index} shapes ${faults}`;
          const executed = await executors.run({ query: source, variables: values, world });
          if (executed === null || isUnplanned(executed)) continue;
          const { result, threw } = executed.ours;
          counted.conforming++;
          const told = `${source}\n${JSON.stringify(values)} ${world}`;
          expect(threw, told).toBe(false);
          const { data } = result;
          if (data === null && result.errors?.length !== 0) continue;
          expect(await misfitOf(executors.api, { query: source, variables: values, data }), told).toBeNull();
        }
      }),
      { numRuns: runs, ...limits },
    );
  });

  it('are answered the same when subgraphs run in the process, also in portions, and their answers are passed on unchecked', async () => {
    const cases = fc.record({ tape: tapes, seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(cases, async ({ tape, seed }) => {
        const style = { depth: 4, introspects: true, namesTypes: true };
        const { source, variables } = randomQuery(executors.api, drawsFrom(tape), style);
        for (const [index, values] of variables.entries()) {
          const world = `${seed} ${index} values 0`;
          const executed = await executors.run({ query: source, variables: values, world });
          if (executed === null) continue;
          counted.within++;
          const { ours, within } = executed;
          const told = `${source}\n${JSON.stringify(values)} ${world}`;
          expect(within.threw, told).toBe(ours.threw);
          expect(JSON.stringify(within.result.data), told).toBe(JSON.stringify(ours.result.data));
          expect(pathsOf(within), told).toEqual(pathsOf(ours));
          if (executed.inPortions === null) continue;
          counted.inPortions++;
          const { asOne, portioned } = executed.inPortions;
          expect(portioned.threw, told).toBe(asOne.threw);
          expect(JSON.stringify(portioned.result.data), told).toBe(JSON.stringify(asOne.result.data));
          expect(pathsOf(portioned), told).toEqual(pathsOf(asOne));
        }
      }),
      { numRuns: runs, ...limits },
    );
  });

  it('are answered as stock answers them, whatever subgraphs do', async () => {
    const cases = fc.record({ tape: tapes, seed: fc.nat(), faults: fc.constantFrom(0, 0, 2, 6) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ tape, seed, faults }) => {
        const style = { depth: 4, introspects: true, namesTypes: false, isPlain: true };
        const { source, variables } = randomQuery(executors.api, drawsFrom(tape), style);
        for (const world of worlds) {
          for (const [index, values] of variables.entries()) {
            const inWorld = `${seed} ${world} ${index} values ${faults}`;
            expect(await compare(source, values, inWorld)).toBeNull();
          }
        }
      }),
      { numRuns: Math.min(runs, 40), seed, ...limits },
    );
  });
});
