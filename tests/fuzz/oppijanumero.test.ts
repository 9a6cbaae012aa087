import { afterAll, describe, expect, it, vi } from 'vitest';
import { oppijanumeroMock } from '../../mocks/oppijanumero.ts';
import { oppijanumero } from '../../subgraphs/oppijanumero/index.ts';
import { brokenAnyhow } from './broken-readers.ts';
import { codeViolations } from './code-oracle.ts';
import { editedJson } from './edit-json.ts';
import { envelope } from './entities.ts';
import { field, listOf } from './fields.ts';
import { type Breakage, createFuzzer } from './fuzz-run.ts';
import { fuzzed, people, record } from './fuzzed-subgraph.ts';
import { hostileJson } from './hostile-bodies.ts';
import { studentViolations } from './identity-oracle.ts';
import type { Question } from './in-memory-upstream.ts';
import { parsedJson } from './json-tree.ts';
import type { Property } from './violation.ts';

vi.mock('../../subgraphs/registry/upstream.ts', async (importActual) => {
  const { overActual } = await import('./in-memory-upstream.ts');
  return overActual(await importActual());
});

const match = `{ code reason { code message { fi sv en } retryAt whoCanFix } student { oppijanumero
  lookup { personOids resolution nonDisclosure finnishCitizen }
  identity { ${envelope} givenNames familyName birthDate minor citizenships { code name { fi sv en } }
    identificationMethod hasPersonalIdentityCode nonDisclosure treatedAsProtected mergedRecords complete }
  homeMunicipality { ${envelope} code }
} }`;
const byNumber = `query ($asked: [ID!]!) { matches: students(oppijanumerot: $asked) ${match} }`;
const byCode = `query ($asked: PersonalIdentityCode!) { match: studentByPersonalIdentityCode(personalIdentityCode: $asked) ${match} }`;
const target = {
  subgraph: oppijanumero,
  mock: oppijanumeroMock,
  environmentAt: (url: string) => ({
    OPPIJANUMERO_URL: `${url}/oppijanumerorekisteri-service`,
    OPPIJANUMERO_TOKEN_URL: `${url}/kayttooikeus-service/oauth2/token`,
    OPPIJANUMERO_CLIENT_ID: 'opintolupa',
    OPPIJANUMERO_CLIENT_SECRET: 'opintolupa-sandbox',
    OPPIJANUMERO_BATCH_WINDOW_MS: '0',
  }),
};

const known = people.filter(({ records }) => records.length > 0);
const merged = known.filter(({ records }) => records.length > 1);
const guarded = known.filter(({ records }) => records.some(({ nonDisclosure }) => nonDisclosure));
const groups = [...merged, ...guarded.slice(0, 3), ...known.slice(0, 6)].map(({ records }) =>
  records.map(({ oid }) => oid),
);
const codes = known.flatMap(({ records }) => records.flatMap((one) => one.personalIdentityCode ?? []));
const subjects = [
  ...groups.map((asked) => ({ query: byNumber, variables: { asked }, asked, code: '' })),
  ...groups.slice(0, 3).map((group, index) => {
    const asked = [...group, ...(groups[index + 1] ?? []), '1.2.246.562.24.00000000001'];
    return { query: byNumber, variables: { asked }, asked, code: '' };
  }),
  ...codes.slice(0, 4).map((code) => ({ query: byCode, variables: { asked: code }, asked: [], code })),
];

const isMasters = ({ path }: Question): boolean => path.endsWith('/masterHenkilosByOidList');
const isLinks = ({ path }: Question): boolean => path.endsWith('/duplicateHenkilos');
const isHolders = ({ path }: Question): boolean => path.endsWith('HetuList');

const fuzzer = createFuzzer({
  name: 'the learner-number registry',
  contentType: 'application/json;charset=utf-8',
  subgraph: fuzzed(target),
  recorded: await record(target, subjects),
  editTree: editedJson,
  *violationsOf({ asked, code }, data, { bodyFor }) {
    const bodies = { masters: bodyFor(isMasters), links: bodyFor(isLinks) };
    for (const [index, oid] of asked.entries()) {
      yield* studentViolations({ match: listOf(field(data, 'matches'))[index], asked: oid, bodies });
    }
    if (code !== '') yield* codeViolations(field(data, 'match'), code, bodyFor(isHolders));
  },
  isInformative: (data) => JSON.stringify(data).includes('"FOUND"'),
});

afterAll(() => fuzzer.tellTally());

describe('whatever the learner-number registry answers', () => {
  it('its facts say no more than the answer, and no less without saying so', () => fuzzer.fuzz(), 600_000);

  it('an answer cut at any byte is no answer', () => fuzzer.cutEverywhere(), 600_000);

  it('answers too deep, too long or too wide end nothing', () => fuzzer.replaceBy(hostileJson), 600_000);
});

/** Each person's record with what stands in the one before, but for whose it is: a stranger's number would be seen. */
function shifted(text: string): string {
  const masters = parsedJson(text);
  if (typeof masters !== 'object' || masters === null || Array.isArray(masters)) return text;
  const values: readonly unknown[] = Object.values(masters);
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(masters).map(([key, own], index) => {
        const { oidHenkilo, oppijanumero } = Object(own);
        return [key, { ...Object(values.at(index - 1)), oidHenkilo, oppijanumero }];
      }),
    ),
  );
}

const breakages: readonly (readonly [what: string, property: Property, breakage: Breakage])[] = [
  ...brokenAnyhow,
  [
    'that takes what it cannot read for "no such person"',
    'HONEST_STATE',
    { beforeReading: (text) => (parsedJson(text) === undefined ? '{}' : text) },
  ],
  [
    'that takes links that it cannot read for "no links"',
    'NOTHING_LOST_SILENTLY',
    { beforeReading: (text) => (parsedJson(text) === undefined ? '[]' : text) },
  ],
  ["that gives each person another one's record", 'NOBODY_ELSES', { beforeReading: shifted }],
  [
    'that takes a missing protection for none',
    'HONEST_STATE',
    { beforeReading: (text) => text.replaceAll('"turvakielto":true', '"turvakielto":false') },
  ],
];

describe('a broken reader of the learner-number registry is caught', () => {
  it.each(breakages)('%s', async (_what, property, breakage) => {
    expect(await fuzzer.caughtBy(property, breakage)).toBe(true);
  });
});
