/** What is counted about the log. */
export interface DisclosureMetrics {
  /** One commit with so many records. */
  readonly committed: (records: number) => void;
  /** A write whose callers were told that it failed. */
  readonly failed: () => void;
  /** A checkpoint was signed and kept. */
  readonly sealed: () => void;
  /** A checkpoint could not be kept; it is tried again. */
  readonly sealFailed: () => void;
}

/** Counts nothing. */
export const uncounted: DisclosureMetrics = {
  committed: () => undefined,
  failed: () => undefined,
  sealed: () => undefined,
  sealFailed: () => undefined,
};
