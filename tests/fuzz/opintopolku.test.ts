import { afterAll, describe, expect, it, vi } from 'vitest';
import { opintopolkuMock } from '../../mocks/opintopolku.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import { accountAt } from '../contract/valinta-tulos-service.ts';
import { admissionViolations } from './admissions-oracle.ts';
import { brokenReaders } from './broken-readers.ts';
import { editedJson } from './edit-json.ts';
import { entitiesIn, entityQuery, envelope } from './entities.ts';
import { field, listOf } from './fields.ts';
import { createFuzzer } from './fuzz-run.ts';
import { fuzzed, people, record } from './fuzzed-subgraph.ts';
import { hostileJson } from './hostile-bodies.ts';

vi.mock('../../subgraphs/registry/upstream.ts', async (importActual) => {
  const { overActual } = await import('./in-memory-upstream.ts');
  return overActual(await importActual());
});

const name = 'name { fi sv en }';
const query = entityQuery(`admissions { ${envelope} complete items {
  id applicationOid applicationRound { oid ${name} } applicationOption { oid ${name} }
  implementation { oid ${name} } institution { code oid ${name} }
  selection acceptance firstRegistration feeObligation startYear startSeason
} }`);
const target = {
  subgraph: opintopolku,
  mock: opintopolkuMock,
  environmentAt: (url: string) => ({ ...accountAt(url, 'OPINTOPOLKU'), OPINTOPOLKU_BATCH_WINDOW_MS: '0' }),
};

const admitted = people.filter(({ places, records }) => places.length > 0 && records.length > 0);
const oidsOf = ({ records }: (typeof people)[number]) => records.map(({ oid }) => oid);
const groups = [
  ...admitted.slice(0, 12).map((person) => [person]),
  ...[0, 2, 4, 6].map((at) => admitted.slice(at, at + 3)),
];
const subjects = groups.map((group, index) => {
  const lookups = group.map((person) => ({
    personOids: oidsOf(person),
    resolution: index % 5 === 4 ? 'UNRESOLVED' : 'RESOLVED',
    nonDisclosure: false,
    finnishCitizen: index % 7 === 6,
  }));
  const representations = lookups.map((lookup) => ({
    ...{ __typename: 'Student', oppijanumero: lookup.personOids[0] },
    lookup,
  }));
  return { query, variables: { representations }, lookups };
});

const fuzzer = createFuzzer({
  name: 'the admission register',
  contentType: 'application/json;charset=utf-8',
  subgraph: fuzzed(target),
  recorded: await record(target, subjects),
  editTree: editedJson,
  *violationsOf({ lookups }, data, { bodyFor }) {
    for (const [index, { personOids, resolution }] of lookups.entries()) {
      const fact = field(entitiesIn(data)[index], 'admissions');
      const isResolved = resolution === 'RESOLVED';
      yield* admissionViolations({ fact, personOids, isResolved, body: bodyFor(() => true) });
    }
  },
  isInformative: (data) =>
    entitiesIn(data).some((student) => listOf(field(student, 'admissions', 'items')).length > 0),
});

afterAll(() => fuzzer.tellTally());

describe('whatever the admission register answers', () => {
  it('its facts say no more than the answer, and no less without saying so', () => fuzzer.fuzz(), 600_000);

  it('an answer cut at any byte is no answer', () => fuzzer.cutEverywhere(), 600_000);

  it('answers too deep, too long or too wide end nothing', () => fuzzer.replaceBy(hostileJson), 600_000);
});

describe('a broken reader of the admission register is caught', () => {
  it.each(brokenReaders({ nothing: '[]', ownerKey: 'henkiloOid' }))(
    '%s',
    async (_what, property, breakage) => {
      expect(await fuzzer.caughtBy(property, breakage)).toBe(true);
    },
  );
});
