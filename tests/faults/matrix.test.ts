import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cell, cells, watchedFacts } from '../../mocks/faults/fault-table.ts';
import type { RecordedCall, RunningMock } from '../../mocks/registry-server.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { gatewaysInTurn, isRemembered } from './gateways.ts';

const today = '2026-11-24';
const variables = { oppijanumero: personaOid(9000) };
/** Facts that need another registry's answer first. */
const needing: Readonly<Record<string, readonly string[]>> = {
  opintopolku: ['feePayments', 'admissionConditions'],
};
const factsOf: Readonly<Record<string, readonly string[]>> = {
  oppijanumero: ['identity'],
  opintopolku: ['admissions'],
  virta: ['studyRights', 'termRegistrations', 'termFees', 'studyProgress'],
  fees: ['feePayments', 'admissionConditions'],
  migri: ['permitCases', 'permits'],
};

// biome-ignore lint/suspicious/noExplicitAny: the student is whatever the query selected.
type Student = any;

let mocks: readonly RunningMock[];
let environment: Readonly<Record<string, string>>;
let baseline: Student;
/** Data calls that each registry gets for the query when all is well. */
let ordinaryCalls: Readonly<Record<string, number>>;
const gateways = gatewaysInTurn();

beforeAll(async () => {
  ({ mocks } = await startMocks({ today }));
  environment = {
    ...environmentOfMocks(mocks),
    TODAY: today,
    QUERY_DEADLINE_MS: '20000',
  };
  const { student, calls } = await askUnder(null);
  baseline = student;
  ordinaryCalls = calls;
});
afterAll(async () => {
  await gateways.close();
  await Promise.all(mocks.map((mock) => mock.close()));
});

describe('the fault matrix', { timeout: 120_000 }, () => {
  test.each(cells.map((cell) => [cell.registry, cell.fault.name, cell] as const))(
    '%s: %s',
    async (registry, _fault, cell) => {
      const { status, errors, student, calls, logIns, alarms } = await askUnder(cell);
      const { expected } = cell;
      expect([status, errors]).toEqual([expected.status, undefined]);
      const fact = student[watchedFacts[registry]];
      expect(expected.states).toContain(fact.state);
      expect(expected.reasons).toContain(fact.reason?.code ?? null);
      if (cell.fault.name === 'bad-record' && fact.reason?.code === 'RECORD_UNREADABLE') {
        expect(fact.reason.field).toMatch(/^[\w.]+$/);
      }
      if (expected.retryAt) expect(fact.reason.retryAt).toMatch(/^20\d\d-/);
      // Calls of one query may spare each other a repetition: they share log-ins and throttles.
      const most = expected.hits * (ordinaryCalls[registry] ?? 0);
      expect(calls[registry]).toBeGreaterThanOrEqual(expected.hits);
      expect(calls[registry]).toBeLessThanOrEqual(most);
      expect(logIns[registry]).toBe(expected.logIns);
      expectOthersStand(registry, student);
      // Some faults leave a well-formed answer that says less or something else; no client can know.
      if (expected.states.length > 1) return;
      expect(alarms).toEqual(expected.alarm === null ? [] : [`${registry} ${expected.alarm}`]);
      expectNothingInvented(registry, student);
    },
  );
});

interface Outcome {
  readonly status: number;
  readonly errors: unknown;
  readonly student: Student;
  readonly calls: Readonly<Record<string, number>>;
  readonly logIns: Readonly<Record<string, number>>;
  /** What the operators of the gateway were told: registry and code. */
  readonly alarms: readonly string[];
}

