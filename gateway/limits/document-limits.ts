import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { ErrorCode } from '../errors.ts';
import { measureSelections, type SelectionFigures } from './selection-figures.ts';

/** How large a document may be; counts are of the selection with its fragments expanded. */
export interface DocumentLimits {
  /** Lexical tokens; the parser stops there. */
  readonly tokens: number;
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Variables of one operation. */
  readonly variables: number;
}

/** Why a document is refused; the message says what is accepted and never repeats the document. */
export interface DocumentProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What is measured of one operation or fragment. */
type Measured = Omit<DocumentLimits, 'tokens'>;

const longestName = 100;

/**
 * Measures every operation and every fragment, used or not, against the limits; null when all are within. Needs no
 * schema and takes time linear in the document's length, so it comes before validation and planning. The document must
 * have been parsed with a bound on its tokens, which bounds how deep it nests.
 */
export function documentProblem(document: DocumentNode, limits: DocumentLimits): DocumentProblem | null {
  const measure = measureSelections(document);
  for (const definition of document.definitions) {
    const problem = nameProblem(definition) ?? problemOf(definition, { measure, limits });
    if (problem !== null) return problem;
  }
  return null;
}

interface Measuring {
  readonly measure: ReturnType<typeof measureSelections>;
  readonly limits: DocumentLimits;
}

function problemOf(definition: DefinitionNode, { measure, limits }: Measuring): DocumentProblem | null {
  if (definition.kind === Kind.OPERATION_DEFINITION)
    return firstProblem(measuredOf(definition, measure(definition.selectionSet)), limits);
  if (definition.kind !== Kind.FRAGMENT_DEFINITION) return null;
  const figures = measure(definition.selectionSet);
  return firstProblem({ ...figures, rootFields: 0, variables: 0 }, limits);
}

function measuredOf(operation: OperationDefinitionNode, figures: SelectionFigures): Measured {
  const { variableDefinitions: variables = [], directives = [] } = operation;
  const onVariables = variables.map((variable) => variable.directives ?? []);
  return {
    ...figures,
    directives: figures.directives + countOf([directives, ...onVariables]),
    rootFields: figures.topFields,
    variables: variables.length,
  };
}

function countOf(lists: readonly (readonly DirectiveNode[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** In the order in which they are told: the largest evil first. */
const kinds = [
  ['fields', 'MAX_FIELDS_LIMIT', 'fields, with fragments expanded'],
  ['depth', 'MAX_DEPTH_LIMIT', 'levels of fields'],
  ['aliases', 'MAX_ALIASES_LIMIT', 'aliases'],
  ['rootFields', 'MAX_ROOT_FIELDS_LIMIT', 'root fields'],
  ['directives', 'MAX_DIRECTIVES_LIMIT', 'directives'],
  ['variables', 'MAX_VARIABLES_LIMIT', 'variables'],
] as const satisfies readonly (readonly [keyof Measured, ErrorCode, string])[];

function firstProblem(measured: Measured, limits: DocumentLimits): DocumentProblem | null {
  for (const [kind, code, words] of kinds) {
    if (measured[kind] > limits[kind]) return { code, message: atMost(limits[kind], words) };
  }
  return null;
}

function nameProblem(definition: DefinitionNode): DocumentProblem | null {
  const named = definition.kind === Kind.OPERATION_DEFINITION && definition.name !== undefined;
  if (!named || definition.name.value.length <= longestName) return null;
  return {
    code: 'BAD_USER_INPUT',
    message: `The name of an operation: expected at most ${longestName} characters.`,
  };
}

/** The text of a limit that was passed. */
export function atMost(limit: number, words: string): string {
  return `A document may have at most ${limit} ${words}.`;
}
