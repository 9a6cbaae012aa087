import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { setsOf } from '../../policy/denied-shape.ts';
import { collect, type Reading, readingOf } from '../../policy/selections.ts';
import type { CanonicalOperation } from './canonical-operation.ts';
import type { ClientField, ClientSelection } from './client-selection.ts';
import { hold } from './conditions.ts';
import type { Values } from './hoisted-values.ts';

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
  readonly isSame: boolean;
  /** In the order that GraphQL prescribes for objects of a type; null: of whatever type. */
  readonly fieldsOf: (type: string | null) => readonly PrintedField[];
}

/** What is printed of an operation's answer, for one way in which its switches turn out. */
export function printedSelection(
  schema: GraphQLSchema,
  { shared, client }: CanonicalOperation,
  values: Values,
): PrintedSelection {
  const { document, operation } = shared;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The graph has no ${operation.operation}`);
  const reading = readingOf(schema, document, { operation, variables: values });
  return selectionOf({ type, written: [client], canonical: [operation.selectionSet] }, reading);
}

interface Place {
  readonly type: GraphQLNamedType;
  readonly written: readonly ClientSelection[];
  readonly canonical: readonly SelectionSetNode[];
}

function selectionOf(place: Place, reading: Reading): PrintedSelection {
  return isAbstractType(place.type) ? mixedSelection(place, reading) : objectSelection(place, reading);
}

function objectSelection({ type, written, canonical }: Place, reading: Reading): PrintedSelection {
  const there = collect({ type, sets: canonical }, reading);
  const fields = [...fieldsByKey(type, written, reading)].map(([key, asked]): PrintedField => {
    const [{ from, name, under: first }] = asked;
    if (first === null) return { key, from, name, under: null };
    const inner: Place = {
      type: first.type,
      written: asked.flatMap(({ under }) => (under === null ? [] : [under.selection])),
      canonical: setsOf(there.get(from ?? '') ?? []),
    };
    return { key, from, name, under: selectionOf(inner, reading) };
  });
  const keys = [...there.keys()];
  const isSame =
    keys.length === fields.length &&
    fields.every(({ key, from, under }, index) => {
      return key === from && keys[index] === key && (under === null || under.isSame);
    });
  return { type, isSame, fieldsOf: () => fields };
}

type Asked = readonly [ClientField, ...ClientField[]];

/** The fields that objects of a type have, by their keys in the answer. */
function fieldsByKey(
  type: GraphQLNamedType,
  written: readonly ClientSelection[],
  { schema, variables }: Reading,
): ReadonlyMap<string, Asked> {
  const found = new Map<string, Asked>();
  for (const { fields } of written) {
    for (const field of fields) {
      if (!hold(field.conditions, variables) || !field.on.every((name) => isOf(schema, type, name))) continue;
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
function mixedSelection(place: Place, reading: Reading): PrintedSelection {
  const { type } = place;
  const { schema } = reading;
  const byType = new Map<string, readonly PrintedField[]>();
  const fieldsOfType = (name: string): readonly PrintedField[] => {
    const known = byType.get(name);
    if (known !== undefined) return known;
    const fields = objectSelection({ ...place, type: schema.getType(name) ?? type }, reading).fieldsOf(null);
    byType.set(name, fields);
    return fields;
  };
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  let ofAny: readonly PrintedField[] | null = null;
  return {
    type,
    isSame: false,
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
