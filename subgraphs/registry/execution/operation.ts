import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import { decisionsFor } from '../decided.ts';
import { fragmentsIn, isIntrospection, switchesIn } from '../document-parts.ts';
import { compileObject } from './compile.ts';
import { isPromise } from './is-promise.ts';
import type { Place, Run } from './place.ts';
import type { Completer } from './slot.ts';
import { variableReader } from './variables.ts';

/** Executes an operation for a request. */
export type CompiledOperation = (
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<ExecutionResult>;

/** More are not kept: an operation has few switches, and a gateway that turns more of them compiles anew. */
const mostVariants = 64;

/**
 * Compiles an operation that was validated: what does not depend on the request is looked up once, and once for each
 * way in which `@skip` and `@include` can turn out. Null for what this is not for: introspection, what is no query, and
 * schemas whose objects test what they are made of (`isTypeOf`).
 *
 * Answers are those of graphql-js, to the order of keys (tests/execution). Resolvers see a little less: of `info`, what
 * is the same in every run (no variables, and as path the field alone), and arguments that cannot be changed. Where
 * nothing tells the type of a value, or a value is serialized to nothing, the error's words are other ones; a leaf that has
 * parts is an error here, and none there.
 */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode): CompiledOperation | null {
  const operation = operationIn(document);
  const type = schema.getQueryType();
  if (
    operation === null ||
    !type ||
    operation.operation !== OperationTypeNode.QUERY ||
    isIntrospection(document)
  )
    return null;
  if (Object.values(schema.getTypeMap()).some((one) => isObjectType(one) && one.isTypeOf)) return null;
  const fragments = fragmentsIn(document);
  const switchNames = switchesIn(document);
  const read = variableReader(schema, operation);
  const variants = new Map<string, Completer>();
  const variantFor = (variables: Readonly<Record<string, unknown>>): Completer => {
    const switches = Object.fromEntries(switchNames.map((name) => [name, variables[name]]));
    const key = switchNames.map((name) => String(switches[name])).join();
    const known = variants.get(key);
    if (known !== undefined) return known;
    const reading = { schema, fragments, switches };
    const made = compileObject(type, [operation.selectionSet], { reading, operation });
    if (variants.size >= mostVariants) variants.clear();
    variants.set(key, made);
    return made;
  };
  return async (given, context) => {
    const { coerced, errors } = read(given);
    if (errors !== undefined) return { errors };
    const decisions = decisionsFor(context.grant);
    return execute(variantFor(coerced), {
      context,
      decisions,
      variables: coerced,
      errors: [],
      nulled: new Map(),
    });
  };
}

async function execute({ complete }: Completer, run: Run): Promise<ExecutionResult> {
  const { errors } = run;
  const place: Place = { run, around: null, key: '' };
  try {
    const answer = complete(undefined, place);
    const data = isPromise(answer) ? await answer : answer;
    return { data: Object(data), ...(errors.length === 0 ? {} : { errors }) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { data: null, errors: [...errors, error] };
  }
}

function operationIn({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [first] = operations;
  return operations.length === 1 && first?.kind === Kind.OPERATION_DEFINITION ? first : null;
}
