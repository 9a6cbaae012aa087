import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { labels } from './labels.ts';
import { createRegisterResolvers } from './resolvers.ts';

/** Migri's permit register: permit cases and permits. */
export const migri = defineSubgraph({
  name: 'migri',
  environment,
  labels,
  resolvers: (settings, tools) => ({ Student: { ...createRegisterResolvers(settings, tools) } }),
});
