import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = Exclude<ApolloServerOptions<BaseContext>['documentStore'], null | undefined>;

/** Characters of documents that are kept as they were parsed; a character takes about eighty bytes then. */
const keptCharacters = 2 ** 20;
/** Documents that were heard of once. */
const heardOf = 1_000;

/**
 * Where parsed and validated documents are kept: from the second time on. Clients that write values into documents never
 * send one again, and a thousand of theirs that were kept would take hundreds of megabytes.
 */
export function createDocumentStore(): DocumentStore {
  const heard = new LRUCache<string, true>({ max: heardOf });
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: keptCharacters,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => {
      if (heard.has(key)) kept.set(key, document);
      else heard.set(key, true);
    },
    delete: async (key) => kept.delete(key),
  };
}
