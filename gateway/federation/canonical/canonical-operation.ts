import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { switchesIn } from '../../../subgraphs/registry/document-parts.ts';
import type { ClientSelection } from './client-selection.ts';
import type { ValuesOf } from './hoisted-values.ts';
import { type AskedOperation, type WrittenOperation, writeOperation } from './operation-writer.ts';

/** An operation without anything that a client chose but its fields and their order: one object for all spellings of it. */
export interface CanonicalDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What a client asks, and how the client spells it. */
export interface CanonicalOperation {
  readonly shared: CanonicalDocument;
  readonly client: ClientSelection;
  /** The values of the canonical variables. */
  readonly valuesOf: ValuesOf;
}

/**
 * Brings an operation that was validated, and whose variables were checked, into canonical form: once for each way in
 * which its variables have parts left out or in, as long as its document is remembered.
 */
export type Canonicalize = (asked: AskedOperation) => CanonicalOperation;

/** Canonical documents that are remembered, those used least given up first: what was made of them goes with them. */
const mostShared = 1_000;
/** Ways that are remembered of one operation. */
const mostWays = 64;

/** How operations over one graph become canonical. */
export function createCanonicalizer(schema: GraphQLSchema): Canonicalize {
  const shared = new LRUCache<string, CanonicalDocument>({ max: mostShared });
  const known = new WeakMap<OperationDefinitionNode, KnownOperation>();
  const sharedOf = ({ text, toOperation }: WrittenOperation): CanonicalDocument => {
    const found = shared.get(text);
    if (found !== undefined) return found;
    const operation = toOperation();
    const made: CanonicalDocument = {
      document: { kind: Kind.DOCUMENT, definitions: [operation] },
      operation,
    };
    shared.set(text, made);
    return made;
  };
  return (asked) => {
    const { document, operation, variables } = asked;
    const own = known.get(operation) ?? { switches: switchesIn(document), ways: new Map() };
    known.set(operation, own);
    const way = own.switches.map((name) => variables[name]).join();
    const found = own.ways.get(way);
    if (found !== undefined) return found;
    const written = writeOperation(schema, asked);
    const { client, valuesOf } = written;
    const made = { shared: sharedOf(written), client, valuesOf };
    if (own.ways.size >= mostWays) own.ways.clear();
    own.ways.set(way, made);
    return made;
  };
}

interface KnownOperation {
  /** The variables of `@skip` and `@include`. */
  readonly switches: readonly string[];
  readonly ways: Map<string, CanonicalOperation>;
}
