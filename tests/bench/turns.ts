import { cpuPerQueryOf, type Run } from './run.ts';

const mostTries = 3;

/**
 * Makes a turn again in which somebody answered wrong, which is no measure: a contestant can send a request on a
 * connection that the subgraph behind it gives up at that very moment. Throws when it does not get better.
 */
export async function untilRight<T>(
  title: string,
  makeTurn: () => Promise<T>,
  progress: (line: string) => void,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await makeTurn();
    } catch (error) {
      if (tries === mostTries) throw error;
      progress(`${title}: once more, since ${error instanceof Error ? error.message : 'it failed'}`);
    }
  }
}

/** All, in the order in which they have this turn: who begins changes from turn to turn. */
export function inTurn<T>(all: readonly T[], turn: number): readonly T[] {
  const first = turn % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/** CPU milliseconds a query in the latest turn of each, for a line of progress. */
export function latestOf(
  runners: readonly { readonly name: string; readonly runs: readonly Run[] }[],
): string {
  const cpuOf = (latest: Run | undefined): string =>
    latest === undefined ? '–' : cpuPerQueryOf(latest).toFixed(2);
  return runners.map(({ name, runs }) => `${name} ${cpuOf(runs.at(-1))}`).join(', ');
}
