import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { labels } from './labels.ts';
import { resolvers } from './resolvers.ts';

/** The admission register of Opintopolku: accepted study places. */
export const opintopolku = defineSubgraph({ name: 'opintopolku', environment, labels, resolvers });
