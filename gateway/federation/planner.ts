import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, parse } from 'graphql';
import { checkGraph } from './check-graph.ts';
import type { GraphSchemas } from './execution/compiled-operation.ts';
import { withoutUnresolvableKeys } from './resolvable-keys.ts';

/** Plans operations over one graph. */
export interface Planner {
  readonly schemas: GraphSchemas;
  /**
   * Which subgraphs are asked for what, in what order, for the only operation of a document that was validated against
   * the graph that clients see. Takes up to seconds for the largest that are accepted.
   */
  readonly planOf: (document: DocumentNode) => QueryPlan;
}

/** Reads a composed graph. Throws when it is none, or one that would not be answered rightly. */
export function createPlanner(supergraphSdl: string): Planner {
  const document = parse(supergraphSdl);
  const supergraph = build(document);
  const apiSchema = supergraph.apiSchema();
  const schemas = {
    api: apiSchema.toGraphQLJSSchema(),
    supergraph: supergraph.schema.toGraphQLJSSchema(),
  };
  checkGraph(schemas.supergraph);
  const planned = withoutUnresolvableKeys(document);
  const planner = new QueryPlanner(planned === document ? supergraph : build(planned));
  return {
    schemas,
    planOf: (document) => planner.buildQueryPlan(operationFromDocument(apiSchema, document)),
  };
}

function build(supergraph: DocumentNode): Supergraph {
  return Supergraph.build(supergraph, { validateSupergraph: false });
}
