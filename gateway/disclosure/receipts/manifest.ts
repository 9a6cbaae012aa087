import { z } from 'zod';

/** A way from the top of an answer's data: names of fields (aliases where there are) and places in lists. */
export type AnswerPath = readonly (string | number)[];

/** A person where the person stands in an answer, with the facts that stand there. */
export interface PlacedPerson {
  /** Learner number, or the keyed hash of a code. */
  readonly subject: string;
  /** The way to the person. */
  readonly path: AnswerPath;
  /** Of each fact its key in the answer, and its name in the graph. */
  readonly facts: readonly (readonly [string, string])[];
}

/**
 * Where the facts of an answer stand, in their order: of each person the way to the person, the subject, and which of
 * the lists of facts; a list of facts holds the fields' keys in the answer and the facts' names.
 */
export const manifestSchema = z.strictObject({
  lists: z.array(z.array(z.tuple([z.string(), z.string()]))),
  people: z.array(
    z.tuple([z.array(z.union([z.string(), z.int().nonnegative()])), z.string(), z.int().nonnegative()]),
  ),
});

/** Where the facts of an answer stand, compactly. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest of people and their facts, in their order. */
export function manifestOf(placed: readonly PlacedPerson[]): Manifest {
  const lists: Manifest['lists'] = [];
  const known = new Map<PlacedPerson['facts'] | string, number>();
  const listOf = (facts: PlacedPerson['facts']): number => {
    const name = nameOf(facts);
    const list = known.get(name) ?? lists.push(facts.map(([key, fact]) => [key, fact])) - 1;
    known.set(name, list);
    return list;
  };
  const people = placed.map(({ path, subject, facts }): Manifest['people'][number] => {
    const list = known.get(facts) ?? listOf(facts);
    known.set(facts, list);
    return [[...path], subject, list];
  });
  return { lists, people };
}

/** Names of lists: those of an operation's answers are the same objects again and again. */
const names = new WeakMap<PlacedPerson['facts'], string>();

function nameOf(facts: PlacedPerson['facts']): string {
  const known = names.get(facts);
  if (known !== undefined) return known;
  const name = JSON.stringify(facts);
  names.set(facts, name);
  return name;
}
