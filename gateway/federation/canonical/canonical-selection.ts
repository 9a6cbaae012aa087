import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql';
import { setsOf } from '../../policy/denied-shape.ts';
import { collect, fieldOf, type Reading, readingOf } from '../../policy/selections.ts';
import type { CanonicalDocument } from './canonical-operation.ts';

/** A key of an answer, as its client reads it. */
export interface PrintedField {
  readonly key: string;
  /** The canonical key of what is printed; null for what the schema itself is asked. */
  readonly from: string | null;
  /** The field's name in the graph. */
  readonly name: string;
  /** Null for a leaf. */
  readonly under: PrintedSelection | null;
}

/** What is printed of the objects at one place of an answer. */
export interface PrintedSelection {
  readonly type: GraphQLNamedType;
  /** Whether that is what is canonical, to the order of keys. */
  readonly isCanonical: boolean;
  /** In the order that GraphQL prescribes for objects of a type; null: of whatever type. */
  readonly fieldsOf: (type: string | null) => readonly PrintedField[];
}

/** All spellings share what they leave as it is. */
const known = new WeakMap<CanonicalDocument, PrintedSelection>();

/** What an answer in canonical form has. */
export function canonicalSelection(schema: GraphQLSchema, shared: CanonicalDocument): PrintedSelection {
  const found = known.get(shared);
  if (found !== undefined) return found;
  const { document, operation } = shared;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The graph has no ${operation.operation}`);
  const reading = readingOf(schema, document, { operation, variables: {} });
  const made = selectionAt({ type, sets: [operation.selectionSet] }, reading);
  known.set(shared, made);
  return made;
}

interface Place {
  readonly type: GraphQLNamedType;
  readonly sets: readonly SelectionSetNode[];
}

/** What is canonical. Where objects are of several types they are printed anew: what they say of that is not printed. */
function selectionAt(place: Place, reading: Reading): PrintedSelection {
  const { type } = place;
  if (!isAbstractType(type)) return objectAt(place, reading);
  return mixedSelection(type, reading.schema, (one) => objectAt({ ...place, type: one }, reading));
}

function objectAt({ type, sets }: Place, reading: Reading): PrintedSelection {
  const fields = [...collect({ type, sets }, reading)].map(([key, selected]): PrintedField => {
    const name = selected[0]?.node.name.value ?? key;
    const field = fieldOf(type, name);
    const inner = setsOf(selected);
    if (field === undefined || inner.length === 0) return { key, from: key, name, under: null };
    const under = selectionAt({ type: getNamedType(field.type), sets: inner }, reading);
    return { key, from: key, name, under };
  });
  const isCanonical = fields.every(({ under }) => under?.isCanonical !== false);
  return { type, isCanonical, fieldsOf: () => fields };
}

/** By type. Of what tells none, what all objects there have is printed. */
export function mixedSelection(
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  selectionOfType: (type: GraphQLNamedType) => PrintedSelection,
): PrintedSelection {
  const byType = new Map<string, readonly PrintedField[]>();
  const fieldsOfType = (name: string): readonly PrintedField[] => {
    const known = byType.get(name);
    if (known !== undefined) return known;
    const fields = selectionOfType(schema.getType(name) ?? type).fieldsOf(name);
    byType.set(name, fields);
    return fields;
  };
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  let ofAny: readonly PrintedField[] | null = null;
  return {
    type,
    isCanonical: false,
    fieldsOf: (name) => {
      if (name !== null) return fieldsOfType(name);
      ofAny ??= distinct([type, ...possible].flatMap((one) => fieldsOfType(one.name)));
      return ofAny;
    },
  };
}

function distinct(fields: readonly PrintedField[]): readonly PrintedField[] {
  return [...new Map(fields.map((field) => [JSON.stringify([field.key, field.from]), field])).values()];
}
