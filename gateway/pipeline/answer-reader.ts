import { type AnswerTree, answerTree } from '../disclosure/request/answer-tree.ts';
import type { CanonicalOperation } from '../federation/canonical/canonical-operation.ts';
import { Projection } from '../federation/canonical/projection.ts';
import type { PrunedOperation } from '../policy/prune.ts';
import type { DeniedField, ObjectPlan } from '../policy/response-plan.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type { ServedOperation } from './served-operation.ts';

/** How answers to an operation are read and printed. */
export interface AnswerReading {
  readonly tree: AnswerTree;
  readonly plan: ObjectPlan;
  readonly projection: Projection;
  /** What is denied, at each place where it would be printed. */
  readonly denied: readonly DeniedField[];
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

function readingOf({ asked, pruned, prepared: { facts } }: ReadOperation): AnswerReading {
  const { plan } = pruned;
  const projection = new Projection(asked, asked.canonical);
  const denied = pruned.denied.flatMap((one) =>
    projection.pathsOf(one.path.split('.')).map((path) => ({ ...one, path: path.join('.') })),
  );
  return { plan, projection, denied, tree: answerTree(projection.selection, plan, facts) };
}
