import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { labels } from './labels.ts';
import { createResolvers } from './resolvers.ts';

/** The learner-number registry (ONR): who is this, and which identifiers belong together. */
export const oppijanumero = defineSubgraph({
  name: 'oppijanumero',
  environment,
  labels,
  resolvers: createResolvers,
});
