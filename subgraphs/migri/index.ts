import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { createDerivedResolvers } from './derived-resolvers.ts';
import { derivedLabels } from './labels.ts';
import { registerLabels } from './register-labels.ts';
import { createRegisterResolvers } from './register-resolvers.ts';

/** Migri's permit register, and the facts derived from all registries by published rules. */
export const migri = defineSubgraph({
  name: 'migri',
  environment,
  labels: { ...registerLabels, ...derivedLabels },
  resolvers: (settings, tools) => ({
    Student: {
      ...createRegisterResolvers(settings, tools),
      ...createDerivedResolvers(tools.institutions),
    },
  }),
});
