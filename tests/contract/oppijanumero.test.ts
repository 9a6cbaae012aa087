import { describe, expect, it } from 'vitest';
import { createOnrClient } from '../../subgraphs/oppijanumero/client.ts';
import { environment } from '../../subgraphs/oppijanumero/config.ts';
import { termsWith } from '../terms.ts';
import {
  casOf,
  code,
  countsOf,
  numbers,
  oauthOf,
  oid,
  otherCode,
  start,
  tools,
} from './oppijanumero-running.ts';

const { master, slave, otherSlave, manual, unidentified, hidden, unknown } = numbers;

describe('students by learner number', () => {
  it('come in the order asked, one entry a number, each with its own outcome, from one round of calls', async () => {
    const { mock, run } = await start();
    const asked = [unknown, manual, slave, '12', unidentified, manual];
    const { data, errors } = await run(
      `query ($asked: [ID!]!) { students(oppijanumerot: $asked) {
      askedFor code codeLabel { en } reason { code } student { oppijanumero lookup { resolution personOids finnishCitizen } }
    } }`,
      { asked },
    );
    expect(errors).toBeUndefined();
    const lookup = (resolution: string, personOids: unknown[], finnishCitizen: boolean | null) => ({
      lookup: { resolution, personOids, finnishCitizen },
    });
    const found = { askedFor: manual, code: 'FOUND', reason: null };
    const finn = { oppijanumero: manual, ...lookup('RESOLVED', [manual], true) };
    expect(data?.students).toMatchObject([
      {
        code: 'NOT_LINKED',
        reason: { code: 'NOT_IN_REGISTRY' },
        student: { oppijanumero: unknown, ...lookup('UNKNOWN', [unknown], null) },
      },
      { ...found, student: finn },
      {
        askedFor: slave,
        code: 'FOUND',
        student: { oppijanumero: master, ...lookup('RESOLVED', [master, slave, otherSlave], false) },
      },
      {
        askedFor: '12',
        code: 'INVALID_IDENTIFIER',
        codeLabel: { en: 'Not a learner number' },
        student: null,
      },
      { code: 'NOT_IDENTIFIED', student: lookup('NOT_IDENTIFIED', [unidentified], false) },
      { ...found, student: finn },
    ]);
    expect(countsOf(mock)).toEqual({ token: 1, masterHenkilosByOidList: 1, duplicateHenkilos: 1 });
    expect(mock.calls().find(({ operation }) => operation === 'duplicateHenkilos')?.persons).toBe(4);
  });

  it('share their calls when asked under aliases in one query', async () => {
    const { mock, run } = await start();
    const { data } = await run(`{
      a: student(oppijanumero: "${slave}") { identity { familyName mergedRecords identificationMethod } }
      b: student(oppijanumero: "${manual}") { identity { minor birthDate hasPersonalIdentityCode citizenships { code name { fi } } } }
    }`);
    expect(data?.a).toEqual({
      identity: {
        familyName: 'Testinen',
        mergedRecords: 2,
        identificationMethod: 'POPULATION_INFORMATION_SYSTEM',
      },
    });
    expect(data?.b).toMatchObject({
      identity: {
        minor: true,
        birthDate: '2010-01-02',
        hasPersonalIdentityCode: false,
        citizenships: [
          { code: '246', name: { fi: 'Suomi' } },
          { code: '704', name: { fi: 'Vietnam' } },
        ],
      },
    });
    expect(countsOf(mock)).toEqual({ token: 1, masterHenkilosByOidList: 1, duplicateHenkilos: 1 });
  });

  it('are refused when none or more than 5,000 are asked, before any call', async () => {
    const { mock, run } = await start();
    const query = 'query ($asked: [ID!]!) { students(oppijanumerot: $asked) { code } }';
    for (const asked of [[], Array.from({ length: 5001 }, () => manual)]) {
      const { data, errors } = await run(query, { asked });
      expect(data?.students).toBeNull();
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toMatch(/oppijanumerot.*1 to 5000/);
    }
    expect(mock.calls()).toEqual([]);
  });

  it('are asked for in calls of 5,000', async () => {
    const { mock } = await start();
    const oids = [...Array.from({ length: 5000 }, (_, index) => oid(1_000_000 + index)), slave];
    const client = createOnrClient(environment.parse(oauthOf(mock.url)), tools);
    const answer = await client.mastersOf(oids, termsWith());
    expect(answer.answered && [...answer.value.keys()]).toEqual([slave]);
    const persons = mock
      .calls()
      .flatMap(({ operation, persons }) => (operation?.startsWith('master') ? [persons] : []));
    expect(persons.sort()).toEqual([1, 5000]);
  });

  it('keep the home municipality back under a non-disclosure order', async () => {
    const { run } = await start();
    const { data } = await run(`{
      hidden: student(oppijanumero: "${hidden}") { homeMunicipality { state code reason { code } } }
      plain: student(oppijanumero: "${manual}") { homeMunicipality { state code source { registry recordedAt } } }
      none: student(oppijanumero: "${master}") { homeMunicipality { state code reason { code } } }
    }`);
    expect(data?.hidden).toEqual({
      homeMunicipality: { state: 'WITHHELD', code: null, reason: { code: 'NON_DISCLOSURE' } },
    });
    expect(data?.plain).toMatchObject({
      homeMunicipality: {
        state: 'KNOWN',
        code: '091',
        source: { registry: 'ONR', recordedAt: expect.stringMatching(/Z$/) },
      },
    });
    expect(data?.none).toMatchObject({ homeMunicipality: { state: 'KNOWN_NONE', code: null } });
  });
});

