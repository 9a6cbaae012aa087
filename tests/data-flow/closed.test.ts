import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { startClosedGateway } from '../limits/closed-gateway.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { startMocks } from '../system.ts';
import { includeFlow } from './edges.ts';

let mocks: readonly RunningMock[];
let gateway: Awaited<ReturnType<typeof startClosedGateway>>;
beforeAll(async () => {
  ({ mocks } = await startMocks({ today: '2026-11-24' }));
  gateway = await startClosedGateway(mocks);
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(mocks.map((mock) => mock.close()));
});

it('is not given where the gateway runs over real registries, whatever the request says', async () => {
  const { body } = await gateway.ask(officerQuery, { oppijanumero: personaOid(9000) }, includeFlow);
  expect(body.data.student.identity.state).toBe('KNOWN');
  expect(Object.keys(body.extensions)).toEqual(['policy', 'receipt']);
});
