/** How many entries a list argument takes. */
export interface ListSize {
  readonly min: number;
  readonly max: number;
  /** What the entries are, in words. */
  readonly of: string;
}

/** The list arguments of the graph that have bounds, by name. */
export const listSizes: Readonly<Record<string, ListSize>> = {
  oppijanumerot: { min: 1, max: 5000, of: 'learner numbers' },
};
