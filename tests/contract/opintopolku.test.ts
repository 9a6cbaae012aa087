import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import type { Person } from '../../mocks/person.ts';
import { type RecordedCall, type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import {
  accountAt,
  oid20,
  oid24,
  person,
  place,
  record,
  type SubgraphUnderTest,
  student,
  underTest,
} from './valinta-tulos-service.ts';

const asha = person([1], {
  places: [
    place(1, { vastaanottoTila: 'EHDOLLISESTI_VASTAANOTTANUT', maksuvelvollisuus: null }),
    place(1, { option: { oid: oid20(20, 2), name: {} }, startYear: 2025, startSeason: null }),
  ],
});
const merged = person([11, 91], { places: [place(91), place(11, { applicationOid: oid20(11, 1102) })] });
const finn = person([2], { records: [record(2, ['804', '246'])], places: [place(2)] });
const oldStyle = person([5], {
  places: [place(5, { option: { oid: '1.2.246.562.20.85144636629', name: {} } })],
});
const people: readonly Person[] = [asha, merged, finn, oldStyle];

const brief =
  'admissions { state reason { code whoCanFix } source { registry servedFrom } complete items { id } }';
const states = 'admissions { state reason { code } }';
const question = '/valinta-tulos-service/cas/migri/hakemukset/henkilo-oidit';

const clock = { now: Date.parse('2026-06-01T09:00:00Z') };
const poisoned = new Set<string>();
let mock: RunningMock;
let open: SubgraphUnderTest[] = [];

beforeEach(async () => {
  poisoned.clear();
  mock = await startMock(createOpintopolkuMock({ poisoned }), { people, now: () => clock.now }, 0);
});
afterEach(async () => {
  await Promise.all(open.map((subgraph) => subgraph.close()));
  open = [];
  await mock.close();
});

describe('study places', () => {
  it('are given in the words of the graph, earliest start first, with the register’s names', async () => {
    const [found] = await subgraph().students(
      `admissions {
        state complete reason { code } source { registry servedFrom }
        items {
          id applicationOid applicationOption { oid name { fi en } } institution { code oid name { fi sv } }
          selection acceptance acceptanceLabel { en } firstRegistration feeObligation feeObligationLabel { en }
          startYear startSeason startSeasonLabel { fi }
        }
      }`,
      [student([oid24(1)])],
    );
    const both = {
      applicationOid: oid20(11, 1),
      institution: {
        code: '09901',
        oid: '1.2.246.562.10.00000009901',
        name: { fi: 'Mallikorkeakoulu', sv: 'Exempeluniversitetet A' },
      },
      selection: 'ACCEPTED',
      firstRegistration: 'NOT_DONE',
    };
    expect(found).toEqual({
      admissions: {
        state: 'KNOWN',
        complete: true,
        reason: null,
        source: { registry: 'OPINTOPOLKU', servedFrom: 'REGISTRY' },
        items: [
          {
            ...both,
            id: `${oid20(11, 1)}/${oid20(20, 2)}`,
            applicationOption: { oid: oid20(20, 2), name: { fi: null, en: null } },
            acceptance: 'BINDING',
            acceptanceLabel: { en: 'Bindingly accepted' },
            feeObligation: 'REQUIRED',
            feeObligationLabel: { en: 'Tuition fee required' },
            startYear: 2025,
            startSeason: null,
            startSeasonLabel: null,
          },
          {
            ...both,
            id: `${oid20(11, 1)}/${oid20(20, 1)}`,
            applicationOption: { oid: oid20(20, 1), name: { fi: null, en: 'Mock 20' } },
            acceptance: 'WAITING_FOR_HIGHER_PREFERENCE',
            acceptanceLabel: { en: 'Accepted, waiting for a higher preference' },
            feeObligation: null,
            feeObligationLabel: null,
            startYear: 2026,
            startSeason: 'AUTUMN',
            startSeasonLabel: { fi: 'Syksy' },
          },
        ],
      },
    });
  });

  it('of a merged person are asked under all OIDs in one call and counted once', async () => {
    const [found] = await subgraph().students(brief, [student([oid24(11), oid24(91)])]);
    const ids = [`${oid20(11, 91)}/${oid20(20, 1)}`, `${oid20(11, 1102)}/${oid20(20, 1)}`];
    expect(found).toMatchObject({ admissions: { state: 'KNOWN', items: ids.map((id) => ({ id })) } });
    expect(questions().map(({ persons }) => persons)).toEqual([2]);
  });

  it('of a Finnish dual citizen are not covered, and of others without one known to be none', async () => {
    const found = await subgraph().students(states, [
      student([oid24(2)], { finnishCitizen: true }),
      student([oid24(5)]),
      student([oid24(404)]),
    ]);
    const none = { admissions: { state: 'KNOWN_NONE', reason: { code: 'NO_ACCEPTED_ADMISSION' } } };
    const excluded = { admissions: { state: 'NOT_COVERED', reason: { code: 'EXCLUDED_BY_SOURCE' } } };
    expect(found).toEqual([excluded, none, none]);
  });

  it('asked under one number only prove nothing, found or not', async () => {
    const found = await subgraph().students(
      brief,
      [1, 404].map((oid) => student([oid24(oid)], { resolution: 'UNRESOLVED', finnishCitizen: null })),
    );
    const ambiguous = { state: 'AMBIGUOUS', reason: { code: 'IDENTITY_UNRESOLVED' } };
    expect(found).toMatchObject([
      { admissions: { ...ambiguous, items: [{}, {}] } },
      { admissions: { ...ambiguous, items: null } },
    ]);
  });

  it('of people nobody identified are not asked about', async () => {
    const found = await subgraph().students(states, [
      student([oid24(1)], { resolution: 'NOT_IDENTIFIED' }),
      student([oid24(1)], { resolution: 'UNKNOWN' }),
      { __typename: 'Student', oppijanumero: oid24(1), lookup: null },
    ]);
    expect(found).toEqual([
      { admissions: { state: 'NOT_LINKED', reason: { code: 'PERSON_NOT_IDENTIFIED' } } },
      { admissions: { state: 'NOT_LINKED', reason: { code: 'NOT_IN_REGISTRY' } } },
      { admissions: { state: 'SOURCE_UNAVAILABLE', reason: { code: 'INPUT_UNAVAILABLE' } } },
    ]);
    expect(mock.calls()).toEqual([]);
  });
});

describe('environment', () => {
  it('is checked without printing a value', () => {
    const bad = {
      OPINTOPOLKU_URL: 'ftp://x',
      OPINTOPOLKU_CAS_URL: 'https://h/sso',
      OPINTOPOLKU_BATCH: '5001',
    };
    expect(opintopolku.configure({ ...bad, OPINTOPOLKU_USERNAME: 'u' })).toEqual({
      ok: false,
      problems: [
        'OPINTOPOLKU_URL: must be an http(s) URL without credentials, query or fragment',
        'OPINTOPOLKU_CAS_URL: must end in /cas',
        'OPINTOPOLKU_PASSWORD: is required: a text',
        'OPINTOPOLKU_BATCH: must be a whole number from 1 to 5000',
      ],
    });
  });
});

function subgraph(changes: Environment = {}): SubgraphUnderTest {
  const made = underTest(opintopolku, { ...accountAt(mock.url, 'OPINTOPOLKU'), ...changes });
  open.push(made);
  return made;
}

function questions(): readonly RecordedCall[] {
  return mock.calls().filter(({ path }) => path === question);
}
