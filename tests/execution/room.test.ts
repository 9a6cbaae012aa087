import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { buildSchema, OperationTypeNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { AnswerObject } from '../../gateway/federation/execution/answer-object.ts';
import { fetchedBy } from '../../gateway/federation/execution/fetched.ts';
import { mergeInto } from '../../gateway/federation/execution/merge.ts';
import { roomMaking } from '../../gateway/federation/execution/room.ts';

const names = Array.from({ length: 12 }, (_, index) => `fact${index}`);
const supergraph = buildSchema(`
  type Query { groups: [Group] }
  type Group { things: [Thing] }
  type Thing { id: ID ${names.join(': Int ')}: Int }
`);

function fetch(operation: string, requires?: FetchNode['requires']): FetchNode {
  return {
    kind: 'Fetch',
    serviceName: 'any',
    operation,
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
    operationDocumentNode: parse(operation),
    ...(requires === undefined ? {} : { requires }),
  };
}

/** Makes room in an answer of which these facts are fetched later. */
function makeRoom(data: AnswerObject, later: readonly string[]): AnswerObject {
  const selection = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Thing { ${later.join(' ')} } } }`;
  const further: PlanNode = {
    kind: 'Flatten',
    path: ['groups', '@', 'things', '@'],
    node: fetch(selection, []),
  };
  const node: PlanNode = {
    kind: 'Sequence',
    nodes: [fetch('{ groups { things { __typename id } } }'), { kind: 'Parallel', nodes: [further] }],
  };
  const plan = { kind: 'QueryPlan', node } as const;
  roomMaking(plan, fetchedBy(plan, { supergraph, isInProcess: () => true }))(data);
  return data;
}

const answer = (): AnswerObject => ({
  groups: [null, { things: [{ __typename: 'Thing', id: '1', more: 0 }, null] }, { things: null }, {}],
});

describe('objects that much more will be told of', () => {
  test('have room for all of it, and say the same as before', () => {
    const made = makeRoom(answer(), names);
    expect(made).toEqual(answer());
    const groups = Object(made.groups);
    expect(Object.keys(groups[1].things[0])).toEqual(['__typename', 'id', ...names, 'more']);
    mergeInto(groups[1].things[0], { fact3: 3, fact4: null });
    expect(JSON.parse(JSON.stringify(groups[1].things[0]))).toEqual({
      __typename: 'Thing',
      id: '1',
      fact3: 3,
      fact4: null,
      more: 0,
    });
  });

  test('are left as they are where it is little', () => {
    const made = answer();
    const groups = Object(made.groups);
    const thing = groups[1].things[0];
    makeRoom(made, ['fact0', 'fact1']);
    expect(groups[1].things[0]).toBe(thing);
    expect(Object.keys(thing)).toEqual(['__typename', 'id', 'more']);
  });
});
