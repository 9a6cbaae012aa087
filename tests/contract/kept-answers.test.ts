import { afterEach, describe, expect, it } from 'vitest';
import { feesMock } from '../../mocks/fees.ts';
import { migriMock } from '../../mocks/migri.ts';
import { opintopolkuMock } from '../../mocks/opintopolku.ts';
import { buildPeople } from '../../mocks/people.ts';
import { type MockRegistry, startMock } from '../../mocks/registry-server.ts';
import { virtaMock } from '../../mocks/virta.ts';
import { fees } from '../../subgraphs/fees/index.ts';
import { migri } from '../../subgraphs/migri/index.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import type { Environment, Subgraph } from '../../subgraphs/registry/subgraph.ts';
import { virta } from '../../subgraphs/virta/index.ts';
import { accountAt, student, underTest } from './valinta-tulos-service.ts';
import { environmentOf } from './virta-running.ts';

const people = buildPeople({ today: '2026-06-01' });
const person = people.find(({ id }) => id === 'P00');
const oids = person?.records.map(({ oid }) => oid) ?? [];
const places = person?.places.filter(({ valintaTila }) => valintaTila === 'HYVAKSYTTY') ?? [];
const who = {
  ...student(oids),
  admissions: {
    state: 'KNOWN',
    reason: null,
    items: places.map(({ applicationOid, option }) => ({
      id: `${applicationOid}/${option.oid}`,
      applicationOid,
      applicationOption: { oid: option.oid },
    })),
  },
};

interface Case {
  readonly field: string;
  readonly subgraph: Subgraph;
  readonly prefix: string;
  readonly registry: MockRegistry;
  readonly environment: (url: string) => Environment;
  readonly items?: string;
}

const migriOf = (url: string): Environment => ({
  MIGRI_URL: url,
  MIGRI_TOKEN_URL: `${url}/oauth2/token`,
  MIGRI_CLIENT_ID: 'opintolupa',
  MIGRI_CLIENT_SECRET: 'opintolupa-sandbox',
});
const feesOf = (url: string): Environment => accountAt(url, 'FEES');
const ofFees = { subgraph: fees, prefix: 'FEES', registry: feesMock, environment: feesOf };
const ofVirta = { subgraph: virta, prefix: 'VIRTA', registry: virtaMock, environment: environmentOf };
const ofMigri = { subgraph: migri, prefix: 'MIGRI', registry: migriMock, environment: migriOf };

const ofOpintopolku: Case = {
  field: 'admissions',
  subgraph: opintopolku,
  prefix: 'OPINTOPOLKU',
  registry: opintopolkuMock,
  environment: (url) => accountAt(url, 'OPINTOPOLKU'),
};

const cases: readonly Case[] = [
  ofOpintopolku,
  { field: 'feePayments', ...ofFees, items: 'items { state payment }' },
  { field: 'admissionConditions', ...ofFees, items: 'items { conditional }' },
  { field: 'studyRights', ...ofVirta },
  { field: 'termFees', ...ofVirta, items: 'due { studyRightId } paid { startsOn }' },
  { field: 'permits', ...ofMigri },
];

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe.each(cases)('the answer for $field', (example) => {
  const { prefix } = example;

  it('is asked for each time by default', async () => {
    const { ask, dataCalls } = await start(example);
    const first = await ask();
    expect(first).toMatchObject({ source: { servedFrom: 'REGISTRY' } });
    expect(first.state).toMatch(/^KNOWN/);
    const once = dataCalls();
    expect((await ask()).source.servedFrom).toBe('REGISTRY');
    expect(dataCalls()).toBe(2 * once);
  });

  it('is kept when told, and says when it was read', async () => {
    const { ask, dataCalls } = await start(example, { [`${prefix}_CACHE_SECONDS`]: '600' });
    const first = await ask();
    const once = dataCalls();
    const { observedAt } = first.source;
    expect(await ask()).toEqual({ ...first, source: { observedAt, servedFrom: 'CACHE' } });
    expect(dataCalls()).toBe(once);
  });

  it('stands in, stale, for a registry that is gone, when told', async () => {
    const { ask, stop } = await start(example, { [`${prefix}_STALE_SECONDS`]: '600' });
    const first = await ask();
    await stop();
    const { observedAt } = first.source;
    const stale = await ask();
    expect(stale).toMatchObject({
      state: 'STALE',
      reason: { code: 'UNREACHABLE' },
      source: { observedAt, servedFrom: 'CACHE' },
    });
    expect(JSON.stringify(stale)).not.toContain('"KNOWN"');
    const { state, reason, source, ...records } = stale;
    expect(records).toEqual(JSON.parse(JSON.stringify(recordsOf(first)).replace('"KNOWN"', '"STALE"')));
  });

  it('does not stand in for one that is gone unless told', async () => {
    const { ask, stop } = await start(example, { [`${prefix}_CACHE_SECONDS`]: '0' });
    await ask();
    await stop();
    expect(await ask()).toMatchObject({ state: 'SOURCE_UNAVAILABLE', source: { servedFrom: 'NOTHING' } });
  });
});

it('a refused log-in is told, whatever is kept', async () => {
  let refused = false;
  const registry: MockRegistry = {
    name: 'opintopolku',
    routes: (app, world) => {
      app.addHook('preHandler', async (_request, reply) => (refused ? reply.code(403).send() : undefined));
      opintopolkuMock.routes(app, world);
    },
  };
  const { ask } = await start({ ...ofOpintopolku, registry }, { OPINTOPOLKU_STALE_SECONDS: '86400' });
  await ask();
  refused = true;
  expect(await ask()).toMatchObject({
    state: 'SOURCE_UNAVAILABLE',
    reason: { code: 'AUTHENTICATION_FAILED' },
    items: null,
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
type Fact = any;

function recordsOf({ state, reason, source, ...records }: Fact): unknown {
  return records;
}

async function start(example: Case, changes: Environment = {}) {
  const { field, subgraph, registry, environment, items = 'items { id }' } = example;
  const mock = await startMock(registry, { people, now: Date.now }, 0);
  const { students, close } = underTest(subgraph, { ...environment(mock.url), ...changes });
  closers.push(mock.close, close);
  const selection = `${field} { state reason { code } source { observedAt servedFrom } ${items} }`;
  const ask = async (): Promise<Fact> => {
    const [found] = await students(selection, [who]);
    return found instanceof Object ? Reflect.get(found, field) : undefined;
  };
  const dataCalls = () => mock.calls().filter(({ operation }) => operation !== null).length;
  return { ask, dataCalls, stop: mock.close };
}
