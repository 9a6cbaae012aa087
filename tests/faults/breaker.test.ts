import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cell, cells, watchedFacts } from '../../mocks/faults/fault-table.ts';
import type { Person } from '../../mocks/person.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { personaOid } from '../officer-query.ts';
import { environmentOfMocks, startGateway, startMocks } from '../system.ts';

const today = '2026-11-24';
/** Enough calls for a breaker to judge by, each about somebody else. */
const people = 12;

let mocks: readonly RunningMock[];
let environment: Readonly<Record<string, string>>;
let oids: readonly string[];

beforeAll(async () => {
  const started = await startMocks({ today, generated: 200 });
  mocks = started.mocks;
  oids = peopleInAll(started.people).slice(0, people);
  environment = { ...environmentOfMocks(mocks), TODAY: today, QUERY_DEADLINE_MS: '20000' };
});
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

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

describe('a registry that does this to twelve people in a row', () => {
  test.each(cells.filter(isQuick).map((cell) => [cell.registry, cell.fault.name, cell] as const))(
    '%s: %s',
    async (registry, _name, { fault, expected }) => {
      const mock = mocks.find(({ name }) => name === registry);
      const gateway = await startGateway(environment);
      await gateway.ask(queryFor(registry), { oppijanumero: personaOid(9000) });
      await mock?.setFault({ fault: fault.name });
      for (const oppijanumero of oids) await gateway.ask(queryFor(registry), { oppijanumero });
      const states = breakersOpenIn(await gateway.metrics());
      await mock?.setFault(null);
      await gateway.close();
      expect(states.includes(registry)).toBe(expected.breaker);
    },
  );
});

/** Asks this registry, and those that it needs, alone. */
function queryFor(registry: Cell['registry']): string {
  const more = registry === 'virta' ? 'termRegistrations { state }' : '';
  return `query ($oppijanumero: Oppijanumero!) {
    student(oppijanumero: $oppijanumero) { ${watchedFacts[registry]} { state } ${more} }
  }`;
}

function breakersOpenIn(metrics: string): readonly string[] {
  const states = metrics.matchAll(/^breaker_state\{registry="([\w-]+)"\} 2/gm);
  return [...states].map(([, registry]) => registry ?? '');
}
