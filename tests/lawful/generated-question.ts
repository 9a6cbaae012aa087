import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { Random } from '../../mocks/generator/random.ts';
import { policy, schema } from '../policy/graph.ts';

/** A selected field: its key in the answer, and what is selected under it; null under a leaf. */
export interface SelectedField {
  readonly key: string;
  readonly name: string;
  /** `Type.field`. */
  readonly coordinate: string;
  readonly under: readonly SelectedField[] | null;
}

const deepest = 5;

/** Draws what is selected of a student: some facts, some of their fields, some under other names. */
export function drawFacts(random: Random): readonly SelectedField[] {
  const student = schema.getType('Student');
  if (!isObjectType(student)) throw new Error('The graph has no students');
  const own = { key: 'own', name: 'oppijanumero', coordinate: 'Student.oppijanumero', under: null };
  return [own, ...drawUnder(student, random, { depth: 0, keep: 0.25 })];
}

interface Depth {
  readonly depth: number;
  /** The share of the fields that are selected. */
  readonly keep: number;
}

function drawUnder(type: GraphQLObjectType, random: Random, { depth, keep }: Depth): SelectedField[] {
  const shown = Object.values(type.getFields()).filter(
    ({ name, args }) => policy.get(`${type.name}.${name}`)?.shown === true && args.length === 0,
  );
  return shown.flatMap((field): SelectedField[] => {
    if (!random.chance(keep)) return [];
    const { name } = field;
    const named = getNamedType(field.type);
    const selected = {
      key: random.chance(0.2) ? `${name}_${random.between(1, 999)}` : name,
      name,
      coordinate: `${type.name}.${name}`,
    };
    if (isLeafType(named)) return [{ ...selected, under: null }];
    if (!isObjectType(named) || depth === deepest) return [];
    const under = drawUnder(named, random, { depth: depth + 1, keep: 0.5 });
    return under.length === 0 ? [] : [{ ...selected, under }];
  });
}

/** Writes a selection, some of its parts in fragments. */
export function written(fields: readonly SelectedField[], random: Random, typeName = 'Student'): string {
  const texts = fields.map(({ key, name, under, coordinate }) => {
    const type = coordinate.split('.')[0] ?? typeName;
    const inside = under === null ? '' : ` { ${written(under, random)} }`;
    const text = `${key === name ? name : `${key}: ${name}`}${inside}`;
    return random.chance(0.15) ? `... on ${type} { ${text} }` : text;
  });
  return texts.join(' ');
}
