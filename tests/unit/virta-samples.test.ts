import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { listOperation, type Operation, singleOperations } from '../../subgraphs/virta/contract.ts';
import { attainmentsOf, degreesOf } from '../../subgraphs/virta/facts/attainments.ts';
import { readEach } from '../../subgraphs/virta/facts/list-fact.ts';
import { studyProgressOf } from '../../subgraphs/virta/facts/study-progress.ts';
import { studyRightOf } from '../../subgraphs/virta/facts/study-rights.ts';
import { termFeesOf } from '../../subgraphs/virta/facts/term-fees.ts';
import { termRegistrationOf } from '../../subgraphs/virta/facts/term-registrations.ts';
import { mergedRecords } from '../../subgraphs/virta/merged-records.ts';
import { readAnswer } from '../../subgraphs/virta/xml/answer.ts';

// The sample answers are other people's test data: read where they are, never copied into this repository.
const folder =
  process.env.VIRTA_SAMPLES ??
  fileURLToPath(new URL('../../../shared/registries/virta-samples', import.meta.url));
const absent = !existsSync(folder);
if (absent) process.stderr.write(`VIRTA's sample answers are not tested: no ${folder}; set VIRTA_SAMPLES.\n`);

const institutions = loadInstitutions(null);
const kinds = new Set(['rights', 'registrations', 'attainments'] as const);
const today = '2026-06-01';
const observedAt = '2026-06-01T09:00:00.000Z';

function fileText(name: string): string {
  return readFileSync(new URL(name, `${pathToFileURL(folder)}/`), 'utf8');
}

