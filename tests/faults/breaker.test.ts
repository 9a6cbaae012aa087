import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Cell, cells, watchedFacts } from '../../mocks/faults/fault-table.ts';
import type { Person } from '../../mocks/person.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { environmentOfMocks, startMocks } from '../system.ts';
import { type Gateway, gatewaysInTurn, isRemembered } from './gateways.ts';

const today = '2026-11-24';
/** Enough calls for a breaker to judge by, each about somebody else. */
const people = 12;

let mocks: readonly RunningMock[];
let environment: Readonly<Record<string, string>>;
let oids: readonly string[];
const gateways = gatewaysInTurn();

beforeAll(async () => {
  const started = await startMocks({ today, generated: 200 });
  mocks = started.mocks;
  oids = peopleInAll(started.people).slice(0, people);
  environment = {
    ...environmentOfMocks(mocks),
    TODAY: today,
    QUERY_DEADLINE_MS: '20000',
    BREAKER_OPEN_MS: '100',
  };
});
afterAll(async () => {
  await gateways.close();
  await Promise.all(mocks.map((mock) => mock.close()));
});

/** Generated people with something in every registry, each with an application option of their own. */
function peopleInAll(all: readonly Person[]): readonly string[] {
  const options = new Set<string>();
  const chosen: string[] = [];
  for (const { id, records, places, studentRecords, migri } of all) {
    const [record] = records;
    const [place] = places;
    if (!id.startsWith('G') || record === undefined || place === undefined) continue;
    const isEverywhere = record.identifiedBy !== 'NONE' && studentRecords.length > 0 && migri !== null;
    if (!isEverywhere || record.citizenships.includes('246') || options.has(place.option.oid)) continue;
    options.add(place.option.oid);
    chosen.push(record.oid);
  }
  return chosen;
}

/** Time itself is the matter of these; a test would have to wait for it a dozen times. */
const isQuick = ({ fault, expected }: Cell): boolean =>
  fault.madeBy === 'mock' && !expected.reasons.includes('TIMEOUT') && fault.name !== 'endless-body';

describe('a registry that does this to twelve people in a row', { timeout: 120_000 }, () => {
  test.each(cells.filter(isQuick).map((cell) => [cell.registry, cell.fault.name, cell] as const))(
    '%s: %s',
    async (registry, name, cell) => {
      const mock = mocks.find((one) => one.name === registry);
      // One gateway meets a fault at each registry. Those that others need come first: nothing else has asked them yet.
      const gateway = await gateways.of(isRemembered(cell) ? `${registry} ${name}` : name, environment);
      await gateway.ask(queryFor(registry), { oppijanumero: personaOid(9000) });
      await mock?.setFault({ fault: name });
      await inOneMoment(async () => {
        for (const oppijanumero of oids) await gateway.ask(queryFor(registry), { oppijanumero });
      });
      const opened = breakersIn(await gateway.metrics(), 'open');
      await mock?.setFault(null);
      await closeBreakers(gateway, registry);
      expect(opened.includes(registry)).toBe(cell.expected.breaker);
    },
  );
});

/** The clock stands still: however slow the machine, one window of the breaker sees all calls. */
async function inOneMoment(work: () => Promise<void>): Promise<void> {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  try {
    await work();
  } finally {
    clock.mockRestore();
  }
}

/** Asks until the registry's breaker has closed: others may need it next. A log-in's would take too long. */
async function closeBreakers(gateway: Gateway, registry: Cell['registry']): Promise<void> {
  const variables = { oppijanumero: personaOid(9000) };
  while (breakersIn(await gateway.metrics(), 'not closed').includes(registry)) {
    await gateway.ask(queryFor(registry), variables);
  }
}

/** Asks this registry, and those that it needs, alone. */
function queryFor(registry: Cell['registry']): string {
  const more = registry === 'virta' ? 'termRegistrations { state }' : '';
  return `query ($oppijanumero: Oppijanumero!) {
    student(oppijanumero: $oppijanumero) { ${watchedFacts[registry]} { state } ${more} }
  }`;
}

const statesOf = {
  open: /^breaker_state\{registry="([\w-]+)"\} 2/gm,
  'not closed': /^breaker_state\{registry="([\w-]+)"\} [12]/gm,
};

function breakersIn(metrics: string, state: keyof typeof statesOf): readonly string[] {
  return [...metrics.matchAll(statesOf[state])].map(([, registry]) => registry ?? '');
}
