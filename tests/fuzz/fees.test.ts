import { afterAll, describe, expect, it, vi } from 'vitest';
import { feesMock } from '../../mocks/fees.ts';
import { fees } from '../../subgraphs/fees/index.ts';
import { accountAt } from '../contract/valinta-tulos-service.ts';
import { brokenReaders } from './broken-readers.ts';
import { editedJson } from './edit-json.ts';
import { entitiesIn, entityQuery, envelope } from './entities.ts';
import { conditionViolations, feeViolations } from './fee-oracle.ts';
import { field } from './fields.ts';
import { createFuzzer } from './fuzz-run.ts';
import { fuzzed, people, record } from './fuzzed-subgraph.ts';
import { hostileJson } from './hostile-bodies.ts';
import type { Question } from './in-memory-upstream.ts';

vi.mock('../../subgraphs/registry/upstream.ts', async (importActual) => {
  const { overActual } = await import('./in-memory-upstream.ts');
  return overActual(await importActual());
});

const reason = 'reason { code message { fi sv en } retryAt whoCanFix }';
const query = entityQuery(`
  feePayments { ${envelope} items { admissionId applicationOptionOid state ${reason} payment recordedAt } }
  admissionConditions { ${envelope} complete items {
    admissionId conditional condition { fi sv en } published acceptanceDeadlineAt
  } }
`);
const target = {
  subgraph: fees,
  mock: feesMock,
  environmentAt: (url: string) => ({ ...accountAt(url, 'FEES'), FEES_BATCH_WINDOW_MS: '0' }),
};

const admitted = people
  .filter(({ records, places }) => records.length > 0 && places.length > 0)
  .map(({ records, places, feeRows }) => ({
    personOids: records.map(({ oid }) => oid),
    rows: feeRows.length,
    places: places.map(({ applicationOid, option }) => ({
      id: `${applicationOid}/${option.oid}`,
      applicationOid,
      optionOid: option.oid,
    })),
  }))
  .toSorted((left, right) => right.rows - left.rows);
const subjects = Array.from({ length: 14 }, (_, index) => {
  const group = admitted.slice(index, index + 1 + (index % 2));
  const representations = group.map(({ personOids, places }) => ({
    ...{ __typename: 'Student', oppijanumero: personOids[0] },
    lookup: { personOids, resolution: 'RESOLVED', nonDisclosure: false },
    admissions: {
      state: 'KNOWN',
      reason: null,
      items: places.map(({ optionOid, ...place }) => ({ ...place, applicationOption: { oid: optionOid } })),
    },
  }));
  return { query, variables: { representations }, group };
});

const isResults = ({ path }: Question): boolean => path.includes('/valinnan-tulos/');

const fuzzer = createFuzzer({
  name: 'the tuition-fee register',
  contentType: 'application/json;charset=utf-8',
  subgraph: fuzzed(target),
  recorded: await record(target, subjects),
  editTree: editedJson,
  *violationsOf({ group }, data, { bodyFor }) {
    for (const [index, { personOids, places }] of group.entries()) {
      const student = entitiesIn(data)[index];
      const rowsOf = (optionOid: string) =>
        bodyFor(({ path }) => path.endsWith(`/lukuvuosimaksu/${optionOid}`));
      yield* feeViolations({
        fact: field(student, 'feePayments'),
        personOids,
        places: places.map((place) => ({ ...place, body: rowsOf(place.optionOid) })),
      });
      yield* conditionViolations({
        fact: field(student, 'admissionConditions'),
        personOids,
        places: places.map((place) => ({ ...place, body: bodyFor(isResults) })),
      });
    }
  },
  isInformative: (data) => !JSON.stringify(data).includes('"SOURCE_UNAVAILABLE"'),
});

afterAll(() => fuzzer.tellTally());

describe('whatever the tuition-fee register answers', () => {
  it('its facts say no more than the answer, and no less without saying so', () => fuzzer.fuzz(), 600_000);

  it('an answer cut at any byte is no answer', () => fuzzer.cutEverywhere(), 600_000);

  it('answers too deep, too long or too wide end nothing', () => fuzzer.replaceBy(hostileJson), 600_000);
});

describe('a broken reader of the tuition-fee register is caught', () => {
  it.each(brokenReaders({ nothing: '[]', ownerKey: 'personOid' }))(
    '%s',
    async (_what, property, breakage) => {
      expect(await fuzzer.caughtBy(property, breakage)).toBe(true);
    },
  );
});
