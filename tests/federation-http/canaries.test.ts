import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { type AskedSource, sourceAt } from './asked-source.ts';
import { type GatewayOver, startGatewayOver } from './gateway-over.ts';
import { canaries, hostileReplies } from './hostile-replies.ts';
import { type Behaviour, type Loopback, sending, startLoopback } from './loopback.ts';

let behaviour: Behaviour = sending({ body: {} });
let server: Loopback;
let source: AskedSource;
let gateway: GatewayOver;
beforeAll(async () => {
  server = await startLoopback((response, received) => behaviour(response, received));
  source = sourceAt(server.url);
  gateway = await startGatewayOver('virta', server.url);
});
afterAll(async () => {
  await gateway.close();
  await source.close();
  await server.close();
});

const asked = `{ student(oppijanumero: "${personaOid(9000)}") { oppijanumero identity { state } studyRights { state } } }`;
const question = {
  query:
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Student { studyRights { state } } } }',
};

function expectClean(text: string): void {
  for (const canary of [canaries.code, canaries.number, ...canaries.code.split('-')]) {
    expect(text).not.toContain(canary);
  }
}

describe('a personal identity code and a learner number in a reply', () => {
  it.each(hostileReplies)('stay there: %s', async (_where, hostile) => {
    behaviour = hostile;
    const before = server.requests.length;
    const traceId = crypto.randomUUID().replaceAll('-', '');
    const { text, body } = await gateway.ask(asked, traceId);
    expect(server.requests).toHaveLength(before + 1);
    expect(body.data.student).toMatchObject({ oppijanumero: personaOid(9000), identity: { state: 'KNOWN' } });
    expectClean(text);
    const records = await gateway.records(traceId);
    expect(records.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME']);
    expectClean(JSON.stringify(records));
  });

  it.each(hostileReplies)('are told to no operator: %s', async (_where, hostile) => {
    behaviour = hostile;
    source.pass(60_000);
    const before = source.warnings.length;
    const { error, reply } = await source.ask(question);
    const told = source.warnings.slice(before);
    expect(told.length).toBeLessThanOrEqual(1);
    if (reply === null) expect(told).toHaveLength(1);
    expectClean(JSON.stringify([told, Object(error).message, Object(error).extensions, reply?.errors]));
  });

  it('are nowhere in the log', () => {
    const log = gateway.log();
    const kinds = [...log.matchAll(/"subgraph":"virta","kind":"(\w+)"/g)].map(([, kind]) => kind);
    expect(kinds).toContain('STATUS');
    expect(kinds).toContain('ERRORS');
    expect(new Set(kinds).size).toBe(kinds.length);
    expectClean(log);
  });
});
