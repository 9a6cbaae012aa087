import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegistry } from '../lawful/askers.ts';
import { type LawfulSystem, startLawful } from '../lawful/lawful-system.ts';
import { personaOid } from '../officer-query.ts';
import { developerHeaders, type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';
import { type Answer, ask, expectReceipts, recordsOf } from './ask-both.ts';

// Names that a client chose and that meant something inside, one by one, under production's limits.

let system: LawfulSystem;
const [p00, p13] = [personaOid(9000), personaOid(9013)];

beforeAll(async () => {
  system = await startLawful();
});
afterAll(() => system.close());

async function asked(source: string, headers?: Headers): Promise<Answer> {
  const answer = await ask(system, { source, variables: {} }, headers ?? (await developerHeaders()));
  expect(answer.body.data, JSON.stringify(answer.body)).toBeDefined();
  await expectReceipts(system, [answer]);
  return answer;
}

async function students(...selections: readonly string[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const selection of selections) {
    const { body } = await asked(`{ student(oppijanumero: "${p13}") { ${selection} } }`);
    expect(body.errors).toBeUndefined();
    answers.push(body.data.student);
  }
  return answers;
}

describe('the worst names that were found', () => {
  it('a number under the name of a fact that a rule needs is the number, and the log says so', async () => {
    const own = await asked(
      `{ student(oppijanumero: "${p00}") { studyRights: oppijanumero studyRightValidity { determination } } }`,
    );
    const plain = await asked(
      `{ student(oppijanumero: "${p00}") { oppijanumero studyRightValidity { determination } } }`,
    );
    expect(own.body.data.student).toEqual({
      studyRights: p00,
      studyRightValidity: { determination: 'DETERMINED' },
    });
    const [records, wanted] = await recordsOf(system, [own, plain]);
    expect(records).toEqual(wanted);
    expect(records?.said.join()).toContain('studyRightValidity.determination');
  });

  it('a code under the name of a state does not make an ended right valid', async () => {
    const [own, plain] = await students(
      'studyRights { items { states { state: stateCode } } } studyRightValidity { determination value }',
      'studyRights { items { states { stateCode } } } studyRightValidity { determination value }',
    );
    expect(own).toMatchObject({ studyRightValidity: { determination: 'DETERMINED', value: false } });
    expect(JSON.parse(JSON.stringify(own).replaceAll('"state":', '"stateCode":'))).toEqual(plain);
  });

  it('the name of a hidden field is free', async () => {
    const [own, plain] = await students('lookup: identity { state }', 'identity { state }');
    expect(own).toEqual({ lookup: Reflect.get(Object(plain), 'identity') });
  });
});

describe('a fact that a variable leaves out', () => {
  it('takes nothing away from its neighbours, whose inputs it does not share', async () => {
    const facts = 'studyRightValidity { determination value }';
    const [alone] = await students(facts);
    for (const left of ['attendance', 'freeMovement', 'sourcesAgree', 'nextSteps']) {
      const source = `query ($no: Boolean!) { student(oppijanumero: "${p13}") { ${facts} ${left} @include(if: $no) { determination } } }`;
      const { body } = await ask(system, { source, variables: { no: false } }, await developerHeaders());
      expect(body.errors).toBeUndefined();
      expect(body.data, left).toEqual({ student: alone });
    }
  });
});

const names = [
  '__typename',
  '__proto__',
  'constructor',
  'toString',
  'opintolupaPerson',
  'opintolupaMatch',
  'own_0_student',
] as const;

describe.each(names)('the name %s', (name) => {
  it('is one as any other: of a root field, a student, a fact and a leaf', async () => {
    const headers = await personHeaders('P13', everyRegistry);
    const source = (key: string) =>
      `{ ${key}: me { askedFor ${key}: student { ${key}: identity { state ${key}: givenNames } } } }`;
    const [own, plain] = [await asked(source(name), headers), await asked(source('plain'), headers)];
    expect(JSON.stringify(own.body.data)).toBe(
      JSON.stringify(plain.body.data).replaceAll('"plain":', `"${name}":`),
    );
    const [records, wanted] = await recordsOf(system, [own, plain]);
    expect(records).toEqual(wanted);
  });
});

describe('one thing under two names', () => {
  it('is there twice, and one record has all that was given: a root field, a list and a fact', async () => {
    const headers = await officialHeaders('MIGRI_EXTENSION');
    const list = `students(oppijanumerot: ["${p00}", "${p13}"])`;
    const twice = await asked(
      `{ known: ${list} { code } who: ${list} { askedFor student { a: permits { state } b: permits { items { id } } } }
        one: student(oppijanumero: "${p00}") { identity { state } } }`,
      headers,
    );
    const once = await asked(
      `{ all: ${list} { code askedFor student { permits { state items { id } } } }
        one: student(oppijanumero: "${p00}") { identity { state } } }`,
      headers,
    );
    const { known, who } = twice.body.data;
    expect(known).toEqual([{ code: 'FOUND' }, { code: 'FOUND' }]);
    expect(who.map(({ student: { a, b } }: Halves) => ({ ...a, ...b }))).toEqual(
      once.body.data.all.map(({ student }: Whole) => student.permits),
    );
    const [records, wanted] = await recordsOf(system, [twice, once]);
    expect(records).toEqual(wanted);
  });

  it('is denied twice, and told at both places; a third place that does not ask it is told nothing', async () => {
    const headers = await officialHeaders('FEE_OBLIGATION_CHECK');
    const { body } = await asked(
      `{ a: student(oppijanumero: "${p00}") { oppijanumero x: studyRights { state } y: studyRights { state } }
        b: student(oppijanumero: "${p00}") { oppijanumero x: studyRights { state } }
        c: student(oppijanumero: "${p00}") { oppijanumero } }`,
      headers,
    );
    const notGiven = { state: 'NOT_PERMITTED' };
    expect(body.data.a).toMatchObject({ x: notGiven, y: notGiven });
    expect(body.data.b).toMatchObject({ x: notGiven });
    expect(body.extensions.policy.denied.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'a.x',
      'a.y',
      'b.x',
    ]);
  });

  it('is masked twice', async () => {
    const headers = await personHeaders('P11', everyRegistry);
    const { body } = await asked(
      '{ me { first: askedFor askedFor } again: me { student { a: oppijanumero b: oppijanumero } } }',
      headers,
    );
    const shown = body.data.me.askedFor;
    expect(shown).toMatch(/^[*.]+\d{4}$/);
    expect(body.data).toEqual({
      me: { first: shown, askedFor: shown },
      again: { student: { a: shown, b: shown } },
    });
  });
});

