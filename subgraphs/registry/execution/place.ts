import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Decisions } from '../decided.ts';

/** One execution of an operation. */
export interface Run {
  readonly context: RequestContext;
  /** What its grant gives. */
  readonly decisions: Decisions;
  /** Values by name, checked and with defaults put in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** The parts that became null because they failed, by what they are parts of. */
  readonly nulled: Map<Place, Set<string | number>>;
}

/** Where in the answer something stands. Made for objects and lists, and for what fails; most leaves do without. */
export interface Place {
  readonly run: Run;
  /** Null for the answer itself, whose key means nothing. */
  readonly around: Place | null;
  readonly key: string | number;
}

/** The place of a part. */
export function below(around: Place, key: string | number): Place {
  return { run: around.run, around, key };
}

/** The path of a place, from the answer on. */
export function pathTo(place: Place): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let part = place; part.around !== null; part = part.around) path.push(part.key);
  return path.reverse();
}
