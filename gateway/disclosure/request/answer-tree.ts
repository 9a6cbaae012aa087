import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { setsOf } from '../../policy/denied-shape.ts';
import { collect, type Reading, type Selections } from '../../policy/selections.ts';

/** One key of an answer. */
export interface AnswerField {
  readonly key: string;
  /** The field's name in the graph. */
  readonly name: string;
  /** Names of fields from the student on, joined by dots; from the root where there is no student around. */
  readonly path: string;
  /** What is selected below; null for a leaf. */
  readonly under: AnswerTree | null;
}

/** What an operation selects, as its answer has it. */
export interface AnswerTree {
  readonly typeName: string;
  readonly fields: readonly AnswerField[];
}

/** The tree of an operation's answer, fragments expanded. */
export function answerTree(selections: Selections, reading: Reading, around = ''): AnswerTree {
  const { type } = selections;
  const inside = type.name === 'Student' ? '' : around;
  const fields: AnswerField[] = [];
  for (const [key, selected] of collect(selections, reading)) {
    const name = selected[0]?.node.name.value ?? key;
    const path = inside === '' ? name : `${inside}.${name}`;
    const sets = setsOf(selected);
    const parent = selected[0]?.parent ?? type;
    const below = sets.length === 0 ? null : typeOf(parent, name);
    const under = below === null ? null : answerTree({ type: below, sets }, reading, path);
    fields.push({ key, name, path, under });
  }
  return { typeName: type.name, fields };
}

function typeOf(parent: GraphQLNamedType, name: string): GraphQLNamedType | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const field = parent.getFields()[name];
  return field === undefined ? null : getNamedType(field.type);
}
