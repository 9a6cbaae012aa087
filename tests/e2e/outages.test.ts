import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { officerQuery, personaOid } from '../officer-query.ts';
import { modes, type System, startSystem } from '../system.ts';

const today = '2026-11-24';

/** The registered facts of each registry, and those that need another registry's answer first. */
const factsOf: Record<string, { readonly own: readonly string[]; readonly needing: readonly string[] }> = {
  oppijanumero: { own: ['identity'], needing: [] },
  opintopolku: { own: ['admissions'], needing: ['admissionConditions', 'feePayments'] },
  virta: { own: ['studyRights', 'termRegistrations', 'termFees', 'studyProgress'], needing: [] },
  fees: { own: ['admissionConditions', 'feePayments'], needing: [] },
  migri: { own: ['permitCases', 'permits'], needing: [] },
};
const registeredFacts = Object.values(factsOf).flatMap(({ own }) => own);
const derivedFacts = [
  'freeMovement',
  'bindingStudyPlace',
  'tuitionFeeRequirement',
  'studyRightValidity',
  'attendance',
  'studiesStarted',
  'studyLevel',
  'institutionChange',
  'sourcesAgree',
];

// biome-ignore lint/suspicious/noExplicitAny: the student is whatever the query selected.
type Student = any;

const withoutTimes = (fact: unknown): unknown =>
  JSON.parse(JSON.stringify(fact, (key, value) => (/^(observedAt|retryAt)$/.test(key) ? null : value)));

describe.each(modes)('a registry that is down, %s', (mode) => {
  let system: System;
  const closed: string[] = [];
  beforeAll(async () => {
    // What is down refuses at once: time is not the matter here, and the first answer of a slow machine takes some.
    system = await startSystem({ mode, today, environment: { QUERY_DEADLINE_MS: '20000' } });
  });
  afterEach(async () => {
    await Promise.all(closed.splice(0).map((name) => system.mock(name).setFault(null)));
  });
  afterAll(() => system.close());

  /** Nobody listens at its port for the rest of the test. */
  const takeDown = async (name: string): Promise<void> => {
    closed.push(name);
    await system.mock(name).setFault({ fault: 'refuse', seconds: 86_400 });
  };

  const studentOf = async (number: number): Promise<Student> => {
    const { status, body } = await system.ask(officerQuery, { oppijanumero: personaOid(number) });
    expect([status, body.errors]).toEqual([200, undefined]);
    return body.data.student;
  };

  test.each(['opintopolku', 'virta', 'fees', 'migri'])(
    '%s down: its facts say so, all others stand',
    async (name) => {
      const before = await studentOf(9000);
      await takeDown(name);
      const after = await studentOf(9000);
      const { own = [], needing = [] } = factsOf[name] ?? {};
      for (const fact of own) {
        expect(after[fact]).toMatchObject({ state: 'SOURCE_UNAVAILABLE', reason: { code: 'UNREACHABLE' } });
      }
      for (const fact of needing) {
        expect(after[fact]).toMatchObject({
          state: 'SOURCE_UNAVAILABLE',
          reason: { code: 'INPUT_UNAVAILABLE' },
        });
      }
      const standing = registeredFacts.filter((fact) => !own.includes(fact) && !needing.includes(fact));
      for (const fact of standing) expect(withoutTimes(after[fact])).toEqual(withoutTimes(before[fact]));
      expectNoNewNegative(before, after);
    },
  );

  test('the learner-number registry down: the others are asked under the number given and say so', async () => {
    const before = await studentOf(9000);
    await takeDown('oppijanumero');
    const after = await studentOf(9000);
    expect(after.oppijanumero).toBe(personaOid(9000));
    expect(after.identity).toMatchObject({ state: 'SOURCE_UNAVAILABLE', nonDisclosure: null });
    expect(after.studyRights).toMatchObject({
      state: 'AMBIGUOUS',
      reason: { code: 'IDENTITY_UNRESOLVED' },
      items: before.studyRights.items,
    });
    expect(after.admissions.items).toEqual(before.admissions.items);
    for (const fact of derivedFacts) expect(after[fact].determination, fact).toBe('UNDETERMINED');
  });

  test('an ended right is never told from an outage of VIRTA', async () => {
    expect((await studentOf(9013)).studyRightValidity).toMatchObject({
      determination: 'DETERMINED',
      value: false,
    });
    await takeDown('virta');
    const after = await studentOf(9013);
    expect(after.studyRights).toMatchObject({ state: 'SOURCE_UNAVAILABLE', items: null });
    expect(after.studyRightValidity).toMatchObject({ determination: 'UNDETERMINED', value: null });
    expect(after.nextSteps.items).toContainEqual(expect.objectContaining({ kind: 'ASK_AGAIN' }));
  });

  function expectNoNewNegative(before: Student, after: Student): void {
    for (const fact of derivedFacts) {
      const same = after[fact].value === before[fact].value;
      expect(same || after[fact].determination === 'UNDETERMINED', fact).toBe(true);
      if (!same) expect(after[fact].value, fact).toBeNull();
      if (!same) expect(after[fact].missing.length, fact).toBeGreaterThan(0);
    }
  }
});
