import fc from 'fast-check';

/** One change. What a number means depends on the kind of change; all numbers are taken modulo what there is. */
export interface Edit {
  readonly kind: number;
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly value: number;
}

/** A mutated body: which real one, and the changes in order. */
export interface Mutation {
  readonly base: number;
  /** Changes of the tree: JSON or XML. */
  readonly inTree: readonly Edit[];
  /** Changes of the text, after those of the tree. */
  readonly inText: readonly Edit[];
  /** Picks the status and content type of the reply. */
  readonly reply: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.nat(1000),
  at: fc.nat(1_000_000),
  to: fc.nat(1_000_000),
  length: fc.nat(60),
  value: fc.nat(1000),
});

/** Mutations: most only of the tree, since a changed text is seldom well-formed any more. */
export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: mutationOf({ tree: [1, 3], text: [0, 0] }) },
  { weight: 1, arbitrary: mutationOf({ tree: [0, 0], text: [1, 1] }) },
  { weight: 1, arbitrary: mutationOf({ tree: [0, 2], text: [1, 3] }) },
);

type Range = readonly [min: number, max: number];

function mutationOf({ tree, text }: { readonly tree: Range; readonly text: Range }): fc.Arbitrary<Mutation> {
  return fc.record({
    base: fc.nat(1000),
    inTree: fc.array(edit, { minLength: tree[0], maxLength: tree[1] }),
    inText: fc.array(edit, { minLength: text[0], maxLength: text[1] }),
    reply: fc.nat(60),
  });
}

/** The element that a number picks; undefined of an empty list. */
export function pick<T>(list: readonly T[], number: number): T | undefined {
  return list.length === 0 ? undefined : list[number % list.length];
}
