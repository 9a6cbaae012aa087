import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { createVirtaClient, type VirtaClient } from '../../subgraphs/virta/client.ts';
import { environment } from '../../subgraphs/virta/config.ts';
import { singleOperations } from '../../subgraphs/virta/contract.ts';
import { termsWith } from '../terms.ts';

const bodies: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    bodies.push(body);
    response.writeHead(503).end();
  });
});
const closers: (() => Promise<void>)[] = [];
let client: VirtaClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  client = createVirtaClient(
    environment.parse({ VIRTA_URL: `http://127.0.0.1:${port}/luku`, VIRTA_USER: 'gateway', VIRTA_KEY: 'k' }),
    {
      clock: createClock(null),
      callerId: '1.2.246.562.10.00000000001.opintolupa',
      institutions: loadInstitutions(null),
      onlyMocks: false,
      onClose: (close) => closers.push(close),
    },
  );
});
afterAll(async () => {
  await Promise.all(closers.map((close) => close()));
  server.close();
});

async function toldUser(endUser: string | null): Promise<string | undefined> {
  bodies.length = 0;
  const question = { operation: singleOperations.rights, kinds: new Set(['rights'] as const) };
  const terms = termsWith();
  await client.ask(question, ['1.2.246.562.24.00000009000'], {
    ...terms,
    asker: { ...terms.asker, endUser },
  });
  return /<tunnus>([^<]*)<\/tunnus>/.exec(bodies.join(''))?.[1];
}

describe('the end user', () => {
  it('is told to VIRTA in each call, by the id that the authority gave', async () => {
    expect(await toldUser('official-17')).toBe('official-17');
  });

  it('is the configured user where nobody is named', async () => {
    expect(await toldUser(null)).toBe('gateway');
  });
});
