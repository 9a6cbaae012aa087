import { defaultFieldResolver, type FieldNode, type GraphQLField, type GraphQLResolveInfo } from 'graphql';
import { argumentReader } from './arguments.ts';
import { below, type Place } from './place.ts';
import { failAt, type Slot, settleIn } from './slot.ts';

/** A field of an object, ready to be executed again and again. */
export interface FieldStep {
  readonly key: string;
  /** The field's part of the answer for a source; a promise when it comes later. */
  readonly execute: (source: unknown, around: Place) => unknown;
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
export function fieldStep(field: SelectedField): FieldStep {
  const { key, slot, definition, nodes, info } = field;
  const { resolve } = definition;
  // A field without arguments is mostly a property of its source.
  if (resolve === undefined && definition.args.length === 0) return propertyStep(field);
  const resolver = resolve ?? defaultFieldResolver;
  const argumentsFor = argumentReader(definition, nodes[0]);
  const settle = settleIn(slot);
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
  };
}

function propertyStep({ key, slot, definition: { name }, info }: SelectedField): FieldStep {
  const settle = settleIn(slot);
  return {
    key,
    execute: (source, around) => {
      let value: unknown;
      try {
        value = propertyOf(source, name);
        if (typeof value === 'function') {
          value = defaultFieldResolver(source, {}, around.run.context, info);
        }
      } catch (error) {
        return failAt(slot, error, below(around, key));
      }
      return settle(value, around, key);
    },
  };
}

function propertyOf(source: unknown, name: string): unknown {
  return (typeof source === 'object' && source !== null) || typeof source === 'function'
    ? Reflect.get(source, name)
    : undefined;
}
