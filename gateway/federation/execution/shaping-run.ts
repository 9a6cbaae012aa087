import { GraphQLError } from 'graphql';

/** One shaping of an answer. */
export interface ShapingRun {
  /** Where the shaping is. */
  readonly path: (string | number)[];
  /** What does not fit the graph. */
  readonly misfits: GraphQLError[];
}

/** Notes that what a subgraph told here does not fit, and gives null for it. */
export function misfit({ path, misfits }: ShapingRun, message: string): null {
  misfits.push(new GraphQLError(message, { path: [...path] }));
  return null;
}
