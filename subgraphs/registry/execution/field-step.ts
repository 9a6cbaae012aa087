import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { FieldRow } from '../decision.ts';
import { rowOfProperty } from '../enforcement.ts';
import { propertyResolver } from '../property.ts';
import { argumentReader } from './arguments.ts';
import { below, type Place } from './place.ts';
import type { PlainSlot } from './plain.ts';
import { failAt, type Settle, type Slot, settleIn } from './slot.ts';

/** A field of an object, ready to be executed again and again. */
export interface FieldStep extends PlainSlot {
  readonly key: string;
  /** By its resolver: the field's part of the answer for a source; a promise when it comes later. */
  readonly execute: (source: unknown, around: Place) => unknown;
  /** The property of its source that the field is; null where a resolver or arguments have a say. */
  readonly property: string | null;
  /** What must be given before the property may be read; null when nothing must. */
  readonly row: FieldRow | null;
  readonly settle: Settle;
}

/** A field as it is selected. */
export interface SelectedField {
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly slot: Slot;
  readonly info: GraphQLResolveInfo;
}

/** Prepares a field: what does not depend on the request is looked up once. */
export function fieldStep({ key, slot, definition, nodes, info }: SelectedField): FieldStep {
  const resolver = definition.resolve ?? propertyResolver(definition.name);
  const argumentsFor = argumentReader(definition, nodes[0]);
  const settle = settleIn(slot);
  const row = rowOfProperty(definition);
  const isProperty = (definition.resolve === undefined || row !== null) && definition.args.length === 0;
  return {
    key,
    execute: (source, around) => {
      const { variables, context } = around.run;
      let value: unknown;
      try {
        value = resolver(source, argumentsFor(variables), context, info);
      } catch (error) {
        return failAt(slot, error, below(around, key));
      }
      return settle(value, around, key);
    },
    property: isProperty ? definition.name : null,
    row,
    isNullable: slot.isNullable,
    plain: slot.plain,
    settle,
  };
}

/** The field that tells the type of what it is a field of. */
export function typeNameStep(key: string, { name }: GraphQLObjectType): FieldStep {
  const tell = () => name;
  return { key, execute: tell, property: null, row: null, isNullable: false, plain: null, settle: tell };
}

/** The same of a field that is a property, when it may be read. */
export function executeProperty(step: FieldStep, source: object, around: Place): unknown {
  const { property } = step;
  let value: unknown;
  try {
    value = property === null ? undefined : Reflect.get(source, property);
  } catch {
    // Its resolver meets the same, and says so.
    return step.execute(source, around);
  }
  return typeof value === 'function' ? step.execute(source, around) : step.settle(value, around, step.key);
}
