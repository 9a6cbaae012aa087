import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { mergeInto } from './merge.ts';
import { typeTest } from './object-types.ts';
import { type AnswerObject, isAnswerObject, setOwn } from './plan-run.ts';

/** Takes out of an object what a subgraph must be told of it; null when something of it is not known. */
export type Representing = (object: AnswerObject) => AnswerObject | null;

type Taking = (object: AnswerObject, into: AnswerObject) => boolean;

/** Compiles what a fetch requires of the objects that it asks about. */
export function representing(
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Representing {
  const parts = selections.map((selection) => takingOf(selection, schema));
  return (object) => {
    const taken: AnswerObject = {};
    for (const take of parts) if (!take(object, taken)) return null;
    return taken;
  };
}

function takingOf(selection: QueryPlanSelectionNode, schema: GraphQLSchema): Taking {
  if (selection.kind === 'Field') {
    const key = selection.alias ?? selection.name;
    const below = selection.selections === undefined ? null : representing(selection.selections, schema);
    return (object, into) => {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      if (value === undefined) return false;
      setOwn(into, key, below === null ? value : partsOf(value, below));
      return true;
    };
  }
  const { typeCondition } = selection;
  if (typeCondition === undefined) return () => true;
  const isOf = typeTest(schema, typeCondition);
  const inner = representing(selection.selections, schema);
  return (object, into) => {
    const taken = isOf(object, false) ? inner(object) : null;
    if (taken !== null) mergeInto(into, taken);
    return true;
  };
}

function partsOf(value: unknown, below: Representing): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => partsOf(item, below));
  return isAnswerObject(value) ? below(value) : null;
}
