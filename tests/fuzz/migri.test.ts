import { afterAll, describe, expect, it, vi } from 'vitest';
import { migriMock } from '../../mocks/migri.ts';
import { migri } from '../../subgraphs/migri/index.ts';
import { brokenReaders } from './broken-readers.ts';
import { editedJson } from './edit-json.ts';
import { entitiesIn, entityQuery, envelope } from './entities.ts';
import { field, listOf } from './fields.ts';
import { createFuzzer } from './fuzz-run.ts';
import { fuzzed, people, record } from './fuzzed-subgraph.ts';
import { hostileJson } from './hostile-bodies.ts';
import { permitViolations } from './permit-oracle.ts';

vi.mock('../../subgraphs/registry/upstream.ts', async (importActual) => {
  const { overActual } = await import('./in-memory-upstream.ts');
  return overActual(await importActual());
});

const query = entityQuery(`
  permitCases { ${envelope} complete items { id kind ground state submittedOn decidedOn decision } }
  permits { ${envelope} complete customerNumber firstPermitGround items { id type ground validFrom validUntil } }
`);
const target = {
  subgraph: migri,
  mock: migriMock,
  environmentAt: (url: string) => ({
    MIGRI_URL: url,
    MIGRI_TOKEN_URL: `${url}/oauth2/token`,
    MIGRI_CLIENT_ID: 'opintolupa',
    MIGRI_CLIENT_SECRET: 'opintolupa-sandbox',
  }),
};

const customers = people
  .filter((person) => person.migri !== null && person.records.length > 0)
  .map(({ records }) => records.map(({ oid }) => oid));
const subjects = Array.from({ length: 12 }, (_, index) => {
  const group = customers.slice(index, index + 1 + (index % 3));
  const representations = group.map((personOids) => ({
    ...{ __typename: 'Student', oppijanumero: personOids[0] },
    lookup: { personOids, resolution: 'RESOLVED', nonDisclosure: false },
  }));
  return { query, variables: { representations }, group };
});

const fuzzer = createFuzzer({
  name: "Migri's register",
  contentType: 'application/json; charset=utf-8',
  subgraph: fuzzed(target),
  recorded: await record(target, subjects),
  editTree: editedJson,
  *violationsOf({ group }, data, { bodyFor }) {
    for (const [index, personOids] of group.entries()) {
      for (const name of ['permitCases', 'permits'] as const) {
        const fact = field(entitiesIn(data)[index], name);
        yield* permitViolations({ field: name, fact, personOids, body: bodyFor(() => true) });
      }
    }
  },
  isInformative: (data) =>
    entitiesIn(data).some((student) => listOf(field(student, 'permits', 'items')).length > 0),
});

afterAll(() => fuzzer.tellTally());

describe("whatever Migri's register answers", () => {
  it('its facts say no more than the answer, and no less without saying so', () => fuzzer.fuzz(), 600_000);

  it('an answer cut at any byte is no answer', () => fuzzer.cutEverywhere(), 600_000);

  it('answers too deep, too long or too wide end nothing', () => fuzzer.replaceBy(hostileJson), 600_000);
});

describe("a broken reader of Migri's register is caught", () => {
  it.each(brokenReaders({ nothing: '{"persons":[]}', ownerKey: 'personOid' }))(
    '%s',
    async (_what, property, breakage) => {
      expect(await fuzzer.caughtBy(property, breakage)).toBe(true);
    },
  );
});
