import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { setsOf } from '../../policy/denied-shape.ts';
import { collect, type Reading, type Selections } from '../../policy/selections.ts';
import { FactFields } from './fact-fields.ts';

/** One key of an answer. */
export interface AnswerField {
  readonly key: string;
  /** The field's name in the graph. */
  readonly name: string;
  /** The student's fact that it is, or is part of; null where there is no student around. */
  readonly fact: FactFields | null;
  /** Its number among the fact's fields. */
  readonly number: number;
  /** What is selected below; null for a leaf. */
  readonly under: AnswerTree | null;
}

/** What an operation selects, as its answer has it. */
export interface AnswerTree {
  readonly typeName: string;
  readonly fields: readonly AnswerField[];
  /** Numbers of the leaves among them, and those that are none. */
  readonly leaves: readonly number[];
  readonly parted: readonly AnswerField[];
  /** Of each of a student's facts its key, and its name in the graph. */
  readonly facts: readonly (readonly [string, string])[];
}

/** The tree of an operation's answer, fragments expanded. A fact asked for under several aliases is one. */
export function answerTree(selections: Selections, reading: Reading): AnswerTree {
  const facts = new Map<string, FactFields>();
  const factOf = (name: string): FactFields => {
    const fact = facts.get(name) ?? new FactFields(name);
    facts.set(name, fact);
    return fact;
  };
  return treeOf(selections, { reading, factOf, fact: null, path: '' });
}

interface Growing {
  readonly reading: Reading;
  readonly factOf: (name: string) => FactFields;
  /** The fact around, and names of fields from the student on. */
  readonly fact: FactFields | null;
  readonly path: string;
}

function treeOf(selections: Selections, growing: Growing): AnswerTree {
  const { type } = selections;
  const { reading, factOf } = growing;
  const fields: AnswerField[] = [];
  for (const [key, selected] of collect(selections, reading)) {
    const name = selected[0]?.node.name.value ?? key;
    const isFact = type.name === 'Student';
    const fact = isFact ? factOf(name) : growing.fact;
    const path = isFact ? name : `${growing.path}.${name}`;
    const sets = setsOf(selected);
    const below = sets.length === 0 ? null : typeOf(selected[0]?.parent ?? type, name);
    const under = below === null ? null : treeOf({ type: below, sets }, { ...growing, fact, path });
    fields.push({ key, name, fact, number: fact?.numberOf(path) ?? 0, under });
  }
  const leaves = fields.filter(({ under }) => under === null).map(({ number }) => number);
  const parted = fields.filter(({ under }) => under !== null);
  const told = type.name === 'Student' ? fields.filter(({ name }) => name !== '__typename') : [];
  const facts = told.map(({ key, name }) => [key, name] as const);
  return { typeName: type.name, fields, leaves, parted, facts };
}

function typeOf(parent: GraphQLNamedType, name: string): GraphQLNamedType | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const field = parent.getFields()[name];
  return field === undefined ? null : getNamedType(field.type);
}
