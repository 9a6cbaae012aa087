import type { ContestantName } from './contestants.ts';
import type { Figures, Spread } from './figures.ts';
import type { LoadKey } from './loads.ts';
import type { Spelling } from './spelled-documents.ts';

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

/** What one way to spell the officer's question costs (a). */
export interface SpellingResult {
  readonly spelling: Spelling;
  readonly figures: Figures;
  /** Documents that were sent, each counted once. */
  readonly documents: number;
  /** Operations that were planned for them. */
  readonly planned: number;
}

/** All that a benchmark has found. */
export interface Results {
  readonly loads: readonly LoadResult[];
  /** Empty where they were not measured. */
  readonly spellings: readonly SpellingResult[];
  /** Milliseconds from the start of a process to its first answer. */
  readonly starts: Readonly<Partial<Record<ContestantName, Spread>>>;
  /** Null where it was not measured. */
  readonly xml: XmlResult | null;
}
