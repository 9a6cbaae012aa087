import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { blankOf } from '../../../subgraphs/registry/blank-object.ts';
import { setsOf } from '../../policy/denied-shape.ts';
import {
  collect,
  fieldOf,
  type Reading,
  readingOf,
  type Selected,
  type Selections,
} from '../../policy/selections.ts';
import { isAnswerObject, ownValue } from './answer-object.ts';
import { commonSelections } from './common-selections.ts';
import type { Fetched } from './fetched.ts';
import { leafTest } from './leaf-values.ts';
import { noteRuntimeType } from './runtime-type.ts';
import { misfit, type ShapingRun } from './shaping-run.ts';

/** Gives a part of an answer the shape that its client asked for. */
export interface Shape {
  readonly of: (value: unknown, run: ShapingRun) => unknown;
  /** Whether what comes has that shape already, and is passed on as it is. */
  readonly isWhole: boolean;
}

/** An operation whose answer is shaped. */
export interface ShapedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is known of an answer before it comes. */
export interface KnownAnswer {
  readonly fetched: Fetched;
  /** Enums whose values are checked whoever tells them. */
  readonly narrowed: ReadonlySet<string>;
}

/**
 * Compiles the shape of an operation's answer: what the client selected, in its order, and nothing that the plan needed
 * besides. What a subgraph told that does not fit the graph becomes null; where there may be no null, what is around it.
 */
export function shapeOf(schema: GraphQLSchema, asked: ShapedOperation, known: KnownAnswer): Shape {
  const reading = readingOf(schema, asked.document, asked);
  const root = schema.getRootType(asked.operation.operation);
  if (!root) throw new Error(`The graph has no ${asked.operation.operation}`);
  return objectShape({ type: root, sets: [asked.operation.selectionSet] }, { reading, ...known });
}

interface Shaping {
  readonly reading: Reading;
  /** What comes; null where nobody can say. */
  readonly fetched: Fetched | null;
  readonly narrowed: ReadonlySet<string>;
}

interface FieldShape {
  readonly key: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
}

const asItIs: Shape = { of: (value) => value ?? null, isWhole: true };

function objectShape(selections: Selections, shaping: Shaping): Shape {
  const fields = [...collect(selections, shaping.reading)].map(([key, selected]) =>
    fieldShape(key, selected, { around: selections, shaping }),
  );
  if (comesWhole(fields, shaping.fetched)) return asItIs;
  const blank = blankOf(fields.map(({ key }) => key));
  return {
    isWhole: false,
    of: (value, run) => {
      if (!isAnswerObject(value)) return misfit(run, 'A subgraph gave no object where there is one.');
      const shaped = blank();
      for (const { key, isRequired, shape } of fields) {
        run.path.push(key);
        const part = shape.of(ownValue(value, key), run);
        run.path.pop();
        if (part === null && isRequired) return null;
        shaped[key] = part;
      }
      return shaped;
    },
  };
}

/** Whether an object comes with exactly these fields, in this order, and each of them as it was asked for. */
function comesWhole(fields: readonly FieldShape[], fetched: Fetched | null): boolean {
  if (fetched === null || !fetched.isSure || fetched.fields.size !== fields.length) return false;
  const keys = [...fetched.fields.keys()];
  return fields.every(({ key, shape }, index) => shape.isWhole && keys[index] === key);
}

interface Around {
  readonly around: Selections;
  readonly shaping: Shaping;
}

function fieldShape(key: string, selected: readonly Selected[], { around, shaping }: Around): FieldShape {
  const [first] = selected;
  const name = first?.node.name.value ?? key;
  const { type } = around;
  if (name === '__typename') return { key, isRequired: true, shape: typeNameShape(type) };
  // The schema's own description is made of the schema, not told by a subgraph.
  if (name.startsWith('__')) return { key, isRequired: false, shape: { ...asItIs, isWhole: false } };
  const field = fieldOf(type, name);
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  const { fetched } = shaping;
  const below = fetched === null ? null : (fetched.fields.get(key) ?? null);
  const isLeafSure = fetched?.isSure === true;
  const shape = valueShape(field.type, selected, { ...shaping, fetched: below, isLeafSure });
  return { key, isRequired: isNonNullType(field.type), shape };
}

