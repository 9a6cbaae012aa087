import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPeople } from '../../mocks/people.ts';
import type { Person } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { virtaMock } from '../../mocks/virta.ts';
import { environmentOf, type RunningSubgraph, type StudentSpec, startSubgraph } from './virta-running.ts';

const today = '2026-06-01';
const people = buildPeople({ today, generated: 401, seed: 1 });
const full = `
  studyRights { state complete items { id currentState } }
  termRegistrations { state items { state startsOn } }
  termFees { state due { amount { cents } } paid { fullyPaid paid { cents } scholarship { cents } } }
  attainments { state items { id credits } }
  studyProgress { state rule academicYears { startsOn done recognised } }
  degrees { state reason { code } }
  studyLocations { state items { municipalityCode } }`;

let mock: RunningMock;
let subgraph: RunningSubgraph;

beforeAll(async () => {
  mock = await startMock(virtaMock, { people, now: Date.now }, 0);
  subgraph = startSubgraph(environmentOf(mock.url));
});
afterEach(() => mock.clearCalls());
afterAll(async () => {
  await subgraph.close();
  await mock.close();
});

describe('what is asked of VIRTA', () => {
  it.each([
    ['studyRights { state }', 'Opiskeluoikeudet'],
    ['studyRights { state } studyLocations { state }', 'Opiskeluoikeudet'],
    ['termRegistrations { state }', 'LukukausiIlmoittautumiset'],
    ['attainments { state } studyProgress { state } degrees { state }', 'Opintosuoritukset'],
    ['degrees { state }', 'Tutkinnot'],
    ['termFees { state }', 'OpiskelijanKaikkiTiedotLista'],
    [full, 'OpiskelijanKaikkiTiedotLista'],
  ])('is one call that fits the selection: %s', async (fields, operation) => {
    await subgraph.students(fields, [asked('P00')]);
    expect(callsMade()).toEqual([[operation, 1]]);
  });

  it('is three calls for 401 persons, whatever is selected', async () => {
    const crowd = people.filter(({ id }) => id.startsWith('G')).map(specOf);
    expect(crowd).toHaveLength(401);
    await subgraph.students(full, crowd);
    expect(callsMade().map(([operation]) => operation)).toEqual(
      Array.from({ length: 3 }, () => 'OpiskelijanKaikkiTiedotLista'),
    );
    expect(callsMade().reduce((sum, [, persons]) => sum + (persons ?? 0), 0)).toBe(
      new Set(crowd.flatMap(({ oids }) => oids)).size,
    );
  });

  it('is one call for a person who is asked about twice', async () => {
    await subgraph.students('studyRights { state }', [asked('P00'), asked('P00')]);
    expect(callsMade()).toEqual([['Opiskeluoikeudet', 1]]);
  });

  it('is nothing for a person who is not identified or unknown', async () => {
    const { oids } = asked('P00');
    const found = await subgraph.students('studyRights { state reason { code } } studyProgress { rule }', [
      { oids, resolution: 'NOT_IDENTIFIED' },
      { oids, resolution: 'UNKNOWN' },
    ]);
    expect(found).toMatchObject([
      {
        studyRights: { state: 'NOT_LINKED', reason: { code: 'PERSON_NOT_IDENTIFIED' } },
        studyProgress: { rule: 'credits-by-academic-year@1' },
      },
      { studyRights: { state: 'NOT_LINKED', reason: { code: 'NOT_IN_REGISTRY' } } },
    ]);
    expect(callsMade()).toEqual([]);
  });

  it('is nothing when only the place of a protected person is selected', async () => {
    const found = await subgraph.students('studyLocations { state items { studyRightId } }', [
      { ...asked('P14'), nonDisclosure: true },
    ]);
    expect(found).toEqual([{ studyLocations: { state: 'WITHHELD', items: null } }]);
    expect(callsMade()).toEqual([]);
  });
});

