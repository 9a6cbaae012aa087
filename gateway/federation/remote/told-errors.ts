import { isErrorCode } from '../../errors.ts';
import type { SubgraphError } from '../execution/plan-run.ts';
import type { RemoteError } from './graphql-reply.ts';

/** The errors of one reply. */
export interface RepliedErrors {
  readonly subgraph: string;
  /** The operation that was asked. */
  readonly query: string;
  readonly errors: readonly RemoteError[];
  /** Whether the subgraph is one of this project's, whose codes have the gateway's meanings. */
  readonly isOwn: boolean;
}

/** Errors as the gateway passes them on, and of how many nothing but the place is told. */
export interface ToldErrors {
  readonly errors: readonly SubgraphError[];
  readonly hidden: number;
}

/**
 * What may go on of a subgraph's errors. Of one with a documented code of ours, everything; of any other, only where it
 * happened: its text, its code and its extensions may hold whatever the subgraph was given.
 */
export function toldErrors({ subgraph, query, errors, isOwn }: RepliedErrors): ToldErrors {
  const names = new Set(query.match(/[_A-Za-z]\w*/g));
  let hidden = 0;
  const told = errors.map(({ message, path, extensions }): SubgraphError => {
    const place = path && isPlace(path, names) ? { path } : {};
    if (isOwn && isErrorCode(extensions?.code)) return { message, ...place, extensions: extensions ?? {} };
    hidden += 1;
    return { ...place, ...hiddenError(subgraph, isOwn) };
  });
  return { errors: told, hidden };
}

/** A fault in a subgraph of this project is one of the gateway: it has no code, and gets a reference into the log. */
function hiddenError(subgraph: string, isOwn: boolean): SubgraphError {
  if (isOwn) return { message: `The part “${subgraph}” of the gateway met a fault.` };
  const message = `The part “${subgraph}” of the gateway could not answer this.`;
  return { message, extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph } };
}

/** Whether a path is made of names that were asked for and of places in lists: any other text would reach the client. */
function isPlace(path: readonly (string | number)[], names: ReadonlySet<string>): boolean {
  return path.every((part) =>
    typeof part === 'string' ? names.has(part) : Number.isSafeInteger(part) && part >= 0,
  );
}