describe('a student whom another subgraph refers to', () => {
  it('is found by any linked number, and a text that is no number is not asked for', async () => {
    const { mock, run } = await start();
    const query = `query ($who: [_Any!]!) { _entities(representations: $who) { ... on Student { oppijanumero } } }`;
    const who = [slave, '12'].map((oppijanumero) => ({ __typename: 'Student', oppijanumero }));
    const { data } = await run(query, { who });
    expect(data?._entities).toEqual([{ oppijanumero: master }, null]);
    expect(mock.calls().flatMap(({ persons }) => persons ?? [])).toEqual([1, 1]);
  });
});

describe('a student by personal identity code', () => {
  const query = `query ($code: PersonalIdentityCode!) { studentByPersonalIdentityCode(personalIdentityCode: $code) {
    askedFor code reason { code } student { oppijanumero identity { reason { code } identificationMethod } } } }`;

  it('is found by the code in force, and the code is never repeated', async () => {
    const { run } = await start();
    const answer = await run(query, { code });
    expect(answer.data?.studentByPersonalIdentityCode).toMatchObject({
      askedFor: null,
      code: 'FOUND',
      student: { oppijanumero: master },
    });
    expect(JSON.stringify(answer)).not.toContain(code);
  });

  it('is none when nobody carries the code, and is given as not identified when nobody identified the carrier', async () => {
    const { run } = await start();
    const none = await run(query, { code: '241295-958K' });
    expect(none.data?.studentByPersonalIdentityCode).toEqual({
      askedFor: null,
      code: 'NOT_LINKED',
      reason: { code: 'CURRENT_CODES_ONLY' },
      student: null,
    });
    const weak = await run(query, { code: otherCode });
    expect(weak.data?.studentByPersonalIdentityCode).toMatchObject({
      code: 'NOT_IDENTIFIED',
      student: {
        oppijanumero: unidentified,
        identity: { reason: { code: 'PERSON_NOT_IDENTIFIED' }, identificationMethod: 'NONE' },
      },
    });
  });

  it('puts no identifier into a path or query, in neither way of logging in', async () => {
    for (const settings of [oauthOf, casOf]) {
      const { urls, run } = await start({ settings });
      const { data } = await run(query, { code });
      expect(data?.studentByPersonalIdentityCode).toMatchObject({ code: 'FOUND' });
      for (const url of urls) expect(url).not.toMatch(/1\.2\.246|150398/);
    }
  });
});
