import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { setsOf } from '../../policy/denied-shape.ts';
import { collect, type Reading, readingOf } from '../../policy/selections.ts';
import type { CanonicalDocument, CanonicalOperation } from './canonical-operation.ts';
import type { ClientField, ClientSelection } from './client-selection.ts';

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

/** What is printed of an operation's answer. */
export function printedSelection(
  schema: GraphQLSchema,
  { shared, client }: CanonicalOperation,
): PrintedSelection {
  const { document, operation } = shared;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The graph has no ${operation.operation}`);
  const reading = readingOf(schema, document, { operation, variables: {} });
  const canonical =
    canonicalSelections.get(shared) ?? canonicalSelection({ type, sets: [operation.selectionSet] }, reading);
  canonicalSelections.set(shared, canonical);
  return selectionOf({ type, written: [client], canonical }, reading);
}

/** All spellings share what they leave as it is. */
const canonicalSelections = new WeakMap<CanonicalDocument, PrintedSelection>();

interface CanonicalPlace {
  readonly type: GraphQLNamedType;
  readonly sets: readonly SelectionSetNode[];
}

/** What is canonical. Where objects are of several types they are printed anew: what they say of that is not printed. */
function canonicalSelection(place: CanonicalPlace, reading: Reading): PrintedSelection {
  const { type } = place;
  if (!isAbstractType(type)) return canonicalObject(place, reading);
  return mixedSelection(type, reading, (one) => canonicalObject({ ...place, type: one }, reading));
}

function canonicalObject({ type, sets }: CanonicalPlace, reading: Reading): PrintedSelection {
  const fields = [...collect({ type, sets }, reading)].map(([key, selected]): PrintedField => {
    const name = selected[0]?.node.name.value ?? key;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    const inner = setsOf(selected);
    if (field === undefined || inner.length === 0) return { key, from: key, name, under: null };
    const under = canonicalSelection({ type: getNamedType(field.type), sets: inner }, reading);
    return { key, from: key, name, under };
  });
  const isCanonical = fields.every(({ under }) => under?.isCanonical !== false);
  return { type, isCanonical, fieldsOf: () => fields };
}

interface Place {
  readonly type: GraphQLNamedType;
  readonly written: readonly ClientSelection[];
  /** What all that is written there comes to. */
  readonly canonical: PrintedSelection;
}

function selectionOf(place: Place, reading: Reading): PrintedSelection {
  const { type, written, canonical } = place;
  const [only, ...others] = written;
  if (canonical.isCanonical && others.length === 0 && only?.isCanonical() === true) return canonical;
  if (isAbstractType(type))
    return mixedSelection(type, reading, (one) => objectSelection({ ...place, type: one }, reading));
  return objectSelection(place, reading);
}

function objectSelection({ type, written, canonical }: Place, reading: Reading): PrintedSelection {
  const there = canonical.fieldsOf(type.name);
  const known = new Map(there.map((field) => [field.key, field]));
  const fields = [...fieldsByKey(type, written, reading)].map(([key, asked]): PrintedField => {
    const [{ from, name, under: first }] = asked;
    const below = known.get(from ?? '')?.under ?? null;
    if (first === null || below === null) return { key, from, name, under: null };
    const inner = asked.flatMap(({ under }) => (under === null ? [] : [under.selection]));
    return {
      key,
      from,
      name,
      under: selectionOf({ type: first.type, written: inner, canonical: below }, reading),
    };
  });
  const isSame =
    canonical.isCanonical &&
    there.length === fields.length &&
    there.every(({ key, under }, index) => {
      const field = fields[index];
      return field?.key === key && field.from === key && field.under === under;
    });
  return isSame ? canonical : { type, isCanonical: false, fieldsOf: () => fields };
}

type Asked = readonly [ClientField, ...ClientField[]];

/** The fields that objects of a type have, by their keys in the answer. */
function fieldsByKey(
  type: GraphQLNamedType,
  written: readonly ClientSelection[],
  { schema }: Reading,
): ReadonlyMap<string, Asked> {
  const found = new Map<string, Asked>();
  for (const { fields } of written) {
    for (const field of fields) {
      if (!field.on.every((name) => isOf(schema, type, name))) continue;
      const before = found.get(field.key);
      found.set(field.key, before === undefined ? [field] : [...before, field]);
    }
  }
  return found;
}

function isOf(schema: GraphQLSchema, type: GraphQLNamedType, condition: string): boolean {
  if (type.name === condition) return true;
  const wider = schema.getType(condition);
  return (
    isAbstractType(wider) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wider, type)
  );
}

/** By type. Of what tells none, what all objects there have is printed. */
function mixedSelection(
  type: GraphQLNamedType,
  { schema }: Reading,
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
