import { expect, it } from 'vitest';
import { closedGatewayAround } from '../limits/closed-gateway.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { includeFlow } from './edges.ts';

const gateway = closedGatewayAround();

it('is not given where the gateway runs over real registries, whatever the request says', async () => {
  const { body } = await gateway.ask(officerQuery, { oppijanumero: personaOid(9000) }, includeFlow);
  expect(body.data.student.identity.state).toBe('KNOWN');
  expect(Object.keys(body.extensions)).toEqual(['policy', 'receipt']);
});
