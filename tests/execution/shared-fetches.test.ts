import type { FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema, OperationTypeNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type AnswerObject, isAnswerObject } from '../../gateway/federation/execution/answer-object.ts';
import type { PlanRun } from '../../gateway/federation/execution/plan-run.ts';
import { planStepsOf } from '../../gateway/federation/execution/plan-steps.ts';
import { Requirements } from '../../gateway/federation/execution/representations.ts';
import { SharedParts } from '../../gateway/federation/execution/shared-parts.ts';

const supergraph = buildSchema(`
  type Query { things: [Thing] }
  type Thing { id: ID, fact: Fact }
  type Fact { a: Int, b: Int }
`);

const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'Field',
  name,
  ...(selections === undefined ? {} : { selections }),
});

/** Asks a subgraph about all things, telling it of each the first field of its fact. */
const about = (serviceName: string, more: Partial<FetchNode> = {}): PlanNode => ({
  kind: 'Flatten',
  path: ['things', '@'],
  node: {
    kind: 'Fetch',
    serviceName,
    operation: serviceName,
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
    operationDocumentNode: parse('{ __typename }'),
    requires: [
      {
        kind: 'InlineFragment',
        typeCondition: 'Thing',
        selections: [field('__typename'), field('id'), field('fact', [field('a')])],
      },
    ],
    ...more,
  },
});

/** What each subgraph was told of the facts of two things, by its name, and how the run ended. */
async function told(node: PlanNode, answers: Readonly<Record<string, readonly unknown[]>> = {}) {
  const asked = new Map<string, readonly unknown[]>();
  const thing = (id: string): AnswerObject => ({ __typename: 'Thing', id, fact: { a: 1, b: 1 } });
  const run: PlanRun = {
    variables: {},
    errors: [],
    shared: new SharedParts(),
    data: { things: [thing('1'), thing('2')] },
    ask: async (subgraph, { variables: { representations } }) => {
      const all = Array.isArray(representations) ? representations : [];
      asked.set(
        subgraph,
        all.filter(isAnswerObject).map(({ fact }) => fact),
      );
      return { data: { _entities: answers[subgraph] ?? all.map(() => null) } };
    },
  };
  const steps = planStepsOf(
    { kind: 'QueryPlan', node },
    { supergraph, requirements: new Requirements(supergraph), order: null },
  );
  const cursor = { path: [], data: run.data };
  await steps?.first(run, cursor);
  await steps?.further?.(run, cursor);
  return { of: (subgraph: string) => asked.get(subgraph) ?? [], errors: run.errors.length };
}

describe('what fetches are told', () => {
  test('is made once for those that ask at the same time', async () => {
    const { of } = await told({ kind: 'Parallel', nodes: [about('one'), about('other')] });
    expect(of('one')).toEqual([{ a: 1 }, { a: 1 }]);
    expect(of('other')[0]).toBe(of('one')[0]);
  });

  test('is what was told last, also when another fetch was told something else before', async () => {
    const newer = { one: [{ fact: { a: 2 } }, { fact: { a: 3 } }] };
    const { of } = await told({ kind: 'Sequence', nodes: [about('one'), about('other')] }, newer);
    expect(of('other')).toEqual([{ a: 2 }, { a: 3 }]);
  });

  test('is what was told last also when the rest of that was no answer', async () => {
    const halfGood = { one: [{ fact: { a: 2 } }, 'no object'] };
    const { of, errors } = await told({ kind: 'Sequence', nodes: [about('one'), about('other')] }, halfGood);
    expect(errors).toBe(1);
    expect(of('other')).toEqual([{ a: 2 }, { a: 1 }]);
  });

  test('is not changed by a fetch whose plan changes what it sends', async () => {
    const renaming: NonNullable<FetchNode['inputRewrites']> = [
      { kind: 'ValueSetter', path: ['fact', 'a'], setValueTo: 9 },
    ];
    const changing = about('one', { inputRewrites: renaming });
    const { of } = await told({ kind: 'Parallel', nodes: [changing, about('other')] });
    expect(of('one')).toEqual([{ a: 9 }, { a: 9 }]);
    expect(of('other')).toEqual([{ a: 1 }, { a: 1 }]);
  });
});
