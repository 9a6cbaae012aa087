import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { grantHeader } from '../../subgraphs/registry/grant-claims.ts';
import { type GrantedPart, post, question, startGrantedPart } from './granted-part.ts';

let part: GrantedPart;
let opsPort = 0;
beforeAll(async () => {
  opsPort = await freePort();
  const limits = { SUBGRAPH_MAX_CONCURRENT: '2', SUBGRAPH_BODY_LIMIT_MIB: '1' };
  part = await startGrantedPart({ environment: { ...limits, SUBGRAPH_OPS_PORT: String(opsPort) } });
});
afterAll(() => part.close());
beforeEach(() => part.mock.clearCalls());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const asked = async (body = question) => post(part, body, [[grantHeader, await part.sign({ body })]]);
const operations = (path: string) => fetch(`http://127.0.0.1:${opsPort}${path}`);

describe('a subgraph that runs as its own server', () => {
  it('lets in so many at once, and refuses others before it asks anything', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waiting = 0;
    const bothWait = new Promise<void>((resolve) => {
      part.mock.setGate(async () => {
        waiting += 1;
        if (waiting === 2) resolve();
        await held;
      });
    });
    const first = [asked(), asked()];
    await bothWait;
    const third = await asked();
    // Whoever may not come in takes no place, and hears nothing of those who have.
    const stranger = await post(part, question);
    release();
    part.mock.setGate(null);
    expect([third.status, third.code, stranger.status]).toEqual([503, 'OVERLOADED', 401]);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect(part.mock.calls()).toHaveLength(2);
    expect((await asked()).status).toBe(200);
  });

  it('reads bodies up to its limit, and none of whoever brings no grant', async () => {
    const large = JSON.stringify({ query: '{ __typename }', variables: { pad: 'x'.repeat(2 ** 20) } });
    const told = [await asked(large), await post(part, large)];
    expect(told.map(({ status, code }) => [status, code])).toEqual([
      [413, 'PAYLOAD_TOO_LARGE'],
      [401, 'UNAUTHENTICATED'],
    ]);
  });

  it.each(['no JSON', '[]', '{}', '{"query":1}', '{"query":"{ __typename }","variables":[]}'])(
    'refuses a signed body that is no request: %s',
    async (body) => {
      const { status, code } = await asked(body);
      expect([status, code]).toEqual([400, 'BAD_REQUEST']);
    },
  );

  it('tells operators on a port of their own that it lives, is ready, and what it counts', async () => {
    await post(part, question);
    const ready = await operations('/health/ready');
    const metrics = await (await operations('/metrics')).text();
    expect([(await operations('/health/live')).status, ready.status]).toEqual([200, 200]);
    expect(metrics).toMatch(/subgraph_refusals_total\{why="MISSING"\} [1-9]/);
    expect(metrics).toContain('upstream_calls_total{registry="virta"');
  });

  it.each(['/health/ready', '/metrics', '/'])('has no %s beside the graph then', async (path) => {
    const response = await fetch(`${part.url}${path}`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('logs each answer by method, route, status and time, and nothing of anybody', async () => {
    await asked();
    await fetch(`${part.url}/010190-987X?x=010190-987X`);
    const lines = part.log().filter(({ msg }) => msg === 'answered');
    expect(lines.at(-2)).toMatchObject({ method: 'POST', route: '/graphql', status: 200 });
    expect(lines.at(-1)).toMatchObject({ method: 'GET', route: 'none', status: 404 });
    expect(JSON.stringify(part.log())).not.toMatch(/010190|1\.2\.246\.562\.24|eyJ/);
  });
});

describe('a subgraph that knows no gateway yet', () => {
  it('is not ready, says so where the graph is, and answers nobody', async () => {
    const lost = await startGrantedPart({ environment: { GATEWAY_KEYS_FILE: '/nowhere/keys.json' } });
    const ready = await fetch(`${lost.url}/health/ready`);
    const told = await post(lost, question, [[grantHeader, await lost.sign()]]);
    await lost.close();
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'no key of a gateway is known' },
    ]);
    expect([told.status, lost.mock.calls().length]).toEqual([401, 0]);
  });
});
