import type { DocumentNode } from 'graphql';
import { sayingOf } from '../../subgraphs/registry/grant.ts';
import { type AskedOperation, type PrunedOperation, pruneOperation } from './prune.ts';

const mostKept = 64;

/**
 * `pruneOperation` that remembers what it made of a canonical document, for as long as the document itself is remembered.
 * What it depends on is the grant and the day; nothing of a person is kept.
 */
export function createPruner(): (asked: AskedOperation) => PrunedOperation {
  const known = new WeakMap<DocumentNode, Map<string, PrunedOperation>>();
  return (asked) => {
    const { document } = asked;
    const made = known.get(document) ?? new Map<string, PrunedOperation>();
    known.set(document, made);
    const key = `${asked.today} ${asked.grant === null ? '' : sayingOf(asked.grant)}`;
    const pruned = made.get(key) ?? pruneOperation(asked);
    if (made.size >= mostKept) made.clear();
    made.set(key, pruned);
    return pruned;
  };
}
