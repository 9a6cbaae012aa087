import { executeSync, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fillIn, policyExtension } from '../../gateway/policy/fill-in.ts';
import { tableVersion } from '../../subgraphs/registry/data-rows.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { grantFor } from '../grants.ts';
import { studentFacts } from '../lawful/student-facts.ts';
import { isGivenByTable, prune, schema, today } from './graph.ts';

const oid = '1.2.246.562.24.00000009011';
const postCheck = grantFor('MIGRI_POST_CHECK');
const feeCheck = grantFor('FEE_OBLIGATION_CHECK');
const own = grantFor('VF_SELF_SERVICE', { self: oid, consents: { MIGRI: 'UNVERIFIABLE', VIRTA: 'GRANTED' } });

/** The answer to a selection on one student, when the subgraphs gave what is said of the student. */
function studentOf(selection: string, given: object, grant: Grant | null = postCheck): unknown {
  const { plan } = prune(`{ student(oppijanumero: "${oid}") { oppijanumero ${selection} } }`, grant);
  return plain(fillIn({ student: { oppijanumero: oid, ...given } }, plan)).student;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
function plain(value: unknown): any {
  return JSON.parse(JSON.stringify(value));
}

describe('a denied fact in the answer', () => {
  it('is an envelope that says so, in the shape that the client asked for', () => {
    const selection = `fee: termFees {
      kind: __typename state stateLabel { en } why: reason { code message { sv } ...when whoCanFix field }
      ... on Fact { source { registry servedFrom observedAt recordedAt } } ... { due { amount { cents } } complete }
    }`;
    const fragment = 'fragment when on FactReason { retryAt }';
    const { plan } = prune(
      `{ student(oppijanumero: "${oid}") { oppijanumero ${selection} } } ${fragment}`,
      postCheck,
    );
    const answer = plain(fillIn({ student: { oppijanumero: oid } }, plan));
    expect(answer.student).toEqual({
      oppijanumero: oid,
      fee: {
        kind: 'TermFeesFact',
        state: 'NOT_PERMITTED',
        stateLabel: { en: 'Not permitted for this purpose' },
        why: {
          code: 'NOT_PERMITTED_FOR_PURPOSE',
          message: { sv: 'Begärans användningsändamål omfattar inte denna uppgift, så den frågades inte.' },
          retryAt: null,
          whoCanFix: null,
          field: null,
        },
        source: { registry: 'VIRTA', servedFrom: 'NOTHING', observedAt: null, recordedAt: null },
        due: null,
        complete: null,
      },
    });
  });

  it.each([
    {
      field: 'studyRights',
      grant: feeCheck,
      state: 'NOT_PERMITTED',
      code: 'NOT_PERMITTED_FOR_PURPOSE',
      registry: 'VIRTA',
    },
    { field: 'identity', grant: own, state: 'CONSENT_REQUIRED', code: 'CONSENT_NOT_GIVEN', registry: 'ONR' },
    {
      field: 'permits',
      grant: own,
      state: 'CONSENT_UNVERIFIABLE',
      code: 'CONSENT_NOT_VERIFIABLE',
      registry: 'MIGRI',
    },
    {
      field: 'tuitionFees',
      grant: postCheck,
      state: 'NOT_PERMITTED',
      code: 'NOT_PERMITTED_FOR_PURPOSE',
      registry: 'GATEWAY',
    },
  ])('tells why: $field for $grant.purpose is $state', ({ field, grant, state, code, registry }) => {
    const root = grant === own ? 'me' : `students(oppijanumerot: ["${oid}"])`;
    const source = `{ ${root} { code student { ${field} { state reason { code } source { registry } } } } }`;
    const { plan } = prune(source, grant);
    const key = grant === own ? 'me' : 'students';
    const answer = plain(fillIn({ [key]: { code: 'FOUND', student: {} } }, plan));
    expect(answer[key].student).toEqual({ [field]: { state, reason: { code }, source: { registry } } });
  });

  it('is not permitted for an unknown reason when nothing was decided, and nothing was asked', () => {
    const { plan, errors, denied } = prune(`{ student(oppijanumero: "${oid}") { oppijanumero } }`, null);
    expect(plain(fillIn({ __typename: 'Query' }, plan))).toEqual({ student: null });
    expect(errors.map(({ extensions, path }) => ({ ...extensions, path }))).toEqual([
      { code: 'FORBIDDEN', path: ['student'] },
    ]);
    expect(denied).toMatchObject([
      { field: 'Query.student', code: 'POLICY_NOT_EVALUATED', unlockedBy: null },
    ]);
  });

  it('is the same for everybody, so that an answer about many is made as fast and says nothing by its length', () => {
    const selection = 'student { termFees { state reason { message { fi sv en } } } oppijanumero }';
    const { plan } = prune(`{ students(oppijanumerot: ["${oid}"]) { ${selection} } }`, postCheck);
    const people = Array.from({ length: 5000 }, (_, index) => ({ student: { oppijanumero: `${index}` } }));
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
    const answer: any = fillIn({ students: people }, plan);
    const facts = new Set(
      answer.students.map(({ student }: { student: { termFees: object } }) => student.termFees),
    );
    expect(answer.students).toHaveLength(5000);
    expect(facts.size).toBe(1);
  });
});

describe('a denied derived fact in the answer', () => {
  it('is undetermined for that reason, in the shape that the client asked for, with nothing null that never is', () => {
    const { plan } = prune(
      `{ student(oppijanumero: "${oid}") { oppijanumero place: bindingStudyPlace {
        kind: __typename ...derived value valueLabel { fi } places { admissionId }
      } } }
      fragment derived on DerivedFact {
        determination in: determinationLabel { sv } validOn rule { id version text { en } } inputs { fact }
        why: missing { fact state stateLabel { en } reason { code whoCanFix message { fi } } } outOfScope { fact }
      }`,
      postCheck,
    );
    const answer = plain(fillIn({ student: { oppijanumero: oid } }, plan));
    expect(answer.student.place).toEqual({
      kind: 'BindingStudyPlace',
      determination: 'UNDETERMINED',
      in: { sv: 'Kan inte konstateras' },
      validOn: today,
      rule: {
        id: 'minimisation',
        version: 1,
        text: { en: 'The purpose does not cover this finding, so it was not made.' },
      },
      inputs: [],
      why: [
        {
          fact: 'bindingStudyPlace',
          state: 'NOT_PERMITTED',
          stateLabel: { en: 'Not permitted for this purpose' },
          reason: {
            code: 'NOT_PERMITTED_FOR_PURPOSE',
            whoCanFix: null,
            message: { fi: 'Pyynnön käyttötarkoitus ei kata tätä tietoa, joten sitä ei kysytty.' },
          },
        },
      ],
      outOfScope: [],
      value: null,
      valueLabel: null,
      places: [],
    });
  });

  it('has no null where the graph says that there is none, whichever it is', () => {
    for (const { name, kind, selection } of studentFacts) {
      if (kind !== 'DerivedFact' || isGivenByTable(`Student.${name}`, feeCheck)) continue;
      const source = `query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero ${name}${selection} } }`;
      const { plan } = prune(source, feeCheck, { id: oid });
      const data = fillIn({ student: { oppijanumero: oid } }, plan);
      const query = `{ student(oppijanumero: "${oid}") { ${name}${selection} } }`;
      const { errors } = executeSync({ schema, document: parse(query), rootValue: data });
      expect(errors, name).toBeUndefined();
    }
  });
});

describe('another denied field in the answer', () => {
  it('is null, in its place in the selection, also where the graph would not allow it', () => {
    const given = { studyRights: { items: [{ id: 'a', typeCode: '4' }] }, identity: { nonDisclosure: true } };
    const selection =
      'studyRights { items { id tuitionFeeFunded typeCode } } identity { givenNames nonDisclosure }';
    const answer = studentOf(selection, given);
    expect(answer).toEqual({
      oppijanumero: oid,
      studyRights: { items: [{ id: 'a', tuitionFeeFunded: null, typeCode: '4' }] },
      identity: { givenNames: null, nonDisclosure: true },
    });
    expect(JSON.stringify(answer)).toContain('"id":"a","tuitionFeeFunded":null,"typeCode":"4"');
  });

  it('takes the type name that only the gateway asked for with it, and leaves the client its own', () => {
    const given = { identity: { __typename: 'IdentityFact' } };
    expect(studentOf('identity { givenNames }', given)).toEqual({
      oppijanumero: oid,
      identity: { givenNames: null },
    });
    expect(studentOf('identity { __typename givenNames }', given)).toEqual({
      oppijanumero: oid,
      identity: { __typename: 'IdentityFact', givenNames: null },
    });
    expect(studentOf('identity { givenNames @include(if: false) }', given)).toEqual({
      oppijanumero: oid,
      identity: {},
    });
  });

  it('is not made up where its parent did not come', () => {
    expect(studentOf('identity { givenNames state }', { identity: null })).toEqual({
      oppijanumero: oid,
      identity: null,
    });
    const { plan } = prune(
      `{ student(oppijanumero: "${oid}") { oppijanumero degrees { state } freeMovement { value } } }`,
      postCheck,
    );
    expect(plain(fillIn({ student: null }, plan))).toEqual({ student: null });
    expect(fillIn(null, plan)).toBeNull();
  });

  it('stays away also when a subgraph gave it', () => {
    expect(
      studentOf('identity { givenNames state }', { identity: { givenNames: 'Asha', state: 'KNOWN' } }),
    ).toEqual({
      oppijanumero: oid,
      identity: { givenNames: null, state: 'KNOWN' },
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('may have any alias: %s', (alias) => {
    const selection = `${alias}: termFees { state ${alias}: reason { code } }`;
    const { plan } = prune(`{ student(oppijanumero: "${oid}") { oppijanumero ${selection} } }`, postCheck);
    const text = JSON.stringify(fillIn({ student: { oppijanumero: oid } }, plan));
    expect(text).toBe(
      `{"student":{"oppijanumero":"${oid}","${alias}":{"state":"NOT_PERMITTED","${alias}":{"code":"NOT_PERMITTED_FOR_PURPOSE"}}}}`,
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('an answer of which nothing was taken out', () => {
  it('is passed on as it came', () => {
    const { plan } = prune(
      `{ student(oppijanumero: "${oid}") { oppijanumero studyRights { state } } }`,
      postCheck,
    );
    const data = { student: { oppijanumero: oid, studyRights: { state: 'KNOWN' } } };
    expect(fillIn(data, plan)).toBe(data);
  });

  it('keeps untouched what lies beside a filled place', () => {
    const rights = { state: 'KNOWN', items: [] };
    const { plan } = prune(
      `{ student(oppijanumero: "${oid}") { studyRights { state items { id } } degrees { state } freeMovement { value } } }`,
      postCheck,
    );
    const answer = fillIn({ student: { studyRights: rights, degrees: null } }, plan);
    expect(Reflect.get(Object(Reflect.get(Object(answer), 'student')), 'studyRights')).toBe(rights);
  });
});

describe('learner numbers in a person’s own view', () => {
  it('show their last digits alone, under every alias, and nothing else changes', () => {
    const source =
      '{ me { n: askedFor code student { oppijanumero again: oppijanumero nextSteps { items { text { en } } } } } }';
    const { plan, denied } = prune(source, own);
    const data = {
      me: { n: oid, code: 'FOUND', student: { oppijanumero: oid, again: oid, nextSteps: { items: [] } } },
    };
    expect(denied).toEqual([]);
    expect(plain(fillIn(data, plan))).toEqual({
      me: {
        n: '*.*.***.***.**.*******9011',
        code: 'FOUND',
        student: {
          oppijanumero: '*.*.***.***.**.*******9011',
          again: '*.*.***.***.**.*******9011',
          nextSteps: { items: [] },
        },
      },
    });
  });

  it.each([
    [null, null],
    [undefined, null],
    ['901H', '****'],
    [9011, null],
    [
      [oid, null],
      ['*.*.***.***.**.*******9011', null],
    ],
  ])('never show more than that: %j', (value, shown) => {
    const { plan } = prune('{ me { code askedFor } }', own);
    expect(plain(fillIn({ me: { code: 'FOUND', askedFor: value } }, plan)).me.askedFor).toEqual(shown);
  });
});

describe('what an answer says of the policy', () => {
  it('is its version, the purpose and each denied field', () => {
    const { denied } = prune(
      `{ student(oppijanumero: "${oid}") { oppijanumero degrees { state } freeMovement { value } } }`,
      postCheck,
    );
    expect(policyExtension(postCheck, denied)).toEqual({
      version: tableVersion,
      purpose: 'MIGRI_POST_CHECK',
      denied: [
        expect.objectContaining({ path: 'student.freeMovement', row: 'PERSON', code: 'NOT_PERMITTED' }),
      ],
    });
    expect(policyExtension(null, [])).toEqual({ version: tableVersion, purpose: null, denied: [] });
  });
});
