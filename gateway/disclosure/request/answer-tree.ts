import type { PrintedField, PrintedSelection } from '../../federation/canonical/canonical-selection.ts';
import type { ObjectPlan } from '../../policy/response-plan.ts';
import { FactFields } from './fact-fields.ts';

/** One key of an answer, in its client's words. */
export interface AnswerField {
  readonly key: string;
  /** The canonical key of what is printed there. */
  readonly from: string;
  /** The field's name in the graph. */
  readonly name: string;
  /** The student's fact that it is, or is part of; null where there is no student around. */
  readonly fact: FactFields | null;
  /** Its number among the fact's fields. */
  readonly number: number;
  /** What is selected below; null for a leaf. */
  readonly under: AnswerTree | null;
}

/** What an answer has for its client: what is denied is left out, it comes from nobody. */
export interface AnswerTree {
  readonly typeName: string;
  readonly fields: readonly AnswerField[];
  /** Numbers of the leaves among them, and those that are none. */
  readonly leaves: readonly number[];
  readonly parted: readonly AnswerField[];
  /** A student's facts; and of each its key, and its name in the graph. */
  readonly told: readonly AnswerField[];
  readonly facts: readonly (readonly [string, string])[];
}

/** The fields of each of a student's facts, by the fact's name: however an operation is spelled, they are the same. */
export class FactsOfOperation {
  /** Of what is printed as it is in canonical form: all spellings have that alike. */
  readonly trees = new WeakMap<PrintedSelection, AnswerTree>();
  readonly #facts = new Map<string, FactFields>();

  of(name: string): FactFields {
    const fact = this.#facts.get(name) ?? new FactFields(name);
    this.#facts.set(name, fact);
    return fact;
  }
}

/**
 * The tree of an operation's answer as it is printed, without what the policy's plan puts in place of denied fields. A
 * fact asked for under several aliases is one.
 */
export function answerTree(printed: PrintedSelection, plan: ObjectPlan, facts: FactsOfOperation): AnswerTree {
  return treeOf(printed, plan, { facts, fact: null, path: '' });
}

interface Growing {
  readonly facts: FactsOfOperation;
  /** The fact around, and names of fields from the student on. */
  readonly fact: FactFields | null;
  readonly path: string;
}

function treeOf(printed: PrintedSelection, plan: ObjectPlan | null, growing: Growing): AnswerTree {
  const known = growing.facts.trees.get(printed);
  if (known !== undefined) return known;
  const made = newTree(printed, plan, growing);
  if (printed.isCanonical) growing.facts.trees.set(printed, made);
  return made;
}

function newTree(printed: PrintedSelection, plan: ObjectPlan | null, growing: Growing): AnswerTree {
  const isStudent = printed.type.name === 'Student';
  const fields = printed.fieldsOf(null).flatMap((field) => {
    const { from, name } = field;
    const planned = plan?.fields.get(from ?? '');
    if (from === null || planned?.kind === 'FILLED') return [];
    const path = isStudent ? name : `${growing.path}.${name}`;
    const fact = isStudent ? growing.facts.of(name) : growing.fact;
    return [fieldOf({ ...field, from }, planned?.under ?? null, { ...growing, fact, path })];
  });
  const told = isStudent ? fields.filter(({ name }) => name !== '__typename') : [];
  return {
    typeName: printed.type.name,
    fields,
    leaves: fields.filter(({ under }) => under === null).map(({ number }) => number),
    parted: fields.filter(({ under }) => under !== null),
    told,
    facts: told.map(({ key, name }) => [key, name] as const),
  };
}

function fieldOf(
  { key, from, name, under }: PrintedField & { readonly from: string },
  plan: ObjectPlan | null,
  growing: Growing,
): AnswerField {
  const { fact, path } = growing;
  const number = fact?.numberOf(path) ?? 0;
  return { key, from, name, fact, number, under: under === null ? null : treeOf(under, plan, growing) };
}
