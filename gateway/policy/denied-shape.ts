import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { emptyOf } from '../../subgraphs/registry/blank-object.ts';
import type { Denial } from '../../subgraphs/registry/decision.ts';
import { deniedFact } from '../../subgraphs/registry/denied-fact.ts';
import type { ConsentRegistry } from '../../subgraphs/registry/grant.ts';
import { labelOf } from '../../subgraphs/registry/shared-labels.ts';
import { deniedFinding } from './denied-finding.ts';
import { collect, type Reading, type Selected } from './selections.ts';

/** A field that was denied. */
export interface DeniedSelection {
  /** The field's name in the graph. */
  readonly name: string;
  readonly type: GraphQLOutputType;
  readonly denial: Denial;
  readonly from: ConsentRegistry | null;
  /** Where the client selected it. */
  readonly selected: readonly Selected[];
}

/**
 * What stands in the answer for a denied field, in the client's own shape: a fact's envelope that says so, a derived fact
 * that is undetermined for that reason; null for anything else. It is the same for everybody whom the operation asks
 * about, so it is made once a day.
 */
export function deniedShape(denied: DeniedSelection, reading: Reading, today: string): unknown {
  const type = getNullableType(denied.type);
  if (!isObjectType(type)) return null;
  const value = saidInsteadOf(type, denied, today);
  return value === null ? null : shapeOf(value, type, { reading, sets: setsOf(denied.selected) });
}

function saidInsteadOf(
  type: GraphQLObjectType,
  { name, denial, from }: DeniedSelection,
  today: string,
): object | null {
  const forms = new Set(type.getInterfaces().map((form) => form.name));
  if (forms.has('DerivedFact')) return deniedFinding(name, denial, today);
  if (!forms.has('Fact')) return null;
  const envelope = deniedFact(from ?? 'GATEWAY', denial);
  return { ...envelope, stateLabel: labelOf('FactState', envelope.state) };
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
    else if (field === undefined) shape[key] = part;
    else shape[key] = partOf(part, field.type, { reading, sets: setsOf(selected) });
  }
  return Object.freeze(shape);
}

/** A list that is never null has nothing in it. */
function partOf(part: unknown, type: GraphQLOutputType, wanted: Wanted): unknown {
  if (part === null) return isNonNullType(type) && isListType(type.ofType) ? [] : null;
  if (Array.isArray(part)) return part.map((item: unknown) => partOf(item, getNamedType(type), wanted));
  return typeof part === 'object' ? shapeOf(part, getNamedType(type), wanted) : part;
}
