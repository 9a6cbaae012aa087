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

/** A list of facts as manifests have it. */
export type FactList = Manifest['lists'][number];

/** The manifest of people and their facts, in their order. */
export function manifestOf(placed: readonly PlacedPerson[]): Manifest {
  const lists: FactList[] = [];
  const numbers = new Map<FactList, number>();
  const people = placed.map(({ path, subject, facts }): Manifest['people'][number] => {
    const list = factListOf(facts);
    const number = numbers.get(list) ?? lists.push(list) - 1;
    numbers.set(list, number);
    return [[...path], subject, number];
  });
  return { lists, people };
}

/** Those of an operation's answers are the same objects again and again. */
const knownLists = new WeakMap<PlacedPerson['facts'], FactList>();
const listsByName = new Map<string, FactList>();
const mostNamed = 1_000;

/** The one list of the same facts. */
function factListOf(facts: PlacedPerson['facts']): FactList {
  const known = knownLists.get(facts);
  if (known !== undefined) return known;
  const name = JSON.stringify(facts);
  const list = listsByName.get(name) ?? facts.map(([key, fact]): [string, string] => [key, fact]);
  if (listsByName.size >= mostNamed) listsByName.clear();
  listsByName.set(name, list);
  knownLists.set(facts, list);
  return list;
}