function typeNameShape(type: GraphQLNamedType): Shape {
  if (isObjectType(type)) return { of: () => type.name, isWhole: true };
  return {
    isWhole: false,
    of: (_value, run) => misfit(run, `A subgraph gave a ${type.name} of no known type.`),
  };
}

interface ValueShaping extends Shaping {
  /** Whether a leaf was checked where it comes from. */
  readonly isLeafSure: boolean;
}

function valueShape(type: GraphQLOutputType, selected: readonly Selected[], shaping: ValueShaping): Shape {
  if (isNonNullType(type)) return required(valueShape(type.ofType, selected, shaping));
  if (isListType(type)) {
    const item = valueShape(type.ofType, selected, shaping);
    return item.isWhole ? asItIs : optional(listShape(item, isNonNullType(type.ofType)));
  }
  if (isLeafType(type)) {
    const isSure = shaping.isLeafSure && !shaping.narrowed.has(type.name);
    return isSure ? asItIs : optional(leafShape(type));
  }
  const sets = setsOf(selected);
  if (isObjectType(type)) return optional(objectShape({ type, sets }, shaping));
  return optional(abstractShape({ type, sets }, { ...shaping, fetched: null }));
}

function leafShape(type: GraphQLLeafType): Shape {
  const fits = leafTest(type);
  return {
    isWhole: false,
    of: (value, run) =>
      fits(value) ? value : misfit(run, `A subgraph gave a value that is no ${type.name}.`),
  };
}

function optional(shape: Shape): Shape {
  if (shape.isWhole) return shape;
  return {
    isWhole: false,
    of: (value, run) => (value === null || value === undefined ? null : shape.of(value, run)),
  };
}

/** A null that nothing below explains is a misfit of its own. */
function required(shape: Shape): Shape {
  return {
    isWhole: shape.isWhole,
    of: (value, run) => {
      const before = run.misfits.length;
      const shaped = shape.of(value, run);
      if (shaped === null && run.misfits.length === before)
        misfit(run, 'A subgraph gave nothing where there may not be nothing.');
      return shaped;
    },
  };
}

function listShape(item: Shape, isRequired: boolean): Shape {
  return {
    isWhole: false,
    of: (value, run) => {
      if (!Array.isArray(value)) return misfit(run, 'A subgraph gave no list where there is one.');
      const shaped: unknown[] = [];
      let hasGap = false;
      for (const [index, one] of value.entries()) {
        run.path.push(index);
        const part = item.of(one, run);
        run.path.pop();
        hasGap ||= part === null;
        shaped.push(part);
      }
      return isRequired && hasGap ? null : shaped;
    },
  };
}

/**
 * By the type that each object says it has. One whose subgraph knows the interface alone is told as far as it is selected
 * as that; one that says nothing, only where nothing else is selected.
 */
function abstractShape(
  selections: Selections & { readonly type: GraphQLAbstractType },
  shaping: Shaping,
): Shape {
  const { type, sets } = selections;
  const { schema } = shaping.reading;
  const shapes = new Map<string, Shape | null>();
  const shapeOfType = (name: string): Shape | null => {
    const found = schema.getType(name);
    if (name === '' || isInterfaceType(found)) return commonShape(selections, shaping, name === '');
    if (!isObjectType(found) || !schema.isSubType(type, found)) return null;
    return objectShape({ type: found, sets }, shaping);
  };
  const shapeFor = (name: string): Shape | null => {
    const shape = shapes.get(name) ?? shapeOfType(name);
    // What a subgraph makes up is not kept.
    if (shape !== null) shapes.set(name, shape);
    return shape;
  };
  return {
    isWhole: false,
    of: (value, run) => {
      if (!isAnswerObject(value)) return misfit(run, 'A subgraph gave no object where there is one.');
      const told = ownValue(value, '__typename') ?? '';
      const shape = shapeFor(typeof told === 'string' ? told : typeof told);
      if (shape === null) return misfit(run, `A subgraph gave a ${type.name} of no known type.`);
      const shaped = shape.of(value, run);
      if (isAnswerObject(shaped) && typeof told === 'string') noteRuntimeType(shaped, told);
      return shaped;
    },
  };
}

function commonShape({ type, sets }: Selections, shaping: Shaping, mustBeAll: boolean): Shape | null {
  if (!isInterfaceType(type)) return null;
  const common = commonSelections({ type, sets }, shaping.reading);
  if (mustBeAll && !common.isAll) return null;
  return objectShape({ type, sets: common.sets }, shaping);
}
