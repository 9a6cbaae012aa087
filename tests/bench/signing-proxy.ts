import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { z } from 'zod';
import { readGrantKey } from '../../gateway/federation/remote/grant-key.ts';
import { createGrantSigner } from '../../gateway/federation/remote/grant-signer.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { grantHeader } from '../../subgraphs/registry/grant-claims.ts';
import { sandboxGrant } from '../grants.ts';
import { tellParent } from './parent.ts';

/** Where subgraphs are, by name. */
const upstreams = z.record(z.string(), z.url()).parse(JSON.parse(process.env.BENCH_UPSTREAMS ?? ''));

const key = readGrantKey({ variable: 'BENCH_GRANT_KEY', path: process.env.BENCH_GRANT_KEY ?? '' });
if (!key.ok) throw new Error(key.problems.join('\n'));

// Stands between a gateway of somebody else's and our subgraphs, at /<name>: signs what passes through, and does nothing
// else. Neither is one of its processes, so its work is not theirs.
const sign = await createGrantSigner({ key: key.value, mode: 'mock', clock: createClock(null) });
const pools = new Map(Object.entries(upstreams).map(([name, url]) => [name, new Pool(new URL(url).origin)]));

const server = createServer((request, response) => {
  pass(request, response).catch(() => response.destroy());
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
tellParent(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const subgraph = (request.url ?? '').slice(1);
  const pool = pools.get(subgraph);
  if (pool === undefined) throw new Error('No such subgraph');
  const body = await bodyOf(request);
  const asked = { subgraph, requestId: 'bench', body, day: null, calls: false };
  const token = await sign({ ...asked, grant: sandboxGrant });
  const answer = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', [grantHeader]: token },
    body,
  });
  response.writeHead(answer.statusCode, { 'content-type': 'application/json; charset=utf-8' });
  answer.body.pipe(response);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
