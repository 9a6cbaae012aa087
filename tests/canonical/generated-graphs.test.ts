import fc from 'fast-check';
import { type ExecutionResult, parse } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { drawsFrom, tapes } from '../execution/draws.ts';
import { graphs } from '../execution/federated-graphs.ts';
import { randomQuery } from '../execution/random-document.ts';
import { meaningOf } from './meaning.ts';
import { type AskedOnce, isServed, type OneExecutor, oneExecutor } from './one-executor.ts';
import { rewriteDocument } from './rewrite-document.ts';
import { unlikeness } from './same-answer.ts';

// What a client calls things does not change what it gets: no other executor is needed to see it.

const runs = Number(process.env.RUNS ?? 80);
/** Looking for a simpler case plans each that it tries. */
const limits = { endOnFailure: process.env.SHRINK === undefined };
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);
const counted = { documents: 0, unplanned: 0, originals: 0, characters: 0, withErrors: 0 };

afterAll(() => {
  process.stdout.write(`\ncanonical, generated graphs: ${JSON.stringify({ seed, ...counted })}\n`);
});

/** The first draw of each: plainly, without variables. */
const plainly = drawsFrom(new Uint8Array());

afterAll(() => {
  // Enough was asked, unless only a few were to be.
  if (process.env.RUNS === undefined) expect(counted.documents).toBeGreaterThan(4_000);
});

/** The planner's own words where it gives up, whoever asks. */
const unplanned = /^We should have an edge from /;

async function answered(run: OneExecutor['run'], asked: AskedOnce): Promise<ExecutionResult | null> {
  try {
    return await run(asked);
  } catch (error) {
    if (!(error instanceof Error && unplanned.test(error.message))) throw error;
    counted.unplanned++;
    return null;
  }
}

describe.each(Object.entries(graphs))('documents over the graph “%s”', (_name, parts) => {
  const { api, names, run } = oneExecutor(parts);

  /** What a drawn document asks; null where it is refused, or nobody knows what it asks. */
  function drawnMeaning(tape: Uint8Array) {
    const style = { depth: 3, introspects: true, namesTypes: false };
    const { source, variables } = randomQuery(api, drawsFrom(tape), style);
    const asked = { source, variables: variables[0] ?? {} };
    const meaning = isServed(api, asked) ? meaningOf(api, parse(source), asked.variables) : null;
    return meaning === null ? null : { ...asked, meaning };
  }

  async function compare({ tape, others, world, hasVariables }: Case): Promise<void> {
    const drawn = drawnMeaning(tape);
    if (drawn === null) return;
    const { meaning, source, variables } = drawn;
    // Where something is amiss, an answer depends on the steps that it is fetched in: variables make others.
    const plain = rewriteDocument(meaning, { draws: plainly, names, hasVariables, spellsAlike: false });
    const first = hasVariables ? { source, variables } : plain;
    const original = await answered(run, { ...first, world });
    if (original === null || (hasVariables && original.errors?.length !== 0)) return;
    countOriginal(original);
    for (const other of others) {
      const rewritten = rewriteDocument(meaning, {
        draws: drawsFrom(other),
        names,
        hasVariables,
        spellsAlike: false,
      });
      const answer = await answered(run, { ...rewritten, world });
      if (answer === null) continue;
      counted.documents++;
      const told = [first.source, first.variables, world, rewritten.source, rewritten.variables];
      expect(unlikeness(original, answer, rewritten.words), told.map(said).join('\n')).toBeNull();
    }
  }

  it.each([
    ['also with variables', { hasVariables: true, rarity: 0, rewritings: 3 }],
    ['also where one thing in six is amiss', { hasVariables: false, rarity: 6, rewritings: 40 }],
  ])(
    'mean the same in other words, %s',
    async (_how, { hasVariables, rarity, rewritings }) => {
      const others = fc.array(tapes, { minLength: rewritings, maxLength: rewritings });
      const cases = fc.record({ tape: tapes, others, world: fc.nat() });
      await fc.assert(
        fc.asyncProperty(cases, ({ world, ...drawn }) =>
          compare({ ...drawn, hasVariables, world: `${world} 0 values ${rarity}` }),
        ),
        { numRuns: runs, seed, ...limits },
      );
    },
    300_000,
  );
});

function countOriginal({ data, errors = [] }: ExecutionResult): void {
  counted.originals++;
  counted.characters += JSON.stringify(data).length;
  if (errors.length > 0) counted.withErrors++;
}

interface Case {
  readonly tape: Uint8Array;
  readonly others: readonly Uint8Array[];
  readonly world: string;
  readonly hasVariables: boolean;
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
