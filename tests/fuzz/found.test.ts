import { describe, expect, it } from 'vitest';
import { readOptionRows } from '../../subgraphs/fees/fee-rows.ts';
import { personIn, readRegister } from '../../subgraphs/migri/records.ts';
import { applicationsOf, readApplicants } from '../../subgraphs/opintopolku/applicants.ts';
import { listOperation, type RecordKind } from '../../subgraphs/virta/contract.ts';
import { mergedRecords } from '../../subgraphs/virta/merged-records.ts';
import { groupByOid } from '../../subgraphs/virta/person-records.ts';
import { readAnswer } from '../../subgraphs/virta/xml/answer.ts';
import { envelope, listAnswer } from '../contract/virta-running.ts';

const me = '1.2.246.562.24.00000000001';
const other = '1.2.246.562.24.00000000002';
const kinds: ReadonlySet<RecordKind> = new Set(['rights']);
/** One character of a person OID is lost. */
const damaged = '1.2.246.562.24.0000000001';

describe('a record whose person OID is damaged is nobody’s by name, so it may be anybody’s', () => {
  it('in the admission register', () => {
    const applicants = readApplicants([{ henkiloOid: damaged, hakemukset: [] }], new Set([me]));
    expect(applicationsOf([me], applicants)).toMatchObject({ applications: [], complete: false });
  });

  it('in the tuition-fee register', () => {
    expect(readOptionRows([{ personOid: damaged }], '20.1', new Set([me]))).toMatchObject({
      hasNameless: true,
    });
    expect(readOptionRows([{ personOid: other }], '20.1', new Set([me]))).toMatchObject({
      hasNameless: false,
    });
  });

  it("in Migri's register", () => {
    const person = { personOid: damaged, customerNumber: '1', cases: [], permits: [] };
    expect(personIn(readRegister([person], new Set([me])), [me])).toMatchObject({ complete: false });
  });

  it('in VIRTA', () => {
    expect(studentsIn(studentXml(`${number(damaged)}${rights('')}`))).toMatchObject({ unattributed: 1 });
  });
});

describe('an answer of VIRTA’s', () => {
  const response = 'l:OpiskelijanKaikkiTiedotListaResponse';

  it.each([
    ['the envelope', envelope('').replace('</e:Envelope>', 'Bad gateway</e:Envelope>')],
    [
      'the response',
      envelope(`<${response} xmlns:l="http://tietovaranto.csc.fi/luku">Internal error</${response}>`),
    ],
    ['the payload', listAnswer('&lt;Opiskelija/&gt;')],
    ['a list', listAnswer(studentXml('<Opiskeluoikeudet><![CDATA[<Opiskeluoikeus/>]]></Opiskeluoikeudet>'))],
  ])('with words instead of elements in %s is no "nothing there"', (_where, xml) => {
    expect(readAnswer(xml, listOperation, kinds)).toEqual({ kind: 'INVALID' });
  });

  it('with two learner numbers in one record attributes it to neither', () => {
    const found = studentsIn(studentXml(`${number(me)}${number(other)}${rights('')}`));
    expect([found.byOid.size, found.unattributed]).toEqual([0, 1]);
  });

  it('with two copies of a right that each say something is not complete', () => {
    const copies = ['<Koulutuskunta>091</Koulutuskunta>', '<Koulutuskieli>en</Koulutuskieli>'].map((what) =>
      studentXml(`${number(me)}${rights(`<Jakso><AlkuPvm>2026-08-01</AlkuPvm>${what}</Jakso>`)}`),
    );
    const [first = '', second = ''] = copies;
    const missingOf = (xml: string): number =>
      mergedRecords(studentsIn(xml).byOid.get(me) ?? [], 0).missing.rights;
    expect([missingOf(first + second), missingOf(first + first)]).toEqual([1, 0]);
  });
});

function studentsIn(students: string) {
  const answer = readAnswer(listAnswer(students), listOperation, kinds);
  return groupByOid(answer.kind === 'DATA' ? answer.students : []);
}

function studentXml(inside: string): string {
  return `<Opiskelija avain="s">${inside}</Opiskelija>`;
}

function number(oid: string): string {
  return `<KansallinenOppijanumero>${oid}</KansallinenOppijanumero>`;
}

function rights(inside: string): string {
  const right = `<Opiskeluoikeus avain="A"><Myontaja>01901</Myontaja>${inside}</Opiskeluoikeus>`;
  return `<Opiskeluoikeudet>${right}</Opiskeluoikeudet>`;
}
