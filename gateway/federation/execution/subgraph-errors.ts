import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { AnswerObject } from './answer-object.ts';
import { type Cursor, fullPaths, objectsAt } from './cursor.ts';
import { placeBelow, type renamesIn } from './placed-fetch.ts';
import type { PlanRun, RunError, SubgraphError } from './plan-run.ts';

/** What errors of a fetch are about. */
export interface ErrorPlacing {
  readonly node: FetchNode;
  /** What is renamed in what it is told: errors still have the old keys. */
  readonly renames: ReturnType<typeof renamesIn>;
  readonly cursor: Cursor;
  /** The objects of the cursor that the entities are; absent when none were asked about. */
  readonly represented?: readonly AnswerObject[];
  readonly run: PlanRun;
}

/** A subgraph's errors, with their paths in the whole answer. */
export function placedErrors(
  errors: readonly SubgraphError[],
  { node, renames, cursor, represented, run }: ErrorPlacing,
): readonly RunError[] {
  const paths = represented === undefined ? [] : pathsOf(represented, cursor, run);
  const wholePath = (path: Path): Path => {
    const [, index, ...further] = path;
    if (represented === undefined || typeof index !== 'number')
      return [...cursor.path, ...renamed(path, renames)];
    return [...(paths[index] ?? []), ...renamed(further, renames)];
  };
  return errors.map((error) => {
    const { message, path, extensions } = error;
    const own = new GraphQLError(message, {
      ...(path === undefined ? {} : { path: wholePath(path) }),
      ...(extensions === undefined ? {} : { extensions }),
      originalError: error instanceof GraphQLError ? error.originalError : null,
    });
    return { error: own, fetch: node };
  });
}

type Path = readonly (string | number)[];

/** A path of what a subgraph told, as the plan renames what is on it. */
function renamed(path: Path, renames: ErrorPlacing['renames']): Path {
  if (renames.size === 0) return path;
  let told = '';
  return path.map((step) => {
    told = placeBelow(told, [step]);
    return typeof step === 'string' ? (renames.get(told) ?? step) : step;
  });
}

/** The full paths of some of the objects of a cursor, which stand in its order. */
function pathsOf(some: readonly AnswerObject[], cursor: Cursor, run: PlanRun): readonly Path[] {
  const paths = fullPaths(cursor, run);
  const objects = objectsAt(cursor);
  let position = -1;
  return some.map((object) => {
    position = objects.indexOf(object, position + 1);
    return paths[position] ?? [];
  });
}
