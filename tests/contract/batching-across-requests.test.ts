import { afterEach, describe, expect, it } from 'vitest';
import { feesMock } from '../../mocks/fees.ts';
import { createOpintopolkuMock, opintopolkuMock } from '../../mocks/opintopolku.ts';
import { type MockRegistry, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { virtaMock } from '../../mocks/virta.ts';
import { fees } from '../../subgraphs/fees/index.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import { virta } from '../../subgraphs/virta/index.ts';
import { countsOf, numbers, start as startOnr } from './oppijanumero-running.ts';
import {
  accountAt,
  admitted,
  fee,
  oid24,
  person,
  place,
  student,
  underTest,
} from './valinta-tulos-service.ts';
import { environmentOf } from './virta-running.ts';

const people = Array.from({ length: 30 }, (_, n) =>
  person([n], {
    places: [place(n)],
    feeRows: [fee(n, 1, { maksuntila: n === 2 ? 'VAPAUTETTU' : 'MAKSETTU' })],
  }),
);
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('requests to the admission register at one moment', () => {
  const states = 'admissions { state reason { code } items { applicationOid } }';

  it('for different people share a call, and each gets its own', async () => {
    const { mock, students } = await startVts();
    const ask = (n: number) => students(states, [student([oid24(n)])]);
    const together = await Promise.all(people.map((_, n) => ask(n)));
    expect(questionsAt(mock, 'henkilo-oidit')).toEqual([30]);
    const alone = [];
    for (const [n] of people.entries()) alone.push(await ask(n));
    expect(together).toEqual(alone);
    expect(questionsAt(mock, 'henkilo-oidit')).toHaveLength(31);
  });

  it('lose one client without losing the others', async () => {
    const { mock, students } = await startVts();
    const arrived = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    mock.setGate(() => {
      arrived.resolve();
      return opened.promise;
    });
    const client = new AbortController();
    const leaving = students(states, [student([oid24(1)])], client.signal);
    const staying = students(states, [student([oid24(2)])]);
    await arrived.promise;
    client.abort();
    expect(await leaving).toMatchObject([{ admissions: { reason: { code: 'TIMEOUT' } } }]);
    opened.resolve();
    expect(await staying).toMatchObject([{ admissions: { state: 'KNOWN' } }]);
    expect(questionsAt(mock, 'henkilo-oidit')).toEqual([2]);
  });

  it('pay nothing for another request’s person whom the register cannot assemble', async () => {
    const { students } = await startVts({}, createOpintopolkuMock({ poisoned: new Set([oid24(7)]) }));
    const found = await Promise.all(people.map((_, n) => students(states, [student([oid24(n)])])));
    const failed = found.flatMap((one, n) => (JSON.stringify(one).includes('"KNOWN"') ? [] : [n]));
    expect(failed).toEqual([7]);
    expect(found[7]).toMatchObject([{ admissions: { reason: { code: 'SOURCE_ERROR' } } }]);
  });
});

describe('requests to the tuition-fee register at one moment', () => {
  const states = 'feePayments { state items { state payment } }';

  it('share a call for an option, and each gets only its own person’s row', async () => {
    const { mock, students } = await startFees();
    const ask = (n: number, option: number) => students(states, [admitted([n], [[n, option]])]);
    const found = await Promise.all([ask(1, 1), ask(2, 1), ask(99, 1), ask(3, 2)]);
    const known = (payment: string) => [
      { feePayments: { state: 'KNOWN', items: [{ state: 'KNOWN', payment }] } },
    ];
    expect(found.slice(0, 2)).toEqual([known('PAID'), known('EXEMPTED')]);
    expect(found[2]).toMatchObject([{ feePayments: { state: 'KNOWN_NONE' } }]);
    expect(mock.calls().filter(({ path }) => path.includes('lukuvuosimaksu'))).toHaveLength(2);
  });
});

describe('requests to VIRTA at one moment', () => {
  it('keep to themselves, since each call names its end user', async () => {
    const mock = await startMock(virtaMock, { people, now: Date.now }, 0);
    const { students, close } = underTest(virta, environmentOf(mock.url));
    closers.push(mock.close, close);
    const ask = () => students('studyRights { state }', [student([oid24(1)])]);
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(other);
    expect(mock.calls()).toHaveLength(2);
  });
});

describe('requests to the learner-number registry', () => {
  const query = `query ($id: Oppijanumero!) { student(oppijanumero: $id) {
    oppijanumero lookup { personOids nonDisclosure resolution }
    identity { state mergedRecords source { servedFrom } } homeMunicipality { state code }
  } }`;

  it('at one moment share both calls', async () => {
    const { mock, run } = await startOnr();
    const ids = [numbers.slave, numbers.manual, numbers.unidentified, numbers.slave];
    const together = await Promise.all(ids.map((id) => run(query, { id })));
    expect(countsOf(mock)).toEqual({ token: 1, masterHenkilosByOidList: 1, duplicateHenkilos: 1 });
    const alone = [];
    for (const id of ids) alone.push(await run(query, { id }));
    expect(together).toEqual(alone);
    expect(together[0]?.data?.student).not.toBe(together[3]?.data?.student);
  });

  it('one after another read masters and links each time: neither is kept', async () => {
    const { mock, run } = await startOnr();
    const first = await run(query, { id: numbers.slave });
    expect(await run(query, { id: numbers.slave })).toEqual(first);
    expect(countsOf(mock)).toMatchObject({ masterHenkilosByOidList: 2, duplicateHenkilos: 2 });
  });

  it('see a new non-disclosure order at once', async () => {
    let ordered = false;
    const spoil = (url: string, body: unknown) =>
      ordered && url.includes('masterHenkilos') ? withEach(body, { turvakielto: true }) : body;
    const { run } = await startOnr({ spoil });
    const before = await run(query, { id: numbers.manual });
    ordered = true;
    const after = await run(query, { id: numbers.manual });
    expect([before, after].map(({ data }) => data?.student)).toMatchObject([
      { lookup: { nonDisclosure: false }, homeMunicipality: { state: 'KNOWN' } },
      { lookup: { nonDisclosure: true }, homeMunicipality: { state: 'WITHHELD', code: null } },
    ]);
  });

  it('see a merge at once', async () => {
    const { slave, master, otherSlave } = numbers;
    let merged = false;
    const spoil = (url: string, body: unknown) => {
      if (merged) return body;
      return url.includes('masterHenkilos') ? withEach(body, { oidHenkilo: slave, oppijanumero: slave }) : [];
    };
    const { mock, run } = await startOnr({
      spoil: (url, body) => (url.includes('token') ? body : spoil(url, body)),
    });
    const before = await run(query, { id: slave });
    merged = true;
    const after = await run(query, { id: slave });
    expect([before, after].map(({ data }) => data?.student)).toMatchObject([
      { oppijanumero: slave, lookup: { personOids: [slave], resolution: 'RESOLVED' } },
      { oppijanumero: master, lookup: { personOids: [master, slave, otherSlave], resolution: 'RESOLVED' } },
    ]);
    expect(countsOf(mock)).toMatchObject({ duplicateHenkilos: 2 });
  });
});

/** The records of an answer by OID, each with changes. */
function withEach(body: unknown, changes: object): unknown {
  const records = Object.entries(body instanceof Object ? body : {});
  return Object.fromEntries(records.map(([oid, record]) => [oid, { ...record, ...changes }]));
}

async function startVts(changes: Environment = {}, registry: MockRegistry = opintopolkuMock) {
  const mock = await startMock(registry, { people, now: Date.now }, 0);
  const { students, close } = underTest(opintopolku, { ...accountAt(mock.url, 'OPINTOPOLKU'), ...changes });
  closers.push(mock.close, close);
  return { mock, students };
}

async function startFees() {
  const mock = await startMock(feesMock, { people, now: Date.now }, 0);
  const { students, close } = underTest(fees, accountAt(mock.url, 'FEES'));
  closers.push(mock.close, close);
  return { mock, students };
}

/** How many persons each call asked about. */
function questionsAt(mock: RunningMock, end: string): readonly (number | null)[] {
  return mock.calls().flatMap(({ path, persons }) => (path.endsWith(end) ? [persons] : []));
}
