import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { createStudentReads, type StudentReads } from '../../gateway/federation/remote/student-reads.ts';
import { readPolicyTable } from '../../gateway/policy/policy-table.ts';
import { personaOid } from '../officer-query.ts';

const supergraph = readSupergraph();
const policy = readPolicyTable(supergraph);
const readsOf = createStudentReads(readSchemas(supergraph).supergraph, policy);
const [one, other] = [personaOid(9000), personaOid(9001)];

/** Reads as `subject fact registry state`, without what is the same of all. */
function brief(...asked: Parameters<StudentReads>): readonly string[] {
  return readsOf(...asked).map(({ subject, fact, registry, state, ...rest }) => {
    expect(rest).toEqual({ reason: null, reachedSource: 'UNKNOWN', nonDisclosure: null });
    return `${subject} ${fact} ${registry} ${state}`;
  });
}

const representing = (...numbers: readonly string[]) => ({
  representations: numbers.map((oppijanumero) => ({ __typename: 'Student', oppijanumero })),
});

describe('entities', () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    __typename ... on Student { own_0_studyRights: studyRights { state items { id } } degrees { state } studiesStarted { value } } } }`;

  it('are whom they were asked as, with the registry of each fact', () => {
    const data = {
      _entities: [
        { own_0_studyRights: { state: 'KNOWN' }, degrees: null, studiesStarted: {} },
        { own_0_studyRights: {}, degrees: {}, studiesStarted: {} },
      ],
    };
    expect(brief({ query, variables: representing(one, other) }, data)).toEqual([
      `${one} studyRights VIRTA GIVEN`,
      `${one} degrees VIRTA NO_ANSWER`,
      `${one} studiesStarted GATEWAY GIVEN`,
      `${other} studyRights VIRTA GIVEN`,
      `${other} degrees VIRTA GIVEN`,
      `${other} studiesStarted GATEWAY GIVEN`,
    ]);
  });

  it.each([
    ['no answer', null],
    ['null for each', { _entities: [null] }],
    ['too few', { _entities: [] }],
    ['no list', { _entities: 'x' }],
    ['an empty object', {}],
  ])('were asked about where there is %s', (_what, data) => {
    expect(brief({ query, variables: representing(one) }, data)).toEqual([
      `${one} studyRights VIRTA NO_ANSWER`,
      `${one} degrees VIRTA NO_ANSWER`,
      `${one} studiesStarted GATEWAY NO_ANSWER`,
    ]);
  });

  it('were not asked for what a variable takes out', () => {
    const conditional = `query ($representations: [_Any!]!, $a: Boolean!) { _entities(representations: $representations) {
      ... on Student @include(if: $a) { studyRights { state } } ... on Student { degrees @skip(if: $a) { state } } } }`;
    const asked = { query: conditional, variables: { ...representing(one), a: true } };
    expect(brief(asked, { _entities: [{ studyRights: {} }] })).toEqual([`${one} studyRights VIRTA GIVEN`]);
  });

  it('of other types are nobody', () => {
    const variables = { representations: [{ __typename: 'Institution', oppijanumero: one }, null, 'x'] };
    expect(brief({ query, variables }, null)).toEqual([]);
  });
});

describe('students below the root', () => {
  it('are whose number stands there, whatever its key and however deep', () => {
    const query = `query ($ids: [ID!]!) {
      many: students(oppijanumerot: $ids) { code student { opintolupaPerson: oppijanumero ...more } }
      student(oppijanumero: "x") { oppijanumero ... on Student { identity { state } } } }
      fragment more on Student { lookup { personOids } }`;
    const data = {
      many: [
        { student: { opintolupaPerson: one, lookup: {} } },
        { student: null },
        { student: { opintolupaPerson: other, lookup: null } },
      ],
      student: { oppijanumero: other, identity: { state: 'KNOWN' } },
    };
    expect(brief({ query, variables: {} }, data)).toEqual([
      `${one} lookup ONR GIVEN`,
      `${other} lookup ONR NO_ANSWER`,
      `${other} identity ONR GIVEN`,
    ]);
  });

  it('are found through interfaces, unions and lists', () => {
    const schema = buildSchema(`
      type Query { rooms: [[Place]] held: Held }
      interface Place { id: ID }
      type Room implements Place { id: ID by: Held }
      union Held = Student | Nobody
      type Nobody { id: ID }
      type Student { oppijanumero: ID studyRights: ID }
    `);
    const reads = createStudentReads(schema, policy);
    const query = `{ rooms { id ... on Room { by { ... on Nobody { id } ... on Student { oppijanumero studyRights } } } }
      held { ... on Student { oppijanumero studyRights } } }`;
    const held = { oppijanumero: one, studyRights: 'x' };
    const data = {
      rooms: [[{ by: held }, null], [{ id: '2', by: { id: '3' } }]],
      held: { ...held, oppijanumero: other },
    };
    expect(reads({ query, variables: {} }, data).map(({ subject, fact }) => `${subject} ${fact}`)).toEqual([
      `${one} studyRights`,
      `${other} studyRights`,
    ]);
  });

  it('without a number are nobody', () => {
    const query = '{ student(oppijanumero: "x") { identity { state } } }';
    expect(brief({ query, variables: {} }, { student: { identity: { state: 'KNOWN' } } })).toEqual([]);
  });
});
