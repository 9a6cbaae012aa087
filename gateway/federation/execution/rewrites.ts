import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type AnswerObject, isAnswerObject, ownValue, setOwn } from './answer-object.ts';
import { type TypeTest, typeTest } from './object-types.ts';

/** Changes what is sent to a subgraph or came from it as the plan says, in place. */
export type Rewriter = (value: unknown) => void;

type Step = { readonly field: string } | { readonly isOf: TypeTest };

const fragment = '... on ';

/** A rewriter for a plan's rewrites; null when there are none. */
export function rewriterOf(
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): Rewriter | null {
  if (rewrites === undefined || rewrites.length === 0) return null;
  const all = rewrites.map((rewrite) => rewriteOf(rewrite, schema));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function rewriteOf(rewrite: FetchDataRewrite, schema: GraphQLSchema): Rewriter {
  const steps = rewrite.path
    .slice(0, -1)
    .map(
      (step): Step =>
        step.startsWith(fragment) ? { isOf: typeTest(schema, step.slice(fragment.length)) } : { field: step },
    );
  const last = rewrite.path.at(-1) ?? '';
  const change = (object: AnswerObject): void => {
    if (rewrite.kind === 'ValueSetter') setOwn(object, last, rewrite.setValueTo);
    else rename(object, last, rewrite.renameKeyTo);
  };
  return (value) => applyAt(value, steps, change);
}

function rename(object: AnswerObject, from: string, to: string): void {
  const value = ownValue(object, from);
  if (value === undefined) return;
  setOwn(object, to, value);
  object[from] = undefined;
}

function applyAt(value: unknown, steps: readonly Step[], change: (object: AnswerObject) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(item, steps, change);
    return;
  }
  if (!isAnswerObject(value)) return;
  const [step, ...others] = steps;
  if (step === undefined) change(value);
  else if ('field' in step) applyAt(ownValue(value, step.field), others, change);
  else if (step.isOf(value, true)) applyAt(value, others, change);
}
