import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { GraphSchemas } from './execution/compiled-operation.ts';

/** An operation to be planned. It was validated against the graph that clients see. */
export interface PlannedDocument {
  readonly document: DocumentNode;
  readonly operationName: string | null;
}

/** Plans operations over one graph. */
export interface Planner {
  readonly schemas: GraphSchemas;
  /** Which subgraphs are asked for what, in what order. Takes up to seconds for the largest that are accepted. */
  readonly planOf: (asked: PlannedDocument) => QueryPlan;
}

/** Reads a composed graph. Throws when it is none. */
export function createPlanner(supergraphSdl: string): Planner {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return {
    schemas: { api: apiSchema.toGraphQLJSSchema(), supergraph: supergraph.schema.toGraphQLJSSchema() },
    planOf: ({ document, operationName }) => {
      const options = operationName === null ? {} : { operationName };
      return planner.buildQueryPlan(operationFromDocument(apiSchema, document, options));
    },
  };
}
