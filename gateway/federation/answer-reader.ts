import { type AnswerTree, answerTree } from '../disclosure/request/answer-tree.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import type { ObjectPlan } from '../policy/response-plan.ts';
import type { CanonicalOperation } from './canonical/canonical-operation.ts';
import { Projection } from './canonical/projection.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type { ServedOperation } from './served-executor.ts';

/** How answers to an operation are read and printed. */
export interface AnswerReading {
  readonly tree: AnswerTree;
  readonly plan: ObjectPlan;
  readonly projection: Projection;
}

/** What an operation became. */
export interface ReadOperation {
  readonly asked: ServedOperation;
  readonly pruned: PrunedOperation;
  readonly prepared: PreparedOperation;
}

/** Makes out how answers are read, once for each spelling of an operation as long as it is remembered. */
export function createAnswerReader(): (operation: ReadOperation) => AnswerReading {
  const known = new WeakMap<CanonicalOperation, WeakMap<PrunedOperation, AnswerReading>>();
  return (operation) => {
    const { asked, pruned } = operation;
    const spelled = known.get(asked.canonical) ?? new WeakMap<PrunedOperation, AnswerReading>();
    known.set(asked.canonical, spelled);
    const reading = spelled.get(pruned) ?? readingOf(operation);
    spelled.set(pruned, reading);
    return reading;
  };
}

function readingOf({ asked, pruned: { plan }, prepared: { facts } }: ReadOperation): AnswerReading {
  const projection = new Projection(asked, asked.canonical);
  return { plan, projection, tree: answerTree(projection.selection, plan, facts) };
}
