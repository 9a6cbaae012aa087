import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  getArgumentValues,
  Kind,
  type ValueNode,
} from 'graphql';
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

const none: Readonly<Record<string, unknown>> = Object.freeze({});

/** Prepares a field: what does not depend on the request is looked up once. */
export function fieldStep(field: SelectedField): FieldStep {
  const { key, slot, definition, info } = field;
  const { resolve } = definition;
  // A field without arguments is mostly a property of its source.
  if (resolve === undefined && definition.args.length === 0) return propertyStep(field);
  const resolver = resolve ?? defaultFieldResolver;
  const argumentsFor = argumentsOf(field);
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
          value = defaultFieldResolver(source, { ...none }, around.run.context, info);
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

function argumentsOf({
  definition,
  nodes,
}: SelectedField): (variables: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const [node] = nodes;
  if (definition.args.length === 0 || node === undefined) return () => ({ ...none });
  if (node.arguments?.some(({ value }) => usesVariable(value))) {
    return (variables) => getArgumentValues(definition, node, variables);
  }
  let known: Record<string, unknown> | null = null;
  return () => {
    known ??= frozen(getArgumentValues(definition, node));
    return known;
  };
}

/** Arguments that are the same in every run: a resolver that changed them would change them for others. */
function frozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) {
    if (isPlain(inner)) frozen(inner);
  }
  return Object.freeze(value);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}

function usesVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(usesVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => usesVariable(field.value));
}