/** CSC's examples are documents of their own: this puts one where the service would. */
function answerWith(payload: string, root = 'OpiskelijanKaikkiTiedotListaResponse'): string {
  const bare = payload.replace(/^\uFEFF?<\?xml[^>]*\?>/, '');
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><l:${root} xmlns:l="http://tietovaranto.csc.fi/luku">${bare}</l:${root}></e:Body></e:Envelope>`;
}

function studentsIn(xml: string, operation: Operation = listOperation) {
  const answer = readAnswer(xml, operation, kinds);
  if (answer.kind !== 'DATA') throw new Error(answer.kind);
  return answer.students;
}

/** Everything read of an answer, as if all of it were one person's. */
function factsOf(xml: string, operation: Operation = listOperation) {
  const students = studentsIn(xml, operation);
  const records = mergedRecords(students, 0);
  const attainments = attainmentsOf(records, institutions);
  return {
    students,
    rights: readEach(records.rights, (right, unread) => studyRightOf(right, { institutions, today, unread })),
    registrations: readEach(records.registrations, (record, unread) =>
      termRegistrationOf(record, unread, institutions),
    ),
    fees: termFeesOf(records, observedAt, institutions),
    attainments,
    degrees: degreesOf(records, institutions),
    progress: studyProgressOf(attainments, observedAt),
  };
}

function countsOf(xml: string) {
  const { students, rights, registrations, attainments, fees } = factsOf(xml);
  const unreadable = rights.unreadable + registrations.unreadable + attainments.unreadable;
  const unread = [rights, registrations, attainments].map((reading) => reading.unread);
  return {
    students: students.length,
    rights: rights.items.length,
    registrations: registrations.items.length,
    attainments: attainments.items.length,
    fees: (fees.due?.length ?? 0) + (fees.paid?.length ?? 0),
    unreadable,
    unread,
  };
}

describe.skipIf(absent)('the sample answers of VIRTA', () => {
  it.each([
    ['koski-mock/010190-4473.xml', 1, 1, 1, 0, 0],
    ['koski-mock/060458-331R.xml', 3, 3, 5, 13, 0],
    ['koski-mock/090197-411W.xml', 1, 1, 4, 20, 0],
    ['koski-mock/100869-192W.xml', 1, 1, 6, 39, 0],
    ['koski-mock/170691-3962.xml', 1, 1, 2, 13, 0],
    ['koski-mock/200990-228R.xml', 1, 2, 2, 5, 0],
    ['koski-mock/250668-293Y.xml', 4, 16, 30, 116, 2],
    ['koski-mock/250686-102E.xml', 1, 1, 8, 35, 0],
    ['test-response-106.xml', 1, 5, 2, 7, 0],
    ['response-fee-paying-master-student.xml', 1, 1, 2, 0, 4],
    ['extra105-test-empty-response.xml', 0, 0, 0, 0, 0],
  ])('%s: %i student records, %i rights, %i registrations, %i attainments, %i fees', (name, ...counts) => {
    const [students, rights, registrations, attainments, fees] = counts;
    const expected = {
      students,
      rights,
      registrations,
      attainments,
      fees,
      unreadable: 0,
      unread: [null, null, null],
    };
    expect(countsOf(fileText(name))).toEqual(expected);
  });

  it.each([
    ['csc/Virta.xml', 1, 1, 6, 5],
    ['csc/Virta_5_opiskelijan_esim.xml', 5, 6, 37, 264],
  ])('%s: %i student records, %i rights, %i registrations, %i attainments', (name, ...counts) => {
    const [students, rights, registrations, attainments] = counts;
    const expected = {
      students,
      rights,
      registrations,
      attainments,
      fees: 0,
      unreadable: 0,
      unread: [null, null, null],
    };
    expect(countsOf(answerWith(fileText(name)))).toEqual(expected);
  });

  it('the payloads of single operations are read by them', () => {
    const rights = answerWith(fileText('csc/Opiskeluoikeudet.xml'), 'OpiskeluoikeudetResponse');
    expect(factsOf(rights, singleOperations.rights).rights.items).toMatchObject([
      { id: '02535:98765', type: 'BACHELOR_APPLIED_SCIENCES', endsOn: '2022-07-31', extentCredits: 240 },
    ]);
    const terms = answerWith(
      fileText('csc/LukukausiIlmoittautumiset.xml'),
      'LukukausiIlmoittautumisetResponse',
    );
    const { registrations } = factsOf(terms, singleOperations.registrations);
    expect(registrations.items.map(({ state }) => state)).toEqual([
      'PRESENT',
      'PRESENT',
      'ABSENT',
      'ABSENT',
      'PRESENT',
      'PRESENT',
    ]);
  });

  it.each([
    ['csc/esimOOTila4.xml', ['ACTIVE', 'PASSIVATED'], 'PASSIVATED'],
    ['csc/esimOOTila7.xml', ['ACTIVE', 'PASSIVATED', 'ENDED_ONE_RIGHT_RULE'], 'PASSIVATED'],
  ])('%s, a fragment without namespace: states %j, now %s', (name, states, current) => {
    const data = `<Opiskeluoikeudet xmlns="urn:mace:funet.fi:virta/2015/09/01">${fileText(name)}</Opiskeluoikeudet>`;
    const { rights } = factsOf(answerWith(data, 'OpiskeluoikeudetResponse'), singleOperations.rights);
    expect(rights.items.map((right) => right.states.map(({ state }) => state))).toEqual([states]);
    expect(rights.items[0]?.currentState).toBe(current);
  });

  it('the fee-paying master’s student owes 6500 a term: paid with a scholarship, then open', () => {
    const { fees, rights } = factsOf(fileText('response-fee-paying-master-student.xml'));
    const euros = (amount: number) => ({ cents: amount * 100, currency: 'EUR' });
    expect(fees).toMatchObject({
      state: 'KNOWN',
      complete: true,
      due: [
        { studyRightId: '01901:SR-1', startsOn: '2024-08-01', endsOn: '2024-12-31', amount: euros(6500) },
        { studyRightId: '01901:SR-1', startsOn: '2025-01-01', endsOn: '2025-07-31', amount: euros(6500) },
      ],
      paid: [
        { studyRightId: '01901:SR-1', fullyPaid: true, paid: euros(3250), scholarship: euros(3250) },
        { studyRightId: '01901:SR-1', fullyPaid: false, paid: null, scholarship: null },
      ],
    });
    expect(rights.items).toMatchObject([
      { tuitionFeeFunded: true, languages: ['en'], programmeName: { en: "Demo Master's Programme" } },
    ]);
  });

  it('the states of 250668-293Y come in order of time though VIRTA sends them in any', () => {
    for (const { states } of factsOf(fileText('koski-mock/250668-293Y.xml')).rights.items) {
      const days = states.map(({ startsOn }) => startsOn);
      expect(days).toEqual(days.toSorted());
    }
  });

  it('credits add up to the degrees’ own extents, each counted once', () => {
    const graduate = factsOf(fileText('koski-mock/100869-192W.xml'));
    // The degree's 123 credits by its parts, and 34 outside it.
    expect(creditsIn(graduate)).toBe(157);
    const five = factsOf(answerWith(fileText('csc/Virta_5_opiskelijan_esim.xml')));
    expect(creditsIn(five)).toBe(804);
    expect(five.degrees.items).toHaveLength(3);
    expect(creditsIn(factsOf(fileText('test-response-106.xml')))).toBe(19.6);
  });

  it('a fault is a fault', () => {
    const answer = readAnswer(fileText('extra105-test-fault.xml'), listOperation, kinds);
    expect(answer).toEqual({ kind: 'FAULT', validationError: true });
  });

  it.each(['response-fee-paying-master-student.xml', 'koski-mock/010190-4473.xml'])(
    '%s cut after any character is invalid, never a shorter list',
    (name) => {
      const whole = fileText(name).trimEnd();
      for (let length = 0; length < whole.length; length += 1) {
        const cut = readAnswer(whole.slice(0, length), listOperation, kinds);
        expect(cut, `cut after ${length} characters`).toEqual({ kind: 'INVALID' });
      }
    },
  );
});

function creditsIn({ progress }: ReturnType<typeof factsOf>): number {
  const years = progress.academicYears ?? [];
  return Math.round(years.reduce((sum, { done, recognised }) => sum + done + recognised, 0) * 10) / 10;
}
