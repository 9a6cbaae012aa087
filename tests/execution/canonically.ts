import { hash } from 'node:crypto';
import { type GraphQLSchema, Kind, print } from 'graphql';
import { createCanonicalizer } from '../../gateway/federation/canonical/canonical-operation.ts';
import { Projection } from '../../gateway/federation/canonical/projection.ts';
import type { AnswerObject } from '../../gateway/federation/execution/answer-object.ts';
import type { Portioning } from '../../gateway/federation/execution/portions.ts';
import type { OperationExecutor } from '../../gateway/federation/plan-executor.ts';
import { inputErrors } from '../../gateway/limits/input-check.ts';

/** An executor that takes clients' operations, executes them as they are in their canonical form, and answers in their words. */
export function canonically(execute: OperationExecutor, schema: GraphQLSchema): OperationExecutor {
  const canonicalize = createCanonicalizer(schema);
  return async (asked) => {
    const { document, operation, variables, context, portioning = null } = asked;
    const wrong = inputErrors({ schema, document, operation, variables });
    if (wrong.length > 0) return { data: null, isInPortions: false, errors: wrong };
    const canonical = canonicalize({ document, operation, variables });
    const values = canonical.valuesOf(variables);
    const { shared } = canonical;
    const projection = new Projection({ schema, document, operation, variables }, canonical);
    const inWords = (data: AnswerObject | null) => projection.of(data, variables);
    const [only] = shared.operation.selectionSet.selections;
    const key = only?.kind === Kind.FIELD ? (only.alias ?? only.name).value : '';
    const isPortioned = portioning !== null && projection.onlyRootKey(key) !== null;
    const { data, errors, isInPortions } = await execute({
      document: shared.document,
      operation: shared.operation,
      queryHash: hash('sha256', print(shared.operation), 'hex'),
      variables: values,
      context,
      portioning: isPortioned ? projected(portioning, key, inWords) : null,
    });
    return { isInPortions, data: inWords(data), errors: projection.errorsOf(errors) };
  };
}

function projected(
  portioning: Portioning,
  key: string,
  inWords: (data: AnswerObject | null) => AnswerObject | null,
): Portioning {
  return {
    key,
    split: (items) => portioning.split(items),
    take: ({ data, places }) => portioning.take({ data: inWords(data), places }),
  };
}
