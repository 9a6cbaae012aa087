import type { GraphQLSchema } from 'graphql';
import type { FactRead } from '../../../subgraphs/registry/fact-read.ts';
import type { PolicyTable } from '../../policy/policy-table.ts';
import { type AnswerObject, isAnswerObject, ownValue } from '../execution/answer-object.ts';
import type { SubgraphQuestion } from '../execution/plan-run.ts';
import { createSelectionReader, type SelectedField, studentType } from './selected-facts.ts';

/**
 * What a question and its answer say by themselves of what was read of whom, for a subgraph that does not tell; the
 * answer is null where none came. Nobody knows whether the registry was asked for it.
 */
export type StudentReads = (question: SubgraphQuestion, data: AnswerObject | null) => readonly FactRead[];

/** The key is told by whoever asks. */
const untold = new Set(['__typename', 'oppijanumero']);

/** Reads questions and answers over one graph. */
export function createStudentReads(schema: GraphQLSchema, policy: PolicyTable): StudentReads {
  const selectedIn = createSelectionReader(schema);
  const registryOf = (fact: string): string =>
    fact === 'lookup' ? 'ONR' : (policy.get(`${studentType}.${fact}`)?.from ?? 'GATEWAY');
  return ({ query, variables }, data) => {
    const reads: FactRead[] = [];
    const add = (subject: string, fact: string, value: unknown): void => {
      const state = value === null || value === undefined ? 'NO_ANSWER' : 'GIVEN';
      const read = { subject, fact, registry: registryOf(fact), state, reason: null };
      reads.push({ ...read, reachedSource: 'UNKNOWN', nonDisclosure: null });
    };
    for (const field of selectedIn(query)) {
      const value = data === null ? null : ownValue(data, field.key);
      if (field.name === '_entities') lookIntoEntities(value, field.below, { variables, add });
      else lookInto(value, field.below, { subject: null, add });
    }
    return reads;
  };
}

type Add = (subject: string, fact: string, value: unknown) => void;

/** An entity is whom its representation names, also where there is no answer. */
function lookIntoEntities(
  value: unknown,
  fields: readonly SelectedField[],
  { variables, add }: { readonly variables: SubgraphQuestion['variables']; readonly add: Add },
): void {
  const entities: readonly unknown[] = Array.isArray(value) ? value : [];
  const { representations } = variables;
  if (!Array.isArray(representations)) return;
  for (const [index, asked] of representations.entries()) {
    const { __typename: type, oppijanumero } = isAnswerObject(asked) ? asked : {};
    const subject = type === studentType && typeof oppijanumero === 'string' ? oppijanumero : null;
    lookInto(entities[index], fields, { subject, add });
  }
}

interface Looking {
  /** Whose the object is, where that is known before. */
  readonly subject: string | null;
  readonly add: Add;
}

function lookInto(value: unknown, fields: readonly SelectedField[], { subject, add }: Looking): void {
  if (Array.isArray(value)) {
    for (const item of value) lookInto(item, fields, { subject, add });
    return;
  }
  const object = isAnswerObject(value) ? value : {};
  addFacts(object, fields, { subject, add });
  for (const { key, below } of fields) {
    if (below.length > 0) lookInto(ownValue(object, key), below, { subject: null, add });
  }
}

function addFacts(object: AnswerObject, fields: readonly SelectedField[], { subject, add }: Looking): void {
  const facts = fields.filter(({ on }) => on === studentType);
  const number = facts.find(({ name }) => name === 'oppijanumero');
  const whose = subject ?? (number === undefined ? null : ownValue(object, number.key));
  if (typeof whose !== 'string') return;
  for (const { name, key, isSure } of facts) {
    const value = ownValue(object, key);
    if (!untold.has(name) && (isSure || value !== undefined)) add(whose, name, value);
  }
}