interface Halves {
  readonly student: { readonly a: object; readonly b: object };
}

interface Whole {
  readonly student: { readonly permits: object };
}

describe('a fragment on an interface', () => {
  it.each(['MIGRI_EXTENSION', 'FEE_OBLIGATION_CHECK'] as const)(
    'is judged as the object around it: %s gets what it gets without',
    async (purpose) => {
      const headers = await officialHeaders(purpose);
      const source = (on: string) =>
        `{ student(oppijanumero: "${p13}") { oppijanumero permits { ${on} { s: state } } studyRights { ${on} { source { registry } } } } }`;
      const [wide, plain] = [
        await asked(source('... on Fact'), headers),
        await asked(source('...'), headers),
      ];
      expect(wide.body.data).toEqual(plain.body.data);
      expect(wide.body.extensions.policy).toEqual(plain.body.extensions.policy);
      const [records, wanted] = await recordsOf(system, [wide, plain]);
      expect(records).toEqual(wanted);
    },
  );
});

describe('an argument', () => {
  it('left out, null, given and its default stand side by side, each with its own answer', async () => {
    const selection = '{ determination value validOn }';
    const [together, ...alone] = await students(
      `a: studyRightValidity ${selection} b: studyRightValidity(on: null) ${selection} c: studyRightValidity(on: "2024-01-15") ${selection}
        d: tuitionFeeRequirement ${selection} e: tuitionFeeRequirement(phase: FIRST_PERMIT) ${selection} f: tuitionFeeRequirement(phase: POST_CHECK) ${selection}`,
      `a: studyRightValidity ${selection}`,
      `b: studyRightValidity(on: null) ${selection}`,
      `c: studyRightValidity(on: "2024-01-15") ${selection}`,
      `d: tuitionFeeRequirement ${selection}`,
      `e: tuitionFeeRequirement(phase: FIRST_PERMIT) ${selection}`,
      `f: tuitionFeeRequirement(phase: POST_CHECK) ${selection}`,
    );
    expect(together).toEqual(Object.assign({}, ...alone));
    const { a, b, c, d, e } = Object(together);
    expect([b, e]).toEqual([a, d]);
    expect(c).not.toEqual(a);
  });
});
