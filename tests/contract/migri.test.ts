import { afterEach, describe, expect, it } from 'vitest';
import { createMigriMock } from '../../mocks/migri.ts';
import type { IdentityRecord, MigriRecord, Person } from '../../mocks/person.ts';
import { type MockRegistry, startMock } from '../../mocks/registry-server.ts';
import { createRegisterClient } from '../../subgraphs/migri/client.ts';
import { environment } from '../../subgraphs/migri/config.ts';
import { createRegisterResolvers } from '../../subgraphs/migri/resolvers.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { RegistryLookup } from '../../subgraphs/registry/lookup.ts';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';
import { termsWith } from '../terms.ts';

const oid = (number: number): string => `1.2.246.562.24.${String(number).padStart(11, '0')}`;
const known = oid(1);
const linked = oid(2);
const other = oid(3);
const stranger = oid(4);

const people: readonly Person[] = [
  person('known', known, migri('90000001')),
  person('other', other, migri('90000003')),
];

const clock = createClock('2026-08-01');
const closers: (() => Promise<void>)[] = [];
const tools: SubgraphTools = {
  clock,
  callerId: '1.2.246.562.10.00000000001.test',
  institutions: loadInstitutions(null),
  onlyMocks: false,
  onClose: (close) => closers.push(close),
};

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('the permit register', () => {
  it('is asked once for all students of a request and both fields, under every linked identifier', async () => {
    const { mock, ask } = await start();
    const [first, second] = await ask([lookup([linked, known]), lookup([stranger])]);
    expect(first?.cases).toMatchObject({
      state: 'KNOWN',
      complete: true,
      items: [
        { id: '2/111/2025', submittedOn: '2025-05-02', kind: 'EXTENSION', decision: null },
        { id: '1/111/2024', submittedOn: '2024-05-02', kind: 'FIRST_PERMIT', decision: 'GRANTED' },
      ],
    });
    expect(first?.permits).toMatchObject({
      state: 'KNOWN',
      source: { registry: 'MIGRI', servedFrom: 'REGISTRY' },
      customerNumber: '90000001',
      firstPermitGround: 'TEMPORARY_PROTECTION',
      items: [{ type: 'A', ground: 'STUDY', validUntil: '2027-07-31' }],
    });
    expect(second?.cases).toMatchObject({ state: 'KNOWN_NONE', items: null, complete: null });
    expect(second?.permits).toMatchObject({ state: 'KNOWN_NONE', customerNumber: null });
    const searches = mock.calls().filter(({ operation }) => operation === 'search');
    expect(searches.map(({ persons }) => persons)).toEqual([3]);
  });

  it('picks neither of two customers under linked identifiers', async () => {
    const { ask } = await start();
    const [student] = await ask([lookup([known, other])]);
    expect(student?.cases).toMatchObject({ state: 'AMBIGUOUS', reason: { code: 'IDENTITY_AMBIGUOUS' } });
    expect(student?.permits).toMatchObject({
      state: 'AMBIGUOUS',
      customerNumber: null,
      firstPermitGround: null,
    });
  });

  it('proves nothing about a person whose identity is unresolved, and is not asked about an unidentified one', async () => {
    const { mock, ask } = await start();
    const [found, none, unidentified] = await ask([
      lookup([known], 'UNRESOLVED'),
      lookup([stranger], 'UNRESOLVED'),
      lookup([other], 'NOT_IDENTIFIED'),
    ]);
    expect(found?.permits).toMatchObject({ state: 'AMBIGUOUS', reason: { code: 'IDENTITY_UNRESOLVED' } });
    expect(found?.permits.items).toHaveLength(1);
    expect(none?.permits).toMatchObject({ state: 'AMBIGUOUS', items: null });
    expect(unidentified?.permits).toMatchObject({ state: 'NOT_LINKED', items: null });
    expect(mock.calls().map(({ persons }) => persons)).toEqual([null, 2]);
  });

  it('is asked in calls of 5,000, with no identifier in a path or query', async () => {
    const { mock, urls, settings } = await start();
    const oids = [...Array.from({ length: 5000 }, (_, index) => oid(1_000_000 + index)), known];
    const answer = await createRegisterClient(settings, tools).personsOf(oids, termsWith());
    expect(answer.answered && [...answer.value.customers.keys()]).toEqual([known]);
    const persons = mock.calls().flatMap(({ persons }) => persons ?? []);
    expect(persons.sort()).toEqual([1, 5000]);
    for (const url of urls) expect(url).not.toContain('1.2.246');
  });
});

