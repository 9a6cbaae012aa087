import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { createJudge, type Law } from './judge.ts';
import { pruneDocument } from './prune-document.ts';
import { type DeniedField, type ObjectPlan, planAnswer } from './response-plan.ts';
import { collect, type Reading, readingOf } from './selections.ts';

/** An operation that was validated and whose variables were checked. */
export interface AskedOperation extends Law {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The day of the request: findings that are denied are denied on a day. */
  readonly today: string;
}

/** An operation without what its grant does not give. */
export interface PrunedOperation {
  /** To be planned and executed instead of the client's; the very same object when nothing was taken out. */
  readonly document: DocumentNode;
  /** Every field that was taken out, in the order of the selection. */
  readonly denied: readonly DeniedField[];
  /** How the answer is put together again (`fillIn`). */
  readonly plan: ObjectPlan;
  /** One for each root field that is not asked at all. */
  readonly errors: readonly GraphQLError[];
}

/**
 * Takes out of an operation what the grant does not give, before it is planned. A root field of which nothing would be
 * left is taken out whole, so that no registry is called for it. The time is that of walking the selection with its
 * fragments expanded, which must have been limited before.
 */
export function pruneOperation(asked: AskedOperation): PrunedOperation {
  const { schema, document, operation, grant, today } = asked;
  const reading = readingOf(schema, document, asked);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The graph has no ${operation.operation}`);
  const judge = createJudge(asked);
  const denied: DeniedField[] = [];
  const selections = { type: root, sets: [operation.selectionSet] };
  const planning = { reading, judge, today, onDenied: (field: DeniedField) => denied.push(field) };
  const whole = planAnswer(selections, planning);
  const removed = removedRootsOf(whole, operation, { reading, asked });
  if (denied.length === 0) return { document, denied, plan: whole, errors: [] };
  const plan = { ...whole, fields: withoutRoots(whole, removed) };
  const pruned = pruneDocument(operation, { reading, judge, removedRoots: new Set(removed.keys()) });
  const purpose = grant?.purpose ?? null;
  const errors = [...removed].map(([key, field]) => forbidden(key, field, purpose));
  return { document: pruned, denied, plan, errors };
}

interface Roots {
  readonly reading: Reading;
  readonly asked: AskedOperation;
}

/**
 * The root fields of which nothing is left, by key: their names. A person who asks for what is the person's own is told
 * what is denied in it, in one form whatever else is asked: that there is somebody is no news.
 */
function removedRootsOf(
  plan: ObjectPlan,
  operation: OperationDefinitionNode,
  { reading, asked }: Roots,
): ReadonlyMap<string, string> {
  const root = asked.schema.getRootType(operation.operation);
  const removed = new Map<string, string>();
  if (!root) return removed;
  const sets = [operation.selectionSet];
  for (const [key, selected] of collect({ type: root, sets }, reading)) {
    const field = plan.fields.get(key);
    const name = selected[0]?.node.name.value ?? key;
    const isOwn = asked.policy.get(`${root.name}.${name}`)?.row === 'SELF';
    const isEmpty =
      field?.kind === 'KEPT' && field.under !== null && !field.under.isAlive && field.under.hasDenied;
    if (field?.kind === 'FILLED' || (isEmpty && !isOwn)) removed.set(key, name);
  }
  return removed;
}

function withoutRoots({ fields }: ObjectPlan, removed: ReadonlyMap<string, string>): ObjectPlan['fields'] {
  return new Map(
    [...fields].map(([key, plan]) =>
      removed.has(key)
        ? ([key, { kind: 'FILLED', value: null, on: plan.on }] as const)
        : ([key, plan] as const),
    ),
  );
}

/** Names the field of the graph, never the client's alias: that may be anything. */
function forbidden(key: string, field: string, purpose: string | null): GraphQLError {
  const why =
    purpose === null
      ? 'whether it may be given could not be decided'
      : `the purpose ${purpose} gives nothing of what is asked there; extensions.policy says what would`;
  return new GraphQLError(`“${field}” was not asked: ${why}.`, {
    path: [key],
    extensions: { code: 'FORBIDDEN' },
  });
}
