import { createAggregator } from './aggregator/server.ts';
import { reportTo } from './contestant.ts';

// What a competent engineer writes by hand for this one question: the limit that the gateway is measured against.
const app = createAggregator(process.env);
reportTo(process, `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
