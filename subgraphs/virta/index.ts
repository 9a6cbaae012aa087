import { defineSubgraph } from '../registry/subgraph.ts';
import { environment } from './config.ts';
import { labels } from './labels.ts';
import { createResolvers } from './resolvers.ts';

/** VIRTA: rights to study, term registrations, attainments and tuition fees of higher education. */
export const virta = defineSubgraph({
  name: 'virta',
  environment,
  labels,
  resolvers: createResolvers,
  // No more calls are under way than there are connections.
  portions: ({ VIRTA_BATCH: numbers, VIRTA_CONNECTIONS: atOnce }) => ({ numbers, atOnce }),
});
