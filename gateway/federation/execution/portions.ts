import { GraphQLError } from 'graphql';
import { Turns } from '../../../subgraphs/registry/turns.ts';
import { type AnswerObject, isAnswerObject, ownValue } from './answer-object.ts';
import type { PlanStep } from './fetch-step.ts';
import type { PlanRun } from './plan-run.ts';
import type { Shape } from './response-shape.ts';
import type { ShapingRun } from './shaping-run.ts';
import { SharedParts } from './shared-parts.ts';

/** Some of the items of the list that an answer is. */
export interface Portion {
  /** The answer with these items alone; null when one of them takes the whole answer with it. */
  readonly data: AnswerObject | null;
  /** The items' places in the whole list. */
  readonly places: readonly number[];
}

/** How an answer that is one list is made: no more of it than a portion or two need be in memory at once. */
export interface Portioning {
  /** The key of the list, the only one of the answer. */
  readonly key: string;
  /**
   * Which items make a portion together: their places in the list, each once. Portions of a group ask at the same time,
   * as much as goes into one call.
   */
  readonly split: (items: readonly unknown[]) => readonly PortionGroup[];
  /** Takes a portion when it is done, in no order; nothing else keeps anything of it. */
  readonly take: (portion: Portion) => void;
}

/** Portions: of each the places of its items. */
export type PortionGroup = readonly (readonly number[])[];

/** What portions are made with. */
export interface PortionMaking {
  readonly portioning: Portioning;
  /** What is still to be fetched of the items; null when that was all. */
  readonly further: PlanStep | null;
  readonly shape: Shape;
  /** Asks for one more portion, which is done when `done` resolves. */
  readonly askForPortion: (done: Promise<void>) => PlanRun['ask'];
  /** For how many groups of portions a subgraph may be asked before one of them is done; null: for all. */
  readonly groupsAtOnce: (subgraph: string) => number | null;
}

/**
 * Goes on with a list's items in portions, all at once, so that what they ask of a registry still goes in the same calls;
 * each is shaped and taken as soon as it is complete. False when the answer is no such list, or a short one: nothing is
 * done then.
 */
export async function inPortions(run: PlanRun, making: PortionMaking): Promise<boolean> {
  const portions = cutUp(run, making);
  if (portions === null) return false;
  const misfits: ShapingRun['misfits'] = [];
  await Promise.all(portions.map((portion) => finish(portion, making, { errors: run.errors, misfits })));
  // Where a subgraph has told what is missing, that it is missing says no more.
  if (run.errors.length === 0) run.errors.push(...misfits);
  return true;
}

interface Begun {
  readonly run: PlanRun;
  readonly places: readonly number[];
  readonly end: () => void;
}

/** Moves the items into the portions: whoever is done with one lets it go. */
function cutUp(run: PlanRun, making: PortionMaking): readonly Begun[] | null {
  const { portioning, groupsAtOnce } = making;
  const { key } = portioning;
  const items = ownValue(run.data, key);
  const groups = Array.isArray(items) ? portioning.split(items) : [];
  if (!Array.isArray(items) || groups.flat().length < 2) return null;
  run.data[key] = null;
  const turnsAt = turnsBySubgraph(groupsAtOnce);
  return groups.flatMap((group) => {
    const ends = group.map(() => Promise.withResolvers<void>());
    const groupDone = Promise.all(ends.map(({ promise }) => promise)).then(() => undefined);
    return group.map((places, index): Begun => {
      const { promise: done, resolve: end } = ends[index] ?? Promise.withResolvers<void>();
      const own: PlanRun = {
        variables: run.variables,
        ask: making.askForPortion(done),
        mayAsk: (subgraph) => turnsAt(subgraph)?.begin(groupDone) ?? null,
        data: { [key]: places.map((place): unknown => items[place]) },
        shared: new SharedParts(),
        errors: [],
      };
      return { run: own, places, end };
    });
  });
}

/** The turns of groups at a subgraph that tells much of each person; null at others, which are asked about all at once. */
function turnsBySubgraph(groupsAtOnce: PortionMaking['groupsAtOnce']): (subgraph: string) => Turns | null {
  const known = new Map<string, Turns | null>();
  return (subgraph) => {
    const found = known.get(subgraph);
    if (found !== undefined) return found;
    const most = groupsAtOnce(subgraph);
    const turns = most === null ? null : new Turns(most);
    known.set(subgraph, turns);
    return turns;
  };
}

type Found = Pick<PlanRun, 'errors'> & Pick<ShapingRun, 'misfits'>;

async function finish({ run, places, end }: Begun, making: PortionMaking, found: Found): Promise<void> {
  const { portioning, further, shape } = making;
  try {
    await further?.(run, { path: [], data: run.data });
    const shaping: ShapingRun = { path: [], misfits: [] };
    const data = shape.of(run.data, shaping);
    found.errors.push(...run.errors.map((error) => placedIn(error, places)));
    found.misfits.push(...shaping.misfits.map((error) => placedIn(error, places)));
    portioning.take({ data: isAnswerObject(data) ? data : null, places });
  } finally {
    // Others are still waited for, and this run is known until they are done.
    run.data[portioning.key] = null;
    end();
  }
}

/** An error of a portion, with its path in the whole answer. */
function placedIn(error: GraphQLError, places: readonly number[]): GraphQLError {
  const [key, index, ...further] = error.path ?? [];
  const place = typeof index === 'number' ? places[index] : undefined;
  if (key === undefined || place === undefined) return error;
  const { message, extensions, originalError = null } = error;
  return new GraphQLError(message, { path: [key, place, ...further], extensions, originalError });
}
