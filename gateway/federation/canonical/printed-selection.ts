import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { CanonicalOperation } from './canonical-operation.ts';
import {
  canonicalSelection,
  mixedSelection,
  type PrintedField,
  type PrintedSelection,
} from './canonical-selection.ts';
import type { ClientField, ClientSelection } from './client-selection.ts';

/** What is printed of an operation's answer. */
export function printedSelection(
  schema: GraphQLSchema,
  { shared, client }: CanonicalOperation,
): PrintedSelection {
  const canonical = canonicalSelection(schema, shared);
  return selectionOf({ type: canonical.type, written: [client], canonical }, schema);
}

interface Place {
  readonly type: GraphQLNamedType;
  readonly written: readonly ClientSelection[];
  /** What all that is written there comes to. */
  readonly canonical: PrintedSelection;
}

function selectionOf(place: Place, schema: GraphQLSchema): PrintedSelection {
  const { type, written, canonical } = place;
  const [only, ...others] = written;
  if (canonical.isCanonical && others.length === 0 && only?.isCanonical() === true) return canonical;
  if (isAbstractType(type))
    return mixedSelection(type, schema, (one) => objectSelection({ ...place, type: one }, schema));
  return objectSelection(place, schema);
}

function objectSelection({ type, written, canonical }: Place, schema: GraphQLSchema): PrintedSelection {
  const there = canonical.fieldsOf(type.name);
  const known = new Map(there.map((field) => [field.key, field]));
  const fields = [...fieldsByKey(type, written, schema)].map(([key, asked]): PrintedField => {
    const [{ from, name, under: first }] = asked;
    const below = known.get(from ?? '')?.under ?? null;
    if (first === null || below === null) return { key, from, name, under: null };
    const inner = asked.flatMap(({ under }) => (under === null ? [] : [under.selection]));
    return {
      key,
      from,
      name,
      under: selectionOf({ type: first.type, written: inner, canonical: below }, schema),
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
  schema: GraphQLSchema,
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
