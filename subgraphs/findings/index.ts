import { z } from 'zod';
import { defineSubgraph } from '../registry/subgraph.ts';
import { requiredSelections } from './inputs.ts';
import { labels } from './labels.ts';
import { createResolvers } from './resolvers.ts';

/** The facts derived from all registries by published rules. It asks no registry, and so has nothing to be set. */
export const findings = defineSubgraph({
  name: 'findings',
  environment: z.object({}),
  labels,
  required: requiredSelections,
  resolvers: (_, { institutions }) => ({ Student: createResolvers(institutions) }),
});
