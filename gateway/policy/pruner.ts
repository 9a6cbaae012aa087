import type { DocumentNode } from 'graphql';
import { sayingOf } from '../../subgraphs/registry/grant.ts';
import { type AskedOperation, type PrunedOperation, pruneOperation } from './prune.ts';

const mostKept = 64;

/** A canonical operation. */
export interface SwitchedOperation extends AskedOperation {
  /** Names of the variables that decide on parts of it. */
  readonly switches: readonly string[];
}

/**
 * `pruneOperation` that remembers what it made of a canonical document, for as long as the document itself is remembered.
 * What it depends on is the grant and the booleans that may include or skip a part; nothing of a person is kept.
 */
export function createPruner(): (asked: SwitchedOperation) => PrunedOperation {
  const known = new WeakMap<DocumentNode, Map<string, PrunedOperation>>();
  return (asked) => {
    const { document } = asked;
    const made = known.get(document) ?? new Map<string, PrunedOperation>();
    known.set(document, made);
    const key = keyOf(asked);
    const pruned = made.get(key) ?? pruneOperation(asked);
    if (made.size >= mostKept) made.clear();
    made.set(key, pruned);
    return pruned;
  };
}

function keyOf({ switches, grant, variables }: SwitchedOperation): string {
  const saying = grant === null ? null : sayingOf(grant);
  return JSON.stringify([saying, switches.map((name) => variables[name])]);
}
