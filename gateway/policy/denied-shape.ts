import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { emptyOf } from '../../subgraphs/registry/blank-object.ts';
import type { Denial } from '../../subgraphs/registry/decision.ts';
import { deniedFact } from '../../subgraphs/registry/denied-fact.ts';
import type { ConsentRegistry } from '../../subgraphs/registry/grant.ts';
import { sharedLabels } from '../../subgraphs/registry/shared-labels.ts';
import { collect, type Reading, type Selected } from './selections.ts';

/** A field that was denied. */
export interface DeniedSelection {
  readonly type: GraphQLOutputType;
  readonly denial: Denial;
  readonly from: ConsentRegistry | null;
  /** Where the client selected it. */
  readonly selected: readonly Selected[];
}

/**
 * What stands in the answer for a denied field: a fact's envelope that says so, in the client's own shape; null for
 * anything else. It is the same for everybody whom the operation asks about, so it is made once.
 */
export function deniedShape({ type, denial, from, selected }: DeniedSelection, reading: Reading): unknown {
  const nullable = getNullableType(type);
  const isFact = isObjectType(nullable) && nullable.getInterfaces().some(({ name }) => name === 'Fact');
  if (!isFact) return null;
  const envelope = deniedFact(from ?? 'GATEWAY', denial);
  const [fi, sv, en] = sharedLabels.FactState?.[envelope.state] ?? [null, null, null];
  return shapeOf({ ...envelope, stateLabel: { fi, sv, en } }, nullable, { reading, sets: setsOf(selected) });
}

/** The selections under a field, wherever it is selected. */
export function setsOf(selected: readonly Selected[]): readonly SelectionSetNode[] {
  return selected.flatMap(({ node }) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
}

interface Wanted {
  readonly reading: Reading;
  readonly sets: readonly SelectionSetNode[];
}

function shapeOf(value: object, type: GraphQLNamedType, { reading, sets }: Wanted): unknown {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const selections = [...collect({ type, sets }, reading)];
  const shape = emptyOf(selections.map(([key]) => key))();
  for (const [key, selected] of selections) {
    const name = selected[0]?.node.name.value ?? key;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const part: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : null;
    if (name === '__typename') shape[key] = type.name;
    else if (typeof part !== 'object' || part === null || field === undefined) shape[key] = part;
    else shape[key] = shapeOf(part, getNamedType(field.type), { reading, sets: setsOf(selected) });
  }
  return Object.freeze(shape);
}
