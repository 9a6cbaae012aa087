import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { switchesIn } from '../../../subgraphs/registry/document-parts.ts';
import type { ClientSelection } from './client-selection.ts';
import type { ValuesOf } from './hoisted-values.ts';
import { type WrittenOperation, writeOperation } from './operation-writer.ts';

/** An operation without anything that a client chose but its fields and their order: one object for all spellings of it. */
export interface CanonicalDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names of the variables that decide on parts of it. */
  readonly switches: readonly string[];
}

/** What a client asks, and how the client spells it. */
export interface CanonicalOperation {
  readonly shared: CanonicalDocument;
  readonly client: ClientSelection;
  /** The values of the canonical variables. */
  readonly valuesOf: ValuesOf;
}

/** Brings an operation that was validated into canonical form; each once, as long as its document is remembered. */
export type Canonicalize = (document: DocumentNode, operation: OperationDefinitionNode) => CanonicalOperation;

/** Canonical documents that are remembered, those used least given up first: what was made of them goes with them. */
const mostShared = 1_000;

/** How operations over one graph become canonical. */
export function createCanonicalizer(schema: GraphQLSchema): Canonicalize {
  const shared = new LRUCache<string, CanonicalDocument>({ max: mostShared });
  const known = new WeakMap<OperationDefinitionNode, CanonicalOperation>();
  const sharedOf = ({ text, toOperation }: WrittenOperation): CanonicalDocument => {
    const found = shared.get(text);
    if (found !== undefined) return found;
    const operation = toOperation();
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
    const made = { document, operation, switches: switchesIn(operation) };
    shared.set(text, made);
    return made;
  };
  return (document, asked) => {
    const found = known.get(asked);
    if (found !== undefined) return found;
    const written = writeOperation(schema, document, asked);
    const { client, valuesOf } = written;
    const made = { shared: sharedOf(written), client, valuesOf };
    known.set(asked, made);
    return made;
  };
}
