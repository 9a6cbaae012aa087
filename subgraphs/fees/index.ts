import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { labels } from './labels.ts';
import { resolvers } from './resolvers.ts';

/** The tuition-fee register, and the conditions of admission that need the same rights. */
export const fees = defineSubgraph({ name: 'fees', environment, labels, resolvers });
