import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { blankOf } from '../../../subgraphs/registry/blank-object.ts';
import type { AnswerObject } from '../execution/answer-object.ts';
import { runtimeTypeOf } from '../execution/runtime-type.ts';
import type { CanonicalOperation } from './canonical-operation.ts';
import type { PrintedSelection } from './canonical-selection.ts';
import type { Values } from './hoisted-values.ts';
import { introspect, introspectionIn } from './introspection.ts';
import type { AskedOperation } from './operation-writer.ts';
import { printedSelection } from './printed-selection.ts';

/** A way through an answer: keys, and places in lists. */
export type AnswerPath = readonly (string | number)[];

/** An operation as its client sent it. */
export interface ClientOperation extends AskedOperation {
  readonly schema: GraphQLSchema;
}

/** Puts an answer from canonical form into its client's words. */
export class Projection {
  /** What is printed where. */
  readonly selection: PrintedSelection;
  readonly #schema: GraphQLSchema;
  /** What the schema itself is asked; null for nearly all operations. */
  readonly #introspection: DocumentNode | null;
  readonly #print: Printer;

  constructor(client: ClientOperation, canonical: CanonicalOperation) {
    const { schema } = client;
    this.#schema = schema;
    this.selection = printedSelection(schema, canonical);
    this.#print = printerOf(this.selection);
    const asksSchema = this.selection.fieldsOf(null).some(({ from }) => from === null);
    this.#introspection = asksSchema ? introspectionIn(schema, client) : null;
  }

  /** The client's key of the root field with this canonical key; null where others are asked for beside it. */
  onlyRootKey(from: string): string | null {
    const [only, ...others] = this.selection.fieldsOf(null);
    return only?.from === from && others.length === 0 ? only.key : null;
  }

  /** An answer, or a part of one, as the client reads it. */
  of(data: AnswerObject | null, given: Values): AnswerObject | null {
    if (data === null) return null;
    const printed: AnswerObject = Object(this.#print(data));
    if (this.#introspection === null) return printed;
    const told = introspect(this.#schema, this.#introspection, given);
    for (const key of Object.keys(told)) printed[key] = told[key];
    return printed;
  }

  /** All places at which what has a canonical path is printed; of what is printed nowhere, of what is around it. */
  pathsOf(path: AnswerPath): readonly AnswerPath[] {
    const places = placesOf(this.selection, path, []);
    const deepest = Math.max(...places.map(({ length }) => length));
    return places.filter(({ length }) => length === deepest);
  }

  /** Errors where the client finds what they are about. */
  errorsOf(errors: readonly GraphQLError[]): readonly GraphQLError[] {
    return errors.flatMap((error) => {
      const { message, extensions, originalError = null, path } = error;
      if (path === undefined) return [error];
      return this.pathsOf(path).map((own) => {
        return new GraphQLError(message, {
          ...(own.length === 0 ? {} : { path: own }),
          extensions,
          originalError,
        });
      });
    });
  }
}

type Printer = (value: unknown) => unknown;

const asItIs: Printer = (value) => value;

function printerOf(selection: PrintedSelection | null): Printer {
  if (selection === null || selection.isCanonical) return asItIs;
  const byType = new Map<string | null, (object: object) => unknown>();
  const printObject = (object: object): unknown => {
    const type = runtimeTypeOf(object);
    const print = byType.get(type) ?? objectPrinter(selection, type);
    byType.set(type, print);
    return print(object);
  };
  const print: Printer = (value) => {
    if (Array.isArray(value)) return value.map(print);
    return typeof value === 'object' && value !== null ? printObject(value) : value;
  };
  return print;
}

function objectPrinter({ type, fieldsOf }: PrintedSelection, told: string | null) {
  const fields = fieldsOf(told ?? type.name).map(({ key, from, under }) => {
    return { key, from: from ?? '', print: printerOf(under) };
  });
  const blank = blankOf(fields.map(({ key }) => key));
  return (object: object): unknown => {
    const printed = blank();
    for (const { key, from, print } of fields) {
      printed[key] = Object.hasOwn(object, from) ? print(Reflect.get(object, from)) : null;
    }
    return printed;
  };
}

function placesOf(selection: PrintedSelection, path: AnswerPath, before: AnswerPath): readonly AnswerPath[] {
  const at = path.findIndex((step) => typeof step !== 'number');
  const step = path[at];
  const here = [...before, ...(at < 0 ? path : path.slice(0, at))];
  const fields = step === undefined ? [] : selection.fieldsOf(null).filter(({ from }) => from === step);
  if (fields.length === 0) return [here];
  const further = path.slice(at + 1);
  return fields.flatMap(({ key, under }) => {
    if (under !== null) return placesOf(under, further, [...here, key]);
    return [[...here, key, ...further.filter((one) => typeof one === 'number')]];
  });
}
