import { createHash, hash } from 'node:crypto';
import { chunksOf } from '../../../subgraphs/registry/chunks.ts';
import { canonicalLines, type Lines } from '../canonical-json.ts';
import type { AnsweredFact } from './facts-of.ts';

/** The salted commitment to one fact of one person, as it goes into the log. SHA-256 in base64url. */
export function commit({ subject, fact, values }: AnsweredFact, salt: string): string {
  return digest({ texts: ['fact', salt, subject, fact], values, kind: fact });
}

/** One hash over all commitments in their order; several may stand in lines of one text. */
export function rootOf(commitments: readonly string[]): string {
  const root = createHash('sha256').update('root');
  // Of thousands of people they are megabytes.
  for (const some of chunksOf(commitments, 1_000)) root.update(`\n${some.join('\n')}`);
  return root.digest('base64url');
}

/** The salted hash of what stands around the facts. */
export function commitRest(rest: unknown, salt: string): string {
  return digest({ texts: ['rest', salt], values: [rest], kind: 'rest' });
}

/** The hash of a salt, so that a changed salt is told from changed data. */
export function saltHashOf(salt: string): string {
  return digest({ texts: ['salt', salt], values: [], kind: 'salt' });
}

/** A hash over texts and values, a line for each. What is not there any more is not the same as what is null. */
function digest(lines: Lines): string {
  return hash('sha256', canonicalLines(lines), 'base64url');
}