describe('the session with the permit register', () => {
  it('is renewed once when the token has expired', async () => {
    const { mock, ask, advance } = await start();
    await ask([lookup([known])]);
    mock.clearCalls();
    advance(301_000);
    const [student] = await ask([lookup([known])]);
    expect(student?.permits.state).toBe('KNOWN');
    expect(mock.calls().map(({ path }) => path.split('/').at(-1))).toEqual(['search', 'token', 'search']);
  });

  it('fails as a state when the credentials or the rights are not enough', async () => {
    const wrong = await start({ MIGRI_CLIENT_SECRET: 'wrong' });
    const refused = { state: 'SOURCE_UNAVAILABLE', reason: { code: 'AUTHENTICATION_FAILED' }, items: null };
    expect((await wrong.ask([lookup([known])]))[0]?.permits).toMatchObject(refused);
    expect(wrong.mock.calls()).toHaveLength(1);
    const poor = await start({ MIGRI_CLIENT_ID: 'norights', MIGRI_CLIENT_SECRET: 'norights' });
    expect((await poor.ask([lookup([known])]))[0]?.permits).toMatchObject(refused);
    expect(poor.mock.calls()).toHaveLength(2);
  });
});

describe('a permit register in trouble', () => {
  it('says that it cannot be reached', async () => {
    const { mock, ask } = await start();
    await mock.close();
    const [student] = await ask([lookup([known])]);
    expect(student?.cases).toMatchObject({ state: 'SOURCE_UNAVAILABLE', reason: { code: 'UNREACHABLE' } });
  });

  it('says when a planned break is over', async () => {
    const { ask } = await start({}, [{ from: 0, until: Date.now() + 600_000 }]);
    const [student] = await ask([lookup([known])]);
    expect(student?.cases).toMatchObject({
      state: 'SOURCE_UNAVAILABLE',
      reason: { code: 'SOURCE_ERROR', retryAt: expect.stringMatching(/Z$/) },
    });
  });
});

interface Break {
  readonly from: number;
  readonly until: number;
}

async function start(more: Readonly<Record<string, string>> = {}, maintenance: readonly Break[] = []) {
  const urls: string[] = [];
  let time = Date.now();
  const real = createMigriMock({ searchesPerMinute: null, maintenance });
  const watched: MockRegistry = {
    name: real.name,
    routes: (app, world) => {
      app.addHook('onRequest', async ({ url }) => {
        urls.push(url);
      });
      real.routes(app, world);
    },
  };
  const mock = await startMock(watched, { people, now: () => time }, 0);
  closers.push(mock.close);
  const settings = environment.parse({
    MIGRI_URL: mock.url,
    MIGRI_TOKEN_URL: `${mock.url}/oauth2/token`,
    MIGRI_CLIENT_ID: 'opintolupa',
    MIGRI_CLIENT_SECRET: 'opintolupa-sandbox',
    ...more,
  });
  const resolvers = createRegisterResolvers(settings, tools);
  /** Both fields of each student, in one request, the second from a copy of the look-up. */
  const ask = (lookups: readonly RegistryLookup[]) => {
    const context = requestContext({ clock, grant: sandboxGrant });
    return Promise.all(
      lookups.map(async (found) => {
        const cases = await resolvers.permitCases({ lookup: found }, {}, context);
        const permits = await resolvers.permits({ lookup: { ...found } }, {}, context);
        return { cases, permits };
      }),
    );
  };
  const advance = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { mock, urls, settings, ask, advance };
}

function lookup(
  personOids: readonly string[],
  resolution: RegistryLookup['resolution'] = 'RESOLVED',
): RegistryLookup {
  return { personOids, resolution, nonDisclosure: false };
}

function migri(customerNumber: string): MigriRecord {
  const first = { kind: 'FIRST_PERMIT', ground: 'study', state: 'DECIDED', decision: 'GRANTED' } as const;
  return {
    customerNumber,
    firstPermitGround: 'temporary-protection',
    cases: [
      { caseNumber: '1/111/2024', ...first, submittedOn: '2024-05-02', decidedOn: '2024-06-18' },
      {
        caseNumber: '2/111/2025',
        kind: 'EXTENSION',
        ground: 'study',
        state: 'IN_PROCESS',
        submittedOn: '2025-05-02',
      },
    ],
    permits: [
      {
        permitNumber: `FI-${customerNumber}`,
        type: 'A',
        ground: 'STUDY',
        validFrom: '2025-08-01',
        validUntil: '2027-07-31',
      },
    ],
  };
}

function person(id: string, personOid: string, record: MigriRecord): Person {
  const identity: IdentityRecord = {
    oid: personOid,
    givenNames: 'Asha Mock',
    callingName: 'Asha',
    familyName: 'Testinen',
    birthDate: '1998-03-15',
    citizenships: ['356'],
    personalIdentityCode: null,
    identifiedBy: 'MANUAL',
    nonDisclosure: false,
    municipality: null,
    sex: '2',
  };
  return { id, story: '', records: [identity], places: [], feeRows: [], studentRecords: [], migri: record };
}
