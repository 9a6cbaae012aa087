import type { ContestantName } from './contestants.ts';
import type { Figures, Spread } from './figures.ts';
import type { LoadKey } from './loads.ts';

/** The figures of one load, by contestant. */
export interface LoadResult {
  readonly key: LoadKey;
  readonly title: string;
  readonly students: number;
  readonly figures: Readonly<Partial<Record<ContestantName, Figures>>>;
}

/** CPU milliseconds for one answer of VIRTA about many students, by who reads it. */
export interface XmlResult {
  readonly students: number;
  readonly bytes: number;
  readonly facts: Spread;
  /** Parsers that merely parse, by package. */
  readonly parsers: Readonly<Record<string, Spread>>;
}

/** All that a benchmark has found. */
export interface Results {
  readonly loads: readonly LoadResult[];
  /** Milliseconds from the start of a process to its first answer. */
  readonly starts: Readonly<Partial<Record<ContestantName, Spread>>>;
  /** Null where it was not measured. */
  readonly xml: XmlResult | null;
}
