import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
} from 'graphql';
import { propertyOf } from './property.ts';
import type { LocalizedText } from './reasons.ts';

/** Labels of enum values: enum name → value → [fi, sv, en]. */
export type LabelTable = Readonly<
  Record<string, Readonly<Record<string, readonly [string, string, string]>>>
>;

const suffix = 'Label';

/**
 * Gives every field `<x>Label: LocalizedText` beside an enum field `<x>` its resolver. Throws at start when an enum
 * that is shown with a label has a value without one.
 */
export function attachLabels(schema: GraphQLSchema, labels: LabelTable): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) attachToType(type, labels);
  }
}

function attachToType(type: GraphQLObjectType, labels: LabelTable): void {
  const fields = type.getFields();
  for (const [name, field] of Object.entries(fields)) {
    const labelled = name.endsWith(suffix) ? fields[name.slice(0, -suffix.length)] : undefined;
    if (labelled === undefined) continue;
    const enumType = getNamedType(labelled.type);
    if (!isEnumType(enumType)) continue;
    const texts = new Map<string, LocalizedText>();
    for (const { name: value } of enumType.getValues()) {
      texts.set(value, textOf(labels, enumType.name, value));
    }
    field.resolve = labelResolver(labelled.name, texts);
  }
}

function textOf(labels: LabelTable, enumName: string, value: string): LocalizedText {
  const entry = labels[enumName]?.[value];
  if (entry === undefined) throw new Error(`No label for ${enumName}.${value}`);
  const [fi, sv, en] = entry;
  return { fi, sv, en };
}

function labelResolver(
  field: string,
  texts: ReadonlyMap<string, LocalizedText>,
): GraphQLFieldResolver<unknown, unknown> {
  return (source) => {
    const value = propertyOf(source, field);
    return typeof value === 'string' ? (texts.get(value) ?? null) : null;
  };
}
