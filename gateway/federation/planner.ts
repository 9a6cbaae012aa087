import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, parse } from 'graphql';
import { checkGraph } from './check-graph.ts';
import type { GraphSchemas } from './execution/compiled-operation.ts';
import { withoutUnresolvableKeys } from './resolvable-keys.ts';

/**
 * Which subgraphs are asked for what, in what order, for the only operation of a document that was validated against the
 * graph that clients see. Takes up to seconds for the largest that are accepted.
 */
export type PlanOf = (document: DocumentNode) => QueryPlan;

/** Reads the schemas of a composed graph. Throws when it is none, or one that would not be answered rightly. */
export function readSchemas(supergraphSdl: string): GraphSchemas {
  const supergraph = build(parse(supergraphSdl));
  const schemas = {
    api: supergraph.apiSchema().toGraphQLJSSchema(),
    supergraph: supergraph.schema.toGraphQLJSSchema(),
  };
  checkGraph(schemas.supergraph);
  return schemas;
}

/** A planner over one composed graph, in this thread. */
export function createPlanner(supergraphSdl: string): PlanOf {
  const document = parse(supergraphSdl);
  const supergraph = build(document);
  const apiSchema = supergraph.apiSchema();
  const planned = withoutUnresolvableKeys(document);
  const planner = new QueryPlanner(planned === document ? supergraph : build(planned));
  return (asked) => planner.buildQueryPlan(operationFromDocument(apiSchema, asked));
}

function build(supergraph: DocumentNode): Supergraph {
  return Supergraph.build(supergraph, { validateSupergraph: false });
}
