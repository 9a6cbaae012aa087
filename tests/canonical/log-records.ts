import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { StoredRecord } from '../../gateway/disclosure/record.ts';

/**
 * What the records of one request say, in any order: without when, under which ids, how long it took, by which document,
 * and what is salted. Whom a plan might have asked is left out: it may have parts that are off.
 */
export function saidIn(records: readonly StoredRecord[]): readonly string[] {
  return records.map((record) => JSON.stringify(essenceOf(record))).sort();
}

/** Whom the plan of a request might have asked. */
export function plannedIn(records: readonly StoredRecord[]): readonly string[] {
  return records.flatMap((record) => (record.kind === 'INTENT' ? record.registries : []));
}

function essenceOf(record: StoredRecord): unknown {
  if (record.kind === 'BOOT') return record.kind;
  const { eventId, bootId, at, traceId, requestId, operation, ...common } = record;
  if (common.kind === 'INTENT') {
    const { registries, ...intent } = common;
    return { ...intent, subjects: sorted(intent.subjects), denied: sorted(intent.denied) };
  }
  if (common.kind === 'REFUSAL') return { ...common, denied: sorted(common.denied) };
  const { latencyMs, told, ...outcome } = common;
  return { ...outcome, told: told.map(toldIn).sort(byRegistry) };
}

type Told = Extract<StoredRecord, { kind: 'OUTCOME' }>['told'][number];

function toldIn({ registry, read, disclosed, commitments, reachedSource }: Told) {
  return {
    registry,
    read: read.map((one) => JSON.stringify(one)).sort(),
    disclosed: disclosed.flatMap(pathsIn).sort(),
    facts: Object.keys(commitments).sort(),
    reachedSource,
  };
}

function byRegistry(one: { readonly registry: string }, other: { readonly registry: string }): number {
  return one.registry < other.registry ? -1 : 1;
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}

/** The paths that a text of fields names. */
function pathsIn(text: string): readonly string[] {
  const [operation] = parse(`{${text}}`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? pathsOf(operation.selectionSet) : [];
}

function pathsOf({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) throw new Error('A record names fields alone');
    const { name, alias, selectionSet } = node;
    if (alias !== undefined) throw new Error("A record names no client's words");
    return selectionSet === undefined
      ? [name.value]
      : pathsOf(selectionSet).map((path) => `${name.value}.${path}`);
  });
}
