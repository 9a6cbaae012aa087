import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { GraphSchemas } from './execution/compiled-operation.ts';

/** Plans operations over one graph. */
export interface Planner {
  readonly schemas: GraphSchemas;
  /**
   * Which subgraphs are asked for what, in what order, for the only operation of a document that was validated against
   * the graph that clients see. Takes up to seconds for the largest that are accepted.
   */
  readonly planOf: (document: DocumentNode) => QueryPlan;
}

/** Reads a composed graph. Throws when it is none. */
export function createPlanner(supergraphSdl: string): Planner {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return {
    schemas: { api: apiSchema.toGraphQLJSSchema(), supergraph: supergraph.schema.toGraphQLJSSchema() },
    planOf: (document) => planner.buildQueryPlan(operationFromDocument(apiSchema, document)),
  };
}
