import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadClients } from '../../gateway/access/clients.ts';
import { sandboxIssuers } from '../../gateway/access/sandbox-issuers.ts';
import { createCanonicalizer } from '../../gateway/federation/canonical/canonical-operation.ts';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { createPlanExecutor } from '../../gateway/federation/plan-executor.ts';
import { planRegistered } from '../../gateway/pipeline/planned-ahead.ts';
import type { TrustedDocuments } from '../../gateway/limits/trusted-file.ts';
import { readPolicyTable } from '../../gateway/policy/policy-table.ts';
import { plannedHere } from '../execution/planned-here.ts';

const supergraph = readSupergraph();
const path = fileURLToPath(new URL('../../gateway/access/sandbox-clients.json', import.meta.url));
const surroundings = { issuers: sandboxIssuers('http://127.0.0.1:1'), registries: 'mock' } as const;

/** A gateway's planning, counted, over which operations are registered. */
function planning() {
  const here = plannedHere(supergraph);
  const planned: string[] = [];
  const executor = createPlanExecutor({
    ...here,
    planOf: (document, spent) => {
      planned.push('one');
      return here.planOf(document, spent);
    },
    planning: () => Promise.reject(new Error('planned for somebody who waits')),
    sources: new Map(),
    onPlan: () => undefined,
  });
  const clients = loadClients({ variable: 'CLIENTS_FILE', path }, surroundings);
  if (!clients.ok) throw new Error(clients.problems.join());
  const warned: object[] = [];
  const register = (documents: TrustedDocuments) =>
    planRegistered(documents, {
      schema: here.schemas.api,
      policy: readPolicyTable(supergraph),
      canonicalize: createCanonicalizer(here.schemas.api),
      planAhead: executor.planAhead,
      clientOf: clients.value.byId,
      today: '2026-11-24',
      log: { warn: (fields) => warned.push(fields) },
    });
  return { planned, warned, register };
}

const registered = (document: string, ...clients: string[]): TrustedDocuments =>
  new Map([['hash', { document, clients, name: 'Registered' }]]);

it('registered operations are planned at start, for each purpose of their clients, and once', async () => {
  const { planned, warned, register } = planning();
  const query =
    'query Q($of: Oppijanumero!) { student(oppijanumero: $of) { admissions { state } termFees { state } permits { state } } }';
  await register(registered(query, 'migri', 'vf', 'nobody'));
  // What the purposes give differs: each plan is one of its own.
  expect(planned.length).toBeGreaterThan(1);
  const before = planned.length;
  await register(registered(query, 'migri', 'vf'));
  expect([planned.length, warned]).toEqual([before, []]);
});

it('one that is none of this graph keeps nobody from the others, and operators are told its name', async () => {
  const { planned, warned, register } = planning();
  const good = { document: '{ me { student { admissions { state } } } }', clients: ['vf'], name: 'Good' };
  await register(new Map([...registered('{ nothing }', 'migri'), ['other', good]]));
  expect([planned.length, warned]).toEqual([1, [{ operation: 'Registered' }]]);
});
