import { Buffer } from 'node:buffer';
import process from 'node:process';
import fc from 'fast-check';
import type { HttpReply } from '../../subgraphs/registry/http.ts';
import { bytesCut, editedText } from './edit-text.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-settings.ts';
import type { FuzzedSubgraph, Outcome, RecordedSubject, Subject } from './fuzzed-subgraph.ts';
import type { Exchange, Question } from './in-memory-upstream.ts';
import { type Edit, type Mutation, mutations, pick } from './mutation.ts';
import { type Property, pollutionViolations, type Violation } from './violation.ts';

/** The registry's answers to one subject, one of them mutated. */
export interface Bodies {
  /** The body of the answer to a question that the predicate picks; null when it cannot be used. */
  readonly bodyFor: (isIt: (question: Question) => boolean) => string | null;
}

/** A registry, real answers of it, and what must hold of the facts. */
export interface FuzzPlan<S extends Subject> {
  readonly name: string;
  readonly contentType: string;
  readonly subgraph: FuzzedSubgraph;
  readonly recorded: readonly RecordedSubject<S>[];
  readonly editTree: (text: string, edit: Edit) => string;
  readonly violationsOf: (subject: S, data: unknown, bodies: Bodies) => Iterable<Violation>;
  /** Whether an answer says something of somebody: for showing that mutated bodies are still read. */
  readonly isInformative: (data: unknown) => boolean;
}

/** A reader that is broken on purpose: between the body and the real reader, or behind the facts. */
export interface Breakage {
  readonly beforeReading?: (text: string, untouched: string) => string;
  readonly afterReading?: (data: unknown, text: string) => unknown;
}

interface Base<S extends Subject> extends RecordedSubject<S> {
  readonly index: number;
  readonly exchange: Exchange;
}

/** Bodies tried of one registry. */
export interface Fuzzer {
  /** Fails with the smallest mutation found that breaks a property. */
  readonly fuzz: () => Promise<void>;
  /** Every body cut after each of its bytes; fails at the first cut that breaks a property. */
  readonly cutEverywhere: () => Promise<void>;
  /** Bodies that no mutation makes, in place of one real answer of each kind. */
  readonly replaceBy: (texts: readonly string[]) => Promise<void>;
  /** Properties that a broken reader is caught by, in up to so many runs. */
  readonly caughtBy: (property: Property, breakage: Breakage) => Promise<boolean>;
  readonly tellTally: () => void;
}

/** Fuzzes one registry. */
export function createFuzzer<S extends Subject>(plan: FuzzPlan<S>): Fuzzer {
  const bases = plan.recorded.flatMap(({ subject, exchanges }) =>
    exchanges.map((exchange, index): Base<S> => ({ subject, exchanges, exchange, index })),
  );
  const tally = { bodies: 0, informative: 0 };
  const tryBody = async (base: Base<S>, reply: HttpReply | null, breakage: Breakage = {}) => {
    const outcome = await outcomeOf(plan, base, { reply, breakage });
    tally.bodies += 1;
    if (plan.isInformative(outcome.data)) tally.informative += 1;
    const violations = [...violationsIn(plan, base, { reply, outcome })];
    return violations;
  };
  return {
    fuzz: () =>
      fc.assert(
        fc.asyncProperty(mutations, async (mutation) => {
          const { base, reply } = mutated(plan, bases, mutation);
          failOn(await tryBody(base, reply), reply);
        }),
        { numRuns: fuzzRuns, seed: fuzzSeed },
      ),
    cutEverywhere: async () => {
      for (const { base, cut } of cutsOf(bases)) {
        const reply = { ...base.exchange.reply, text: cut };
        failOn(await tryBody(base, reply), reply);
      }
    },
    replaceBy: async (texts) => {
      const kindOf = ({ exchange }: Base<S>): string => exchange.question.path.replaceAll(/\d/g, '');
      for (const base of new Map(bases.map((one) => [kindOf(one), one])).values()) {
        for (const text of texts) {
          const reply = { ...base.exchange.reply, text };
          failOn(await tryBody(base, reply), reply);
        }
      }
    },
    caughtBy: async (property, breakage) => {
      const before = { ...tally };
      const details = await fc.check(
        fc.asyncProperty(mutations, async (mutation) => {
          const { base, reply } = mutated(plan, bases, mutation);
          return !(await tryBody(base, reply, breakage)).some((violation) => violation.property === property);
        }),
        { numRuns: 2000, seed: fuzzSeed, endOnFailure: true },
      );
      Object.assign(tally, before);
      return details.failed;
    },
    tellTally: () => {
      process.stdout.write(
        `fuzzed ${tally.bodies} bodies of ${plan.name}, ${tally.informative} of them still read\n`,
      );
    },
  };
}