/** Asks for one student by a gateway that has its sessions, and then meets the fault. */
async function askUnder(cell: Cell | null): Promise<Outcome> {
  const gateway = await gateways.of(...gatewayFor(cell));
  const mock = mocks.find(({ name }) => name === cell?.registry);
  await gateway.ask(officerQuery, { oppijanumero: personaOid(9003) });
  for (const each of mocks) each.clearCalls();
  const toldBefore = alarmCounts(await gateway.metrics());
  if (cell?.fault.madeBy === 'mock') await mock?.setFault({ fault: cell.fault.name });
  const { status, body } = await gateway.ask(officerQuery, variables);
  const counts = (isCounted: (call: RecordedCall) => boolean) =>
    Object.fromEntries(mocks.map((each) => [each.name, each.calls().filter(isCounted).length]));
  const outcome = {
    status,
    errors: body.errors,
    student: body.data.student,
    calls: counts(({ kind }) => kind === 'data'),
    // A log-in by CAS has three steps.
    logIns: counts(({ path }) => /\/(?:v1\/tickets|oauth2\/token)$/.test(path)),
    alarms: alarmsSince(toldBefore, alarmCounts(await gateway.metrics())),
  };
  await mock?.setFault(null);
  return outcome;
}

/** How often operators were told of each registry's troubles. A log-in server's alarm is its registry's. */
function alarmCounts(metrics: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const told = metrics.matchAll(
    /^operator_alarms_total\{registry="(\w+?)(?:-log-in)?",code="(\w+)"\} (\d+)/gm,
  );
  for (const [, registry, code, count] of told) {
    const alarm = `${registry} ${code}`;
    counts.set(alarm, (counts.get(alarm) ?? 0) + Number(count));
  }
  return counts;
}

function alarmsSince(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  return [...after].filter(([alarm, count]) => count > (before.get(alarm) ?? 0)).map(([alarm]) => alarm);
}

type NamedSettings = readonly [name: string, settings: Readonly<Record<string, string>>];

/**
 * The gateway that meets a cell: one for all, unless it would remember. A breaker counts what fails about the same person
 * once, among all that goes well, and stays closed.
 */
function gatewayFor(cell: Cell | null): NamedSettings {
  // Only where time itself is the matter may it run out: the others must not depend on the machine's speed.
  if (cell?.expected.reasons.includes('TIMEOUT')) {
    return ['hurried', { ...environment, QUERY_DEADLINE_MS: '2000' }];
  }
  if (cell?.fault.madeBy === 'test') return [`${cell.registry} elsewhere`, environmentWithout(cell.registry)];
  return [
    cell !== null && isRemembered(cell) ? `${cell.registry} ${cell.fault.name}` : 'patient',
    environment,
  ];
}

/** What no server can do is arranged by where the registry is looked for. */
function environmentWithout(registry: string): Readonly<Record<string, string>> {
  const prefix = `${registry.toUpperCase()}_`;
  const elsewhere = Object.entries(environment).map(([name, value]) => [
    name,
    name.startsWith(prefix) ? value.replace('127.0.0.1', 'registry.invalid') : value,
  ]);
  return { ...Object.fromEntries(elsewhere), SANDBOX_HOSTS: 'registry.invalid' };
}

function expectOthersStand(registry: string, student: Student): void {
  const touched = [...(factsOf[registry] ?? []), ...(needing[registry] ?? [])];
  for (const fact of Object.values(factsOf).flat()) {
    if (touched.includes(fact)) continue;
    const { items, state } = student[fact];
    // Without the learner-number registry what is found is shown, and proves nothing.
    const unresolved = registry === 'oppijanumero' && state === 'AMBIGUOUS';
    const shown = (list: unknown) => (unresolved ? withoutStates(list) : (list ?? null));
    expect(shown(items), fact).toEqual(shown(baseline[fact].items));
    expect(state, fact).toBe(unresolved ? 'AMBIGUOUS' : baseline[fact].state);
  }
}

function withoutStates(items: unknown): unknown {
  return JSON.parse(
    JSON.stringify(items ?? null, (key, value) => (/^(state|reason)$/.test(key) ? undefined : value)),
  );
}

/** No fault may turn into "none": the person has something of every kind. */
function expectNothingInvented(registry: string, student: Student): void {
  for (const fact of [...(factsOf[registry] ?? []), ...(needing[registry] ?? [])]) {
    expect(student[fact].state, fact).not.toBe('KNOWN_NONE');
    expect(student[fact].items, fact).not.toEqual([]);
  }
  for (const fact of ['studyRightValidity', 'bindingStudyPlace', 'tuitionFeeRequirement', 'freeMovement']) {
    const { value } = student[fact];
    expect([baseline[fact].value, null], fact).toContainEqual(value);
  }
}
