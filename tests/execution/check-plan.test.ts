import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { buildSchema, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../gateway/federation/canonical/check-plan.ts';

const schema = buildSchema(`
  type Query { student: Student items: [Item] }
  type Student { id: ID name: String nick: String credits(year: Int): Int home: Place fact: Fact }
  interface Fact { state: String }
  type Known implements Fact { state: String value: Int }
  type Unknown implements Fact { state: String }
  type Place { city: String }
  union Item = Student | Place
`);

function fetch(operation: string, more: Partial<FetchNode> = {}): FetchNode {
  return {
    kind: 'Fetch',
    serviceName: 'part',
    operation,
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
    ...more,
  };
}

/** A further fetch about the student. */
function about(selection: string, more: Partial<FetchNode> = {}): PlanNode {
  const operation = `query ($of: [_Any!]!, $v0: Int) { _entities(representations: $of) { ... on Student { ${selection} } } }`;
  return { kind: 'Flatten', path: ['student'], node: fetch(operation, { requires: [], ...more }) };
}

function inSequence(...nodes: PlanNode[]): QueryPlan {
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
}

function check(query: string, plan: QueryPlan): void {
  const [operation] = parse(query).definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === 'OperationDefinition',
  );
  if (operation === undefined) throw new Error('no operation');
  checkPlan(plan, operation, schema);
}

const renamed: NonNullable<FetchNode['outputRewrites']> = [
  { kind: 'KeyRenamer', path: ['name__alias_0'], renameKeyTo: 'name' },
];

describe('a plan is executed', () => {
  it.each<[string, string, QueryPlan]>([
    [
      'that fetches all of an operation, in several places',
      'query ($v0: Int) { student { id own_0_credits: credits(year: $v0) home { city } } }',
      inSequence(
        fetch('{ student { __typename id name home { city } } }'),
        about('own_0_credits: credits(year: $v0)'),
      ),
    ],
    [
      'that turns back what it renames',
      '{ student { id name } }',
      inSequence(
        fetch('{ student { __typename id } }'),
        about('name__alias_0: name', { outputRewrites: renamed }),
      ),
    ],
    [
      'that fetches what may be of several types by them',
      '{ student { fact { state ... on Known { value } } } }',
      inSequence(
        fetch('{ student { fact { __typename ... on Known { state value } ... on Unknown { state } } } }'),
      ),
    ],
    [
      'without what no subgraph gives there',
      '{ items { __typename ... on Student { name } ... on Place { city } } }',
      inSequence(fetch('{ items { __typename ... on Place { city } } }')),
    ],
    ['of nothing, for a question about nothing', '{ __typename }', { kind: 'QueryPlan' }],
  ])('%s', (_name, query, plan) => {
    expect(() => check(query, plan)).not.toThrow();
  });
});

describe('a plan is refused, with the name of the field or step,', () => {
  const student = fetch('{ student { __typename id name } }');

  it.each<[string, string, QueryPlan, string]>([
    ['when it is empty', '{ student { id } }', { kind: 'QueryPlan' }, 'Query.student'],
    [
      'when it leaves out a field',
      '{ student { id home { city } } }',
      inSequence(fetch('{ student { __typename id home { __typename } } }')),
      'Place.city',
    ],
    [
      'when it fetches something else under a key',
      '{ student { name } }',
      inSequence(fetch('{ student { __typename name: nick } }')),
      'Student.name',
    ],
    [
      'when something else comes under the same key from another fetch',
      '{ student { name } }',
      inSequence(student, about('name: nick')),
      'Student.name under a key where it fetches the field nick',
    ],
    [
      'when it fetches a field with other arguments',
      'query ($v0: Int) { student { credits(year: $v0) } }',
      inSequence(student, about('credits(year: 3)')),
      'Student.credits',
    ],
    [
      'when it fetches a field with other arguments, too',
      'query ($v0: Int) { student { credits(year: $v0) } }',
      inSequence(student, about('credits(year: $v0)'), about('credits')),
      'Student.credits under a key where it fetches the same with other arguments',
    ],
    [
      'when it renames something to a key that has a value',
      '{ student { name } }',
      inSequence(student, about('name__alias_0: nick', { outputRewrites: renamed })),
      'Student.name under a key where it fetches the field nick',
    ],
    [
      'when something else comes where only one of several types has a field',
      '{ student { fact { ... on Known { value } } } }',
      inSequence(fetch('{ student { fact { __typename ... on Known { value: state } } } }')),
      'Known.value',
    ],
    [
      'when a step depends on a condition: those are decided before',
      '{ student { id nick } }',
      inSequence(student, { kind: 'Condition', condition: 'v0', ifClause: about('nick') }),
      'Condition',
    ],
    [
      'when it comes in parts',
      '{ student { id } }',
      { kind: 'QueryPlan', node: { kind: 'Defer', primary: { node: student }, deferred: [] } },
      'Defer',
    ],
    [
      'when it goes on for ever',
      '{ student { id } }',
      { kind: 'QueryPlan', node: { kind: 'Subscription', primary: student } },
      'Subscription',
    ],
    [
      'when it tells a subgraph of a context',
      '{ student { id name } }',
      inSequence({ ...student, contextRewrites: renamed.filter((one) => one.kind === 'KeyRenamer') }),
      'tells part of a context',
    ],
  ])('%s', (...[, query, plan, message]) => {
    expect(() => check(query, plan)).toThrow(message);
  });

  it('when it has steps or rewrites of a kind that nobody knows', () => {
    const strange: QueryPlan = JSON.parse(JSON.stringify(inSequence(student)).replace('"Fetch"', '"Guess"'));
    expect(() => check('{ student { id } }', strange)).toThrow('Guess');
    const rewriting = inSequence({ ...student, outputRewrites: renamed });
    const odd: QueryPlan = JSON.parse(JSON.stringify(rewriting).replace('KeyRenamer', 'KeySwapper'));
    expect(() => check('{ student { id } }', odd)).toThrow('KeySwapper');
  });
});
