import { loadConfig } from '../../gateway/config.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { reportTo } from './contestant.ts';

// The embedded gateway, as `npm start` runs it.
const app = await createServer(loadConfig(process.env, Object.values(registries)));
reportTo(process, `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