describe('what is answered', () => {
  it('is the registry’s facts of a fee-paying master’s student', async () => {
    const person = personOf('P00');
    const rights = person.studentRecords.flatMap((record) =>
      record.rights.map(({ key }) => ({ id: `${record.institution}:${key}`, currentState: 'ACTIVE' })),
    );
    const fees = person.studentRecords.flatMap((record) => record.rights.flatMap((right) => right.fees));
    const [found] = await subgraph.students(full, [asked('P00')]);
    expect(found).toMatchObject({
      studyRights: { state: 'KNOWN', complete: true, items: rights },
      termRegistrations: { state: 'KNOWN' },
      termFees: {
        state: 'KNOWN',
        due: fees.map(({ amount }) => ({ amount: { cents: Number(amount) * 100 } })),
      },
      attainments: { state: 'KNOWN' },
      studyLocations: { state: 'KNOWN' },
    });
  });

  it('joins the records of a merged person, asked under both numbers in one list', async () => {
    const [found] = await subgraph.students('studyRights { state items { currentState } }', [asked('P11')]);
    expect(found).toEqual({
      studyRights: { state: 'KNOWN', items: [{ currentState: 'ENDED' }, { currentState: 'ACTIVE' }] },
    });
    expect(callsMade()).toEqual([['OpiskelijanKaikkiTiedotLista', 2]]);
  });

  it('is the same by the narrow operation as by the list', async () => {
    const fields = 'attainments { items { id studyRightId credits attainedOn } }';
    const [alone] = await subgraph.students(fields, [asked('P00')]);
    const [together] = await subgraph.students(fields, [asked('P00'), asked('P13')]);
    expect(alone).toEqual(together);
  });

  it('is "no study right" for a person that VIRTA does not know, and "not reported" for the rest', async () => {
    const [found] = await subgraph.students(
      `studyRights { state reason { code } items { id } complete } termFees { state reason { code } due { startsOn } }
       termRegistrations { state reason { code } } attainments { state reason { code } }
       studyLocations { state reason { code } }`,
      [{ oids: ['1.2.246.562.24.99999999999'] }],
    );
    const notReported = { state: 'KNOWN_NONE', reason: { code: 'NOT_REPORTED' } };
    expect(found).toEqual({
      studyRights: { state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' }, items: null, complete: null },
      termFees: { ...notReported, due: null },
      termRegistrations: notReported,
      attainments: notReported,
      studyLocations: { state: 'KNOWN_NONE', reason: { code: 'NO_STUDY_RIGHT' } },
    });
  });

  it('proves nothing while the person’s identifiers are unresolved', async () => {
    const found = await subgraph.students('studyRights { state reason { code } }', [
      { ...asked('P00'), resolution: 'UNRESOLVED' },
      { oids: ['1.2.246.562.24.99999999999'], resolution: 'UNRESOLVED' },
    ]);
    const fact = { studyRights: { state: 'AMBIGUOUS', reason: { code: 'IDENTITY_UNRESOLVED' } } };
    expect(found).toEqual([fact, fact]);
  });
});

describe('a registry that cannot be used', () => {
  const fields = 'studyRights { state reason { code } source { observedAt servedFrom } }';

  it('says so when it refuses the password', async () => {
    const stranger = startSubgraph({ ...environmentOf(mock.url), VIRTA_KEY: 'wrong' });
    expect(await stranger.students(fields, [asked('P13')])).toEqual([unavailable('AUTHENTICATION_FAILED')]);
    await stranger.close();
  });

  it('says so when it is stopped', async () => {
    const stopped = await startMock(virtaMock, { people: [], now: Date.now }, 0);
    await stopped.close();
    const lost = startSubgraph(environmentOf(stopped.url));
    expect(await lost.students(fields, [asked('P13')])).toEqual([unavailable('UNREACHABLE')]);
    await lost.close();
  });
});

function unavailable(code: string) {
  const source = { observedAt: null, servedFrom: 'NOTHING' };
  return { studyRights: { state: 'SOURCE_UNAVAILABLE', reason: { code }, source } };
}

function callsMade() {
  return mock.calls().map(({ operation, persons }) => [operation, persons] as const);
}

function personOf(id: string): Person {
  const person = people.find((candidate) => candidate.id === id);
  if (person === undefined) throw new Error(`no person ${id}`);
  return person;
}

function asked(id: string): StudentSpec {
  return specOf(personOf(id));
}

function specOf({ records, studentRecords }: Person): StudentSpec {
  const known = records.map(({ oid }) => oid);
  return {
    oids: known.length > 0 ? known : studentRecords.flatMap(({ learnerNumber }) => learnerNumber ?? []),
  };
}
