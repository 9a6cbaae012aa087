import { LRUCache } from 'lru-cache';
import type { DocumentProblem } from './document-limits.ts';
import { type DocumentPolicy, readDocument } from './read-document.ts';
import { documentHash } from './trusted-file.ts';

/** Says why a document is not served; null when it may go on to validation and planning. */
export type DocumentReader = (text: string) => DocumentProblem | null;

/** Documents that are remembered as acceptable, by their hash; clients send the same few again and again. */
const remembered = 1_000;

/** A reader that looks at each document once, as long as it is remembered. */
export function createDocumentReader(policy: DocumentPolicy): DocumentReader {
  const accepted = new LRUCache<string, true>({ max: remembered });
  return (text) => {
    const name = documentHash(text);
    if (accepted.get(name) === true) return null;
    const read = readDocument(text, policy);
    if (!read.ok) return read.problem;
    accepted.set(name, true);
    return null;
  };
}
