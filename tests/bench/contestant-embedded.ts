import { loadConfig } from '../../gateway/config.ts';
import { createServer } from '../../gateway/server.ts';
import * as registries from '../../subgraphs/index.ts';
import { tellParent } from './parent.ts';

// The gateway as `npm start` runs it: subgraphs in its process, or at URLs where the environment says so.
const app = await createServer(loadConfig(process.env, Object.values(registries)));
tellParent(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
