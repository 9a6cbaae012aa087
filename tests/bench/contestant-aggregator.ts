import { createAggregator } from './aggregator/server.ts';
import { tellParent } from './parent.ts';

// What a competent engineer writes by hand for these questions: the limit that the gateway is measured against.
const app = createAggregator(process.env);
tellParent(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
