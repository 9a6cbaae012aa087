import type { GraphQLError } from 'graphql';
import { Turns } from '../../../subgraphs/registry/turns.ts';
import { type AnswerObject, isAnswerObject, ownValue } from './answer-object.ts';
import type { Explaining, Found } from './explained.ts';
import type { PlanStep } from './fetch-step.ts';
import { placedIn } from './placed-error.ts';
import type { PlanRun } from './plan-run.ts';
import type { Shape } from './response-shape.ts';
import { shapedRun } from './shaped-run.ts';
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
  readonly explaining: Explaining;
  /** Asks for one more portion, which is done when `done` resolves. */
  readonly askForPortion: (done: Promise<void>) => PlanRun['ask'];
  /** For how many groups of portions a subgraph may be asked before one of them is done; null: for all. */
  readonly groupsAtOnce: (subgraph: string) => number | null;
}

/**
 * Goes on with a list's items in portions, all at once, so that what they ask of a registry still goes in the same calls;
 * each is shaped and taken as soon as it is complete. Gives the errors of all; null when the answer is no such list, or a
 * short one: nothing is done then.
 */
export async function inPortions(
  run: PlanRun,
  making: PortionMaking,
): Promise<readonly GraphQLError[] | null> {
  const portions = begunPortions(run, making);
  if (portions === null) return null;
  const found = await Promise.all(portions);
  return making.explaining.told({
    errors: [...run.errors, ...found.flatMap(({ errors }) => errors)],
    misfits: found.flatMap(({ misfits }) => misfits),
  });
}

// What one portion was made with must be out of memory when it is done, while others are still waited for. So nothing but
// the promises of portions is kept, and no closure that lives as long may see a list of items: it would keep them all.
/** Moves the items into portions and begins with all of them; null when there is nothing to cut up. */
function begunPortions(
  { data, variables }: PlanRun,
  making: PortionMaking,
): readonly Promise<Found>[] | null {
  const { portioning } = making;
  const { key } = portioning;
  const items = ownValue(data, key);
  const groups = Array.isArray(items) ? portioning.split(items) : [];
  if (!Array.isArray(items) || groups.flat().length < 2) return null;
  data[key] = null;
  const begin = beginnerOf({ variables, making });
  return groups.flatMap((group) =>
    begin(group.map((places) => ({ places, items: places.map((place): unknown => items[place]) }))),
  );
}

interface Beginning extends Pick<PlanRun, 'variables'> {
  readonly making: PortionMaking;
}

/** The items of a portion, and their places in the list. */
interface PortionItems {
  readonly places: readonly number[];
  readonly items: readonly unknown[];
}

/** Begins with the portions of a group; each promise resolves when its portion is done. */
function beginnerOf({ variables, making }: Beginning) {
  const { portioning, groupsAtOnce, askForPortion } = making;
  const turnsAt = turnsBySubgraph(groupsAtOnce);
  return (group: readonly PortionItems[]): readonly Promise<Found>[] => {
    const ends = group.map(() => Promise.withResolvers<void>());
    const groupDone = Promise.all(ends.map(({ promise }) => promise)).then(() => undefined);
    return group.map(({ places, items }, index) => {
      const { promise: done, resolve: end } = ends[index] ?? Promise.withResolvers<void>();
      const run: PlanRun = {
        variables,
        ask: askForPortion(done),
        mayAsk: (subgraph) => turnsAt(subgraph)?.begin(groupDone) ?? null,
        data: { [portioning.key]: items },
        shared: new SharedParts(),
        errors: [],
      };
      return finish({ run, places, end }, making);
    });
  };
}

interface Begun {
  readonly run: PlanRun;
  readonly places: readonly number[];
  readonly end: () => void;
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

async function finish({ run, places, end }: Begun, making: PortionMaking): Promise<Found> {
  const { portioning, further, shape } = making;
  try {
    await further?.(run, { path: [], data: run.data });
    const { data, errors, misfits } = shapedRun(run, shape);
    portioning.take({ data: isAnswerObject(data) ? data : null, places });
    return {
      errors: errors.map(({ error, fetch }) => ({ error: placedIn(error, places), fetch })),
      misfits: misfits.map((error) => placedIn(error, places)),
    };
  } finally {
    end();
  }
}