/** Whole bodies cut after each byte, the shortest first, as far as the number of runs goes. */
function* cutsOf<S extends Subject>(bases: readonly Base<S>[]) {
  let left = fuzzRuns;
  for (const base of bases.toSorted((a, b) => a.exchange.reply.text.length - b.exchange.reply.text.length)) {
    const { text } = base.exchange.reply;
    const size = Buffer.byteLength(text);
    for (let length = 0; length < size && left > 0; length += 1) {
      left -= 1;
      const cut = bytesCut(text, length);
      // Only white space after the end may be missed.
      if (cut !== null && cut.trim() !== text.trim()) yield { base, cut };
    }
  }
}

function failOn(violations: readonly Violation[], reply: HttpReply | null): void {
  if (violations.length === 0) return;
  const what = violations.map(({ property, what }) => `${property}: ${what}`).join('\n');
  throw new Error(`${what}\nstatus ${reply?.status} body ${reply?.text.slice(0, 4000)}`);
}

const statuses = [500, 500, 302, 401, 403, 404, 429, 204];
const contentTypes = ['text/html', 'text/plain', '', 'application/octet-stream'];

function mutated<S extends Subject>(
  plan: FuzzPlan<S>,
  bases: readonly Base<S>[],
  mutation: Mutation,
): { readonly base: Base<S>; readonly reply: HttpReply | null } {
  const base = pick(bases, mutation.base);
  if (base === undefined) throw new Error(`no answers of ${plan.name}`);
  let text: string | null = base.exchange.reply.text;
  for (const edit of mutation.inTree) text = plan.editTree(text, edit);
  for (const edit of mutation.inText) text = text === null ? null : editedText(text, edit);
  if (text === null) return { base, reply: null };
  const { reply } = mutation;
  const status = statuses[reply] ?? 200;
  const type = contentTypes[reply - statuses.length] ?? plan.contentType;
  return { base, reply: { status, headers: { 'content-type': type }, text } };
}

interface Trial {
  readonly reply: HttpReply | null;
  readonly breakage: Breakage;
}

async function outcomeOf<S extends Subject>(
  { subgraph }: FuzzPlan<S>,
  base: Base<S>,
  { reply, breakage }: Trial,
): Promise<Outcome> {
  const { beforeReading, afterReading } = breakage;
  const replies = repliesOf(base, reply);
  const { data, errors } = await subgraph.ask(base.subject, (question) => {
    const given = replies.find(({ isIt }) => isIt(question))?.reply ?? null;
    if (given === null || beforeReading === undefined) return given;
    return { ...given, text: beforeReading(given.text, base.exchange.reply.text) };
  });
  return { errors, data: afterReading === undefined ? data : afterReading(data, reply?.text ?? '') };
}

interface Given {
  readonly isIt: (question: Question) => boolean;
  readonly question: Question;
  readonly reply: HttpReply | null;
}

/** A question of the recording gets its own answer, one that only goes to the same place gets that place's. */
function repliesOf<S extends Subject>(
  { exchanges, index }: Base<S>,
  mutatedReply: HttpReply | null,
): readonly Given[] {
  const given = exchanges.map(({ question, reply }, place) => ({
    question,
    reply: place === index ? mutatedReply : reply,
  }));
  return [
    ...given.map((one) => ({
      ...one,
      isIt: ({ path, body }: Question) => path === one.question.path && body === one.question.body,
    })),
    ...given.map((one) => ({ ...one, isIt: ({ path }: Question) => path === one.question.path })),
  ];
}

interface Tried {
  readonly reply: HttpReply | null;
  readonly outcome: Outcome;
}

function* violationsIn<S extends Subject>(
  plan: FuzzPlan<S>,
  base: Base<S>,
  { reply, outcome }: Tried,
): Generator<Violation> {
  for (const error of outcome.errors) yield { property: 'NEVER_THROWS', what: error };
  yield* pollutionViolations();
  const given = repliesOf(base, reply);
  yield* plan.violationsOf(base.subject, outcome.data, {
    bodyFor: (isIt) => {
      const found = given.find(({ question }) => isIt(question))?.reply ?? null;
      const isUsable = found?.status === 200 && isTyped(found, plan.contentType);
      return isUsable ? found.text : null;
    },
  });
}

function isTyped({ headers }: HttpReply, contentType: string): boolean {
  const [wanted = ''] = contentType.split(';');
  return String(headers['content-type']).startsWith(wanted);
}
