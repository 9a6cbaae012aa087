import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DocumentProblem } from './document-limits.ts';
import { type DocumentPolicy, readDocument } from './read-document.ts';
import { documentHash } from './trusted-file.ts';
import { isValid } from './validity.ts';

type DocumentStore = Exclude<ApolloServerOptions<BaseContext>['documentStore'], null | undefined>;

/** What is known of the documents that clients send. */
export interface KnownDocuments {
  /** Whether a document is known by its hash: then nothing of it is read again. */
  readonly isKnown: (text: string) => boolean;
  /** Says why a document is not served; null when it may go on. */
  readonly problemOf: (text: string) => DocumentProblem | null;
  /** The valid ones, parsed. Others are not here: Apollo parses and validates them again and tells what is wrong. */
  readonly store: DocumentStore;
}

/** Characters of documents that are kept as they were parsed; a character takes about eighty bytes then. */
const keptCharacters = 2 ** 20;
/** Documents that were heard of once. */
const heardOf = 1_000;
/** Documents heard of for the first time that are on their way to Apollo; more than are ever executed at once. */
const onTheirWay = 100;

/**
 * Reads each document once. Parsed, they are kept from the second time on: clients that write values into documents never
 * send one again, and a thousand of theirs that were kept would take hundreds of megabytes.
 */
export function createKnownDocuments(schema: GraphQLSchema, policy: DocumentPolicy): KnownDocuments {
  const heard = new LRUCache<string, true>({ max: heardOf });
  const fresh = new LRUCache<string, DocumentNode>({ max: onTheirWay });
  const kept = new LRUCache<string, DocumentNode>({ maxSize: keptCharacters });
  return {
    isKnown: (text) => kept.has(documentHash(text)),
    problemOf: (text) => {
      const name = documentHash(text);
      if (kept.get(name) !== undefined) return null;
      const read = readDocument(text, policy);
      if (!read.ok) return read.problem;
      const { document } = read;
      if (!isValid(schema, document)) return null;
      if (heard.has(name)) kept.set(name, document, { size: Math.max(1, text.length) });
      else fresh.set(name, document);
      heard.set(name, true);
      return null;
    },
    store: {
      get: async (key) => {
        const name = nameIn(key);
        const document = kept.get(name) ?? fresh.get(name);
        fresh.delete(name);
        return document;
      },
      // What Apollo had to read by itself is not worth keeping, or is not valid.
      set: async () => undefined,
      delete: async (key) => kept.delete(nameIn(key)),
    },
  };
}

/** Apollo puts the schema's hash before the document's. */
function nameIn(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}
