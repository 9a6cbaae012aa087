import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oppijanumeroMock } from '../../mocks/oppijanumero.ts';
import type { Person } from '../../mocks/person.ts';
import type { MockRegistry } from '../../mocks/registry-server.ts';
import { syntheticCode } from '../../mocks/synthetic-code.ts';
import { personaOid } from '../officer-query.ts';
import { modes, type System, startSystem } from '../system.ts';
import { type Desk, openDesk, type Student, withoutTimes } from './personas/answers.ts';
import { expectFindings, expectSources, wordlessLabels, wordlessTexts } from './personas/consistency.ts';
import { expectNothingFromVirta } from './personas/outage.ts';
import { personas } from './personas/table.ts';
import { trapsOfFees } from './personas/traps-of-fees.ts';
import { trapsOfPersons } from './personas/traps-of-persons.ts';
import { trapsOfStudies } from './personas/traps-of-studies.ts';

const byId = personas.map((persona) => [persona.id, persona] as const);

/** ONR gives citizenships in no particular order: P01's deciding one comes last here, P01b's comes first. */
const otherCitizenshipFirst: MockRegistry = {
  ...oppijanumeroMock,
  routes: (app, world) => {
    const people = world.people.map((person) => (person.id === 'P01' ? turned(person) : person));
    oppijanumeroMock.routes(app, { ...world, people });
  },
};

function turned(person: Person): Person {
  const records = person.records.map((record) => ({
    ...record,
    citizenships: record.citizenships.toReversed(),
  }));
  return { ...person, records };
}

describe.each(modes)('the personas, %s', (mode) => {
  let system: System;
  let desk: Desk;
  const students = new Map<number, Student>();
  const studentOf = (number: number): Student => students.get(number);

  beforeAll(async () => {
    // The whole graph in one document is more than any client of ours needs.
    const environment = { LIMIT_TOKENS: '4000', LIMIT_FIELDS: '5000' };
    const replace = [otherCitizenshipFirst];
    system = await startSystem({ mode, today: '2026-11-24', replace, environment });
    desk = await openDesk(system);
    for (const { number } of personas) students.set(number, await desk.one(number));
  });
  afterAll(async () => {
    await system.close();
    expectNoCodes(system, desk.kept());
  });

  test.each(byId)('%s is answered as the story says', (_id, { number, student }) => {
    for (const [fact, expected] of Object.entries(student)) {
      expect.soft({ [fact]: studentOf(number)[fact] }).toMatchObject({ [fact]: expected });
    }
  });

  test.each(byId)('%s: every fact names its registry and when it was read', (_id, { number }) => {
    expectSources(studentOf(number));
  });

  test.each(byId)('%s: every finding shows its inputs, and a value or what is missing', (_id, { number }) => {
    expectFindings(studentOf(number));
  });

  test.each(byId)('%s: every coded value has words in three languages', (_id, { number }) => {
    const { seen, odd } = wordlessLabels(studentOf(number));
    expect(seen).toBeGreaterThan(40);
    expect(odd).toEqual([]);
    expect(wordlessTexts(studentOf(number))).toEqual([]);
  });

  test.each(byId)('%s: what nobody covers is named, KOSKI with it', (_id, { number }) => {
    const { outsideCoverage } = studentOf(number);
    const subjects = outsideCoverage.map(({ subject }: Student) => subject.en).join();
    expect(new Set(outsideCoverage.map(({ state }: Student) => state))).toEqual(new Set(['NOT_COVERED']));
    expect(subjects).toMatch(/KOSKI.*Means.*Income.*assistance.*insurance.*Passport.*security/);
  });

  test.each([...trapsOfFees, ...trapsOfStudies, ...trapsOfPersons])('%s', async (_name, check) => {
    await check({ studentOf, desk, system });
  });

  test('asked together, each is told the same as alone', async () => {
    const entries = await desk.many(personas.map(({ number }) => number));
    expect(entries.map(({ askedFor, code }) => [askedFor, code])).toEqual(
      personas.map(({ number, code }) => [personaOid(number), code]),
    );
    const alone = personas.map(({ number }) => studentOf(number));
    expect(withoutTimes(entries.map(({ student }) => student))).toEqual(withoutTimes(alone));
  });

  test.each([
    ['P01', '140300A901H', 9001],
    ['P13', '300803A907U', 9013],
  ])('%s is found by personal identity code, which is not repeated', async (_id, code, number) => {
    const match = await desk.byCode(code);
    expect(match).toMatchObject({ askedFor: null, code: 'FOUND', reason: null });
    expect(withoutTimes(match.student)).toEqual(withoutTimes(studentOf(number)));
  });

  test('a personal identity code that ONR does not know is not linked, and not nobody', async () => {
    const code = syntheticCode({ birthDate: '1990-01-01', sign: '-', number: 998 });
    expect(await desk.byCode(code)).toMatchObject({
      askedFor: null,
      code: 'NOT_LINKED',
      reason: { code: 'CURRENT_CODES_ONLY', whoCanFix: 'OPH' },
      student: null,
    });
  });

  describe('while VIRTA does not answer', () => {
    const without = new Map<number, Student>();
    beforeAll(async () => {
      await system.mock('virta').close();
      for (const { number } of personas) without.set(number, await desk.one(number));
    });

    test.each(byId)('%s: nothing is concluded from its silence', (_id, { number, code }) => {
      expectNothingFromVirta(without.get(number), code === 'FOUND');
    });

    // The register may say paid: VIRTA could contradict it, and only VIRTA shows whether an earlier place is old.
    test.each(byId)('%s: no fee counts as settled', (_id, { number }) => {
      const { places } = without.get(number).tuitionFeeRequirement;
      expect(places.filter(({ value }: Student) => value !== null)).toEqual([]);
    });

    test('P13: the right is neither valid nor ended', () => {
      expect(without.get(9013).studyRightValidity).toMatchObject({
        determination: 'UNDETERMINED',
        value: null,
        validStudyRightIds: [],
        endedOn: null,
        endState: null,
        missing: [
          {
            fact: 'studyRights',
            state: 'SOURCE_UNAVAILABLE',
            // An outage that goes on opens the breaker, and then nobody asks any more.
            reason: {
              code: expect.stringMatching(/^(?:UNREACHABLE|CIRCUIT_OPEN)$/),
              whoCanFix: expect.anything(),
            },
          },
        ],
      });
    });
  });
});

/** No personal identity code of anybody may be anywhere in any answer. */
function expectNoCodes(system: System, answers: readonly string[]): void {
  const records = system.people.flatMap((person) => person.records);
  const codes = records.flatMap(({ personalIdentityCode }) => personalIdentityCode ?? []);
  expect(codes.length).toBeGreaterThan(8);
  expect(answers.length).toBeGreaterThan(personas.length);
  const leaks = codes.filter((code) => answers.some((answer) => answer.includes(code)));
  expect(leaks).toEqual([]);
}
