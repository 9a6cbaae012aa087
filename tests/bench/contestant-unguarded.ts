import { tellParent } from './parent.ts';
import { createUnguarded } from './unguarded.ts';

// The embedded gateway without access control, policy and disclosure log.
const app = await createUnguarded(process.env);
tellParent(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
