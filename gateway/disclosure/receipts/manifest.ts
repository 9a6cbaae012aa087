import { z } from 'zod';

/** A way from the top of an answer's data: names of fields (aliases where there are) and places in lists. */
export type AnswerPath = readonly (string | number)[];

/** A fact where it stands in an answer. */
export interface PlacedFact {
  /** Learner number, or the keyed hash of a code. */
  readonly subject: string;
  /** The fact's name in the graph, whatever its alias. */
  readonly fact: string;
  readonly path: AnswerPath;
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

interface Group {
  readonly parent: (string | number)[];
  readonly subject: string;
  readonly facts: [string, string][];
}

/** The manifest of facts; facts of one person stand side by side in it, however they came. */
export function manifestOf(facts: readonly PlacedFact[]): Manifest {
  const groups = new Map<string, Group>();
  for (const { subject, fact, path } of facts) {
    const parent = path.slice(0, -1);
    const name = JSON.stringify([parent, subject]);
    const group = groups.get(name) ?? { parent, subject, facts: [] };
    group.facts.push([String(path.at(-1)), fact]);
    groups.set(name, group);
  }
  const lists = new Map<string, { readonly index: number; readonly facts: [string, string][] }>();
  const people = [...groups.values()].map(({ parent, subject, facts: own }): Manifest['people'][number] => {
    const name = JSON.stringify(own);
    const list = lists.get(name) ?? { index: lists.size, facts: own };
    lists.set(name, list);
    return [parent, subject, list.index];
  });
  return { lists: [...lists.values()].map((list) => list.facts), people };
}

/** The facts that a manifest tells of. */
export function placesIn({ lists, people }: Manifest): PlacedFact[] {
  return people.flatMap(([parent, subject, list]) =>
    (lists[list] ?? []).map(([key, fact]) => ({ subject, fact, path: [...parent, key] })),
  );
}
