import { afterAll, beforeAll, expect, test } from 'vitest';
import { officerQuery, personaOid } from '../officer-query.ts';
import { type System, startSystem } from '../system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ mode: 'distributed', today: '2026-11-24' });
});
afterAll(() => system.close());

test('a dead subgraph nulls its own fields with a coded error, and nothing else', async () => {
  await system.stopSubgraph('virta');
  const { status, body } = await system.ask(officerQuery, { oppijanumero: personaOid(9000) });
  expect(status).toBe(200);
  const { student } = body.data;
  expect([student.studyRights, student.termFees, student.studyProgress]).toEqual([null, null, null]);
  expect(student).toMatchObject({
    identity: { state: 'KNOWN' },
    admissions: { state: 'KNOWN' },
    feePayments: { state: 'KNOWN' },
    permits: { state: 'KNOWN' },
    freeMovement: { value: false },
  });
  expect(body.errors).toContainEqual({
    message: expect.stringContaining('virta'),
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'virta' },
  });
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|node_modules/);
});
