import { afterAll, describe, expect, it, vi } from 'vitest';
import { virtaMock } from '../../mocks/virta.ts';
import { virta } from '../../subgraphs/virta/index.ts';
import { environmentOf } from '../contract/virta-running.ts';
import { brokenAnyhow } from './broken-readers.ts';
import { editedXml } from './edit-xml.ts';
import { entitiesIn, entityQuery, envelope } from './entities.ts';
import { field } from './fields.ts';
import { type Breakage, createFuzzer } from './fuzz-run.ts';
import { fuzzed, people, record } from './fuzzed-subgraph.ts';
import type { Property } from './violation.ts';
import { listsOf, virtaViolations } from './virta-oracle.ts';
import { heldByVirta } from './virta-records.ts';
import { xmlTreeOf } from './xml-tree.ts';

vi.mock('../../subgraphs/registry/upstream.ts', async (importActual) => {
  const { overActual } = await import('./in-memory-upstream.ts');
  return overActual(await importActual());
});

const institution = 'institution { code name { fi sv en } }';
const money = '{ cents currency }';
const years = '{ startsOn endsOn done recognised }';
const selections: Readonly<Record<string, string>> = {
  studyRights: `complete items { id ${institution} type typeCode startsOn endsOn currentState classifications degreeCode
    programmeName { fi sv en } languages tuitionFeeFunded extentCredits states { state stateCode startsOn endsOn } extentStudyWeeks
    institutionRoles { role roleCode institution { code } } primaryPeriods { startsOn endsOn }
    transfer { transferredOn termsUsed { state terms } } }`,
  termRegistrations: `complete items { ${institution} studyRightId state registeredOn startsOn endsOn }`,
  termFees: `complete due { ${institution} studyRightId startsOn endsOn amount ${money} }
    paid { ${institution} studyRightId startsOn endsOn fullyPaid paid ${money} scholarship ${money} }`,
  attainments: `complete items { id ${institution} studyRightId kind name { fi sv en } attainedOn credits studyWeeks recognised
    recognisedOn partOfAnother }`,
  studyProgress: `complete academicYears ${years} byStudyRight { studyRightId ${institution} firstAttainmentOn
    latestAttainmentOn academicYears ${years} }`,
  mobilityPeriods: `complete items { id ${institution} studyRightId direction countryCode startsOn endsOn }`,
  degrees: `complete items { id ${institution} studyRightId degreeCode name { fi sv en } awardedOn }`,
  studyLocations: 'items { studyRightId municipalityCode startsOn endsOn }',
};
const target = { subgraph: virta, mock: virtaMock, environmentAt: environmentOf };

/** Small answers: more of them can be tried. */
const students = people
  .filter(({ studentRecords, records }) => studentRecords.length > 0 && records.length > 0)
  .filter(({ studentRecords }) => studentRecords.flatMap(({ attainments }) => attainments).length < 8)
  .map(({ records }) => records.map(({ oid }) => oid));

function subjectOf(names: readonly string[], group: readonly (readonly string[])[]) {
  const query = entityQuery(names.map((name) => `${name} { ${envelope} ${selections[name]} }`).join(' '));
  const representations = group.map((personOids) => ({
    ...{ __typename: 'Student', oppijanumero: personOids[0] },
    lookup: { personOids, resolution: 'RESOLVED', nonDisclosure: false, finnishCitizen: false },
  }));
  const isSingle = names.length === 1 && names[0] !== 'termFees' && group.flat().length === 1;
  return { query, variables: { representations }, names, group, isSingle };
}

const all = Object.keys(selections);
const alone = students.filter((oids) => oids.length === 1);
const subjects = [
  ...[0, 2, 4, 6].map((at) => subjectOf(all, students.slice(at, at + 2))),
  subjectOf(all, students.filter((oids) => oids.length > 1).slice(0, 2)),
  ...all.map((name, index) => subjectOf([name], alone.slice(index, index + 1))),
];

const fuzzer = createFuzzer({
  name: 'VIRTA',
  contentType: 'text/xml; charset=utf-8',
  subgraph: fuzzed(target),
  recorded: await record(target, subjects),
  editTree: editedXml,
  *violationsOf({ names, group, isSingle }, data, { bodyFor }) {
    for (const [index, personOids] of group.entries()) {
      const lists = new Set(names.flatMap(listsOf));
      const held = heldByVirta(
        bodyFor(() => true),
        { personOids, isSingle, lists },
      );
      for (const name of names) yield* virtaViolations(name, field(entitiesIn(data)[index], name), held);
    }
  },
  isInformative: (data) => JSON.stringify(data).includes('"KNOWN"'),
});

afterAll(() => fuzzer.tellTally());

describe('whatever VIRTA answers', () => {
  it('its facts say no more than the answer, and no less without saying so', () => fuzzer.fuzz(), 600_000);

  it('an answer cut at any byte is no answer', () => fuzzer.cutEverywhere(), 600_000);
});

/** Elements that were left open are closed, as forgiving parsers do. */
function mended(text: string): string {
  const cut = text.slice(0, text.lastIndexOf('>') + 1);
  const open: string[] = [];
  for (const { 0: tag } of cut.matchAll(/<[^>?!][^>]*>/g)) {
    if (tag.startsWith('</')) open.pop();
    else if (!tag.endsWith('/>')) open.push(/^<([^\s/>]+)/.exec(tag)?.[1] ?? '');
  }
  return (
    cut +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

function ofOnePerson(text: string): string {
  const number = /<(\S+:)?KansallinenOppijanumero>[^<]*</g;
  const [first = ''] = text.match(number) ?? [];
  return text.replaceAll(number, first);
}

const empty = 'Opiskeluoikeudet|LukukausiIlmoittautumiset|Opintosuoritukset|Liikkuvuusjaksot';
const breakages: readonly (readonly [what: string, property: Property, breakage: Breakage])[] = [
  ...brokenAnyhow,
  [
    'that takes what it cannot read for "nothing there"',
    'HONEST_STATE',
    {
      beforeReading: (text, untouched) =>
        xmlTreeOf(text) === null ? untouched.replaceAll(/<virta:(\w+)[^>]*>.*<\/virta:\1>/gs, '') : text,
    },
  ],
  ['that mends what was cut off', 'HONEST_STATE', { beforeReading: mended }],
  [
    'that leaves out the last record of a list',
    'NOTHING_LOST_SILENTLY',
    {
      beforeReading: (text) =>
        text.replaceAll(
          new RegExp(
            `<virta:(?!${empty})(Opintosuoritus|Opiskeluoikeus) (?:(?!<virta:\\1 ).)*?</virta:\\1>(?=</virta:)`,
            'gs',
          ),
          '',
        ),
    },
  ],
  ['that takes any record for the one asked about', 'NOBODY_ELSES', { beforeReading: ofOnePerson }],
];

describe('a broken reader of VIRTA is caught', () => {
  it.each(breakages)('%s', async (_what, property, breakage) => {
    expect(await fuzzer.caughtBy(property, breakage)).toBe(true);
  });
});
