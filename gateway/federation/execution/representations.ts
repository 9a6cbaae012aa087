import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { blankOf } from '../../../subgraphs/registry/blank-object.ts';
import { type AnswerObject, setOwn } from './answer-object.ts';
import { disputed, mergeInto } from './merge.ts';
import { typeTest } from './object-types.ts';
import { type Part, partsOf, type SharedParts } from './shared-parts.ts';

/**
 * Takes out of an object what a subgraph must be told of it; null when something of it is not known. Parts are shared
 * with other fetches unless `shared` is null, as it must be for whoever changes them.
 */
export type Representing = (object: AnswerObject, shared: SharedParts | null) => AnswerObject | null;

/** Compiles what fetches of an operation require of the objects that they ask about. */
export class Requirements {
  readonly #schema: GraphQLSchema;
  /** By what they select: fetches that require the same of a field share it. */
  readonly #parts = new Map<string, Part>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** What a fetch requires. */
  representing(selections: readonly QueryPlanSelectionNode[]): Representing {
    const [only, ...others] = selections;
    if (only !== undefined && others.length === 0 && only.kind === 'InlineFragment') return this.#of(only);
    const takings = selections.map((selection) => this.#taking(selection));
    // What fragments tell of one object is put together in place: nothing in it may be shared.
    const mayShare = selections.every(({ kind }) => kind === 'Field');
    const blank = blankOf(selections.flatMap((one) => (one.kind === 'Field' ? keyOf(one) : [])));
    return (object, shared) => {
      const into: AnswerObject = blank();
      for (const take of takings) if (!take(object, into, mayShare ? shared : null)) return null;
      return into;
    };
  }

  /** What a fragment takes; nothing of an object that is not of its type. */
  #of({ typeCondition, selections }: Fragment): (...asked: Parameters<Representing>) => AnswerObject {
    if (typeCondition === undefined) return () => ({});
    const isOf = typeTest(this.#schema, typeCondition);
    const inner = this.representing(selections);
    return (object, shared) => (isOf(object, false) ? (inner(object, shared) ?? {}) : {});
  }

  #taking(selection: QueryPlanSelectionNode): Taking {
    if (selection.kind === 'InlineFragment') {
      const taken = this.#of(selection);
      return (object, into) => {
        mergeInto(into, taken(object, null));
        return true;
      };
    }
    const key = keyOf(selection);
    const part = selection.selections === undefined ? null : this.#part(selection.selections);
    return (object, into, shared) => {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      // Of what is disputed nothing is known.
      if (value === undefined || value === disputed) return false;
      if (part === null) setOwn(into, key, value);
      else setOwn(into, key, shared === null ? partsOf(value, part) : shared.of(value, part));
      return true;
    };
  }

  #part(selections: readonly QueryPlanSelectionNode[]): Part {
    const name = JSON.stringify(selections);
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const representing = this.representing(selections);
    const part: Part = (object) => representing(object, null);
    this.#parts.set(name, part);
    return part;
  }
}

type Field = Extract<QueryPlanSelectionNode, { kind: 'Field' }>;

function keyOf({ alias, name }: Field): string {
  return alias ?? name;
}

type Fragment = Extract<QueryPlanSelectionNode, { kind: 'InlineFragment' }>;

type Taking = (object: AnswerObject, into: AnswerObject, shared: SharedParts | null) => boolean;
