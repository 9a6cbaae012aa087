import { type ExecutionResult, graphql } from 'graphql';
import { afterEach } from 'vitest';
import { oppijanumeroMock } from '../../mocks/oppijanumero.ts';
import type { IdentityRecord, Person } from '../../mocks/person.ts';
import { type MockRegistry, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { oppijanumero } from '../../subgraphs/oppijanumero/index.ts';
import { createClock } from '../../subgraphs/registry/clock.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import type { SubgraphTools } from '../../subgraphs/registry/subgraph.ts';
import { sandboxGrant } from '../grants.ts';
import { requestContext } from '../request-context.ts';

/** A person OID by the number in its last node. */
export const oid = (number: number): string => `1.2.246.562.24.${String(number).padStart(11, '0')}`;
/** The synthetic people's numbers: a master with two merged records, and persons with one record each. */
export const numbers = {
  master: oid(11),
  slave: oid(12),
  otherSlave: oid(13),
  manual: oid(20),
  unidentified: oid(30),
  hidden: oid(40),
  unknown: oid(99),
} as const;
/** The identity code of the master. */
export const code = '150398-905K';
/** The identity code that an unidentified record carries. */
export const otherCode = '220701A912H';

const people: readonly Person[] = [
  person('merged', [record(11, { personalIdentityCode: code, identifiedBy: 'VTJ' }), record(13), record(12)]),
  person('manual', [record(20, { citizenships: ['246', '704'], birthDate: '2010-01-02' })]),
  person('unidentified', [record(30, { identifiedBy: 'NONE', personalIdentityCode: otherCode })]),
  person('hidden', [record(40, { nonDisclosure: true })]),
];

const clock = createClock('2026-08-01');
const closers: (() => Promise<void>)[] = [];
/** What a subgraph is given; closed after each test. */
export const tools: SubgraphTools = {
  clock,
  callerId: '1.2.246.562.10.00000000001.test',
  institutions: loadInstitutions(null),
  onlyMocks: false,
  onClose: (close) => closers.push(close),
};

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Options {
  readonly settings?: (url: string) => Readonly<Record<string, string>>;
  /** Changes an answer on its way out. */
  readonly spoil?: (url: string, body: unknown) => unknown;
}

/** The subgraph over a running mock of its own. */
export async function start({ settings = oauthOf, spoil = (_, body) => body }: Options = {}) {
  const urls: string[] = [];
  let time = Date.now();
  const watched: MockRegistry = {
    name: 'oppijanumero',
    routes: (app, world) => {
      app.addHook('onRequest', async ({ url }) => {
        urls.push(url);
      });
      app.addHook('preSerialization', async ({ url }, _reply, body) => spoil(url, body));
      oppijanumeroMock.routes(app, world);
    },
  };
  const mock = await startMock(watched, { people, now: () => time }, 0);
  closers.push(mock.close);
  const configured = oppijanumero.configure(settings(mock.url));
  if (!configured.ok) throw new Error(configured.problems.join('\n'));
  const schema = configured.build(tools);
  const run = (
    source: string,
    variableValues: Record<string, unknown> = {},
    grant = sandboxGrant,
  ): Promise<ExecutionResult> => {
    const contextValue = requestContext({ clock, grant });
    return graphql({ schema, source, variableValues, contextValue });
  };
  const advance = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { mock, urls, run, advance };
}

/** Settings for OAuth2 client credentials. */
export function oauthOf(url: string): Readonly<Record<string, string>> {
  return {
    OPPIJANUMERO_URL: `${url}/oppijanumerorekisteri-service`,
    OPPIJANUMERO_TOKEN_URL: `${url}/kayttooikeus-service/oauth2/token`,
    OPPIJANUMERO_CLIENT_ID: 'opintolupa',
    OPPIJANUMERO_CLIENT_SECRET: 'opintolupa-sandbox',
  };
}

/** Settings for CAS. */
export function casOf(url: string): Readonly<Record<string, string>> {
  return {
    OPPIJANUMERO_URL: `${url}/oppijanumerorekisteri-service`,
    OPPIJANUMERO_AUTH: 'cas',
    OPPIJANUMERO_CAS_URL: `${url}/cas`,
    OPPIJANUMERO_USERNAME: 'opintolupa',
    OPPIJANUMERO_PASSWORD: 'opintolupa-sandbox',
  };
}

/** Calls that a mock received, by the last part of the path. */
export function countsOf(mock: RunningMock): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of mock.calls()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function person(id: string, records: readonly IdentityRecord[]): Person {
  return { id, story: '', records, places: [], feeRows: [], studentRecords: [], migri: null };
}

function record(number: number, more: Partial<IdentityRecord> = {}): IdentityRecord {
  return {
    oid: oid(number),
    givenNames: 'Asha Mock',
    callingName: 'Asha',
    familyName: 'Testinen',
    birthDate: '1998-03-15',
    citizenships: ['356'],
    personalIdentityCode: null,
    identifiedBy: 'MANUAL',
    nonDisclosure: false,
    municipality: number === 20 ? '091' : null,
    sex: '2',
    ...more,
  };
}
