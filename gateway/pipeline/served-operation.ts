import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Access } from '../access/access.ts';
import { codedError, errorCodes } from '../errors.ts';
import type { Canonicalize, CanonicalOperation } from '../federation/canonical/canonical-operation.ts';
import type { Values } from '../federation/canonical/hoisted-values.ts';
import { inputErrors } from '../limits/input-check.ts';
import { type RootSelection, rootSelections } from '../limits/root-selections.ts';
import { type Budget, type GatewayContext, rebudget } from '../request-context.ts';
import { isBulk } from './bulk.ts';
import type { PrintedData } from './printed-data.ts';

/** An operation that was parsed and validated. */
export interface ParsedOperation {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** As the client sent it; its operation is named, and introspection is answered, by these. */
  readonly document: DocumentNode;
  /** Undefined where the document has none of the name given, or several and no name was. */
  readonly operation: OperationDefinitionNode | undefined;
  /** Names the client's document. */
  readonly queryHash: string;
  readonly variables: Values;
  readonly context: GatewayContext;
}

/** An operation that was checked, as it is executed. */
export interface ServedOperation extends ParsedOperation {
  readonly operation: OperationDefinitionNode;
  /** What is executed instead, and the values of its variables. */
  readonly canonical: CanonicalOperation;
  readonly values: Values;
  /** Whom and what its root fields ask. */
  readonly roots: readonly RootSelection[];
}

/** What an operation gives; without `data` nothing was executed, or nothing of it may leave. */
export interface ServedResult {
  readonly data?: Record<string, unknown> | PrintedData | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
}

/** What serves operations. Throws a coded error where it refuses one. */
export type Serve = (parsed: ParsedOperation) => Promise<ServedResult>;

/** The operation in canonical form. Throws what is wrong with it; whoever asks pays for the time that it takes. */
export function canonicalOperation(parsed: ParsedOperation, canonicalize: Canonicalize): ServedOperation {
  const { schema, document, operation, variables, context } = parsed;
  if (operation === undefined) {
    const code = 'OPERATION_RESOLUTION_FAILURE';
    throw codedError(code, errorCodes[code][1]);
  }
  const begun = performance.now();
  const [error] = inputErrors({ schema, document, operation, variables });
  if (error !== undefined) throw error;
  const canonical = canonicalize({ document, operation, variables });
  const values = canonical.valuesOf(variables);
  context.spentOnReading(performance.now() - begun);
  const roots = rootSelections(canonical.shared.operation, values);
  return { ...parsed, operation, canonical, values, roots };
}

/** What an operation may ask for at once, and its time. */
export interface AmountDeps {
  /** Says why an operation asks more than its client may; null when it may go on. */
  readonly problemOf: (roots: readonly RootSelection[], access: Access) => Promise<GraphQLError | null>;
  /** The time for a query over many people. */
  readonly bulkBudget: Budget;
}

/** Counts whom and what an operation asks. Throws where that is more than its client may; one about many has more time. */
export async function countAmount(
  { roots, canonical, context }: ServedOperation,
  { problemOf, bulkBudget }: AmountDeps,
): Promise<void> {
  const problem = await problemOf(roots, context.access);
  if (problem !== null) throw problem;
  if (isBulk(canonical.shared.operation)) rebudget(context, bulkBudget);
}
