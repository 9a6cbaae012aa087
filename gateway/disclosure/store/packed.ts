import type { Position } from '../chain.ts';
import type { Draft } from './store.ts';

/** Drafts as two texts, a line for each: thousands of objects take far longer from thread to thread. */
export interface PackedDrafts {
  readonly bodies: string;
  readonly subjects: string;
}

/** Places that follow each other, as one text. */
export interface PackedPositions {
  readonly firstSeq: number;
  readonly hashes: string;
}

/** Packs drafts: canonical JSON is one line, and a subject has no blank in it. */
export function packDrafts(drafts: readonly Draft[]): PackedDrafts {
  return {
    bodies: drafts.map(({ body }) => body).join('\n'),
    subjects: drafts.map(({ subjects }) => subjects.join(' ')).join('\n'),
  };
}

/** The drafts again. */
export function unpackDrafts({ bodies, subjects }: PackedDrafts): readonly Draft[] {
  const lines = subjects.split('\n');
  return bodies.split('\n').map((body, index) => {
    const line = lines[index] ?? '';
    return { body, subjects: line === '' ? [] : line.split(' ') };
  });
}

/** Packs places. */
export function packPositions(positions: readonly Position[]): PackedPositions {
  return { firstSeq: positions[0]?.seq ?? 0, hashes: positions.map(({ hash }) => hash).join(' ') };
}

/** The places again. */
export function unpackPositions({ firstSeq, hashes }: PackedPositions): readonly Position[] {
  if (hashes === '') return [];
  return hashes.split(' ').map((hash, index) => ({ seq: firstSeq + index, hash }));
}
