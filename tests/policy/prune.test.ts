import { buildSchema, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { noteRuntimeType } from '../../gateway/federation/execution/runtime-type.ts';
import { fillIn } from '../../gateway/policy/fill-in.ts';
import type { PolicyTable } from '../../gateway/policy/policy-table.ts';
import { pruneOperation } from '../../gateway/policy/prune.ts';
import type { DataRow } from '../../subgraphs/registry/data-rows.ts';
import { grantFor } from '../grants.ts';
import { operationOf, prune, today } from './graph.ts';

const postCheck = grantFor('MIGRI_POST_CHECK');
const feeCheck = grantFor('FEE_OBLIGATION_CHECK');
const oid = '"1.2.246.562.24.00000009000"';

function left(source: string, grant = postCheck, variables: Readonly<Record<string, unknown>> = {}): string {
  return print(prune(source, grant, variables).document)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('an operation', () => {
  it('of which everything is given stays the very same', () => {
    const { document, denied, errors } = prune(
      `{ student(oppijanumero: ${oid}) { studyRights { state } } }`,
      postCheck,
    );
    expect(print(document)).toContain('studyRights');
    expect(denied).toEqual([]);
    expect(errors).toEqual([]);
    const source = parse(`{ student(oppijanumero: ${oid}) { oppijanumero } }`);
    const again = prune(print(source), postCheck);
    expect(again.document.definitions).toHaveLength(1);
  });

  it('loses the fragments and variables that only denied fields used, and keeps the others', () => {
    const source = `query ($n: Oppijanumero!, $day: Date, $other: Date) {
      student(oppijanumero: $n) {
        ...rights
        ...names
        attendance(on: $other) { value }
        identity { ...person state }
        bindingStudyPlace { value }
      }
    }
    fragment rights on Student { studyRightValidity(on: $day) { value } }
    fragment names on Student { freeMovement { value ...rule } }
    fragment rule on FreeMovement { rule { id } }
    fragment person on IdentityFact { givenNames }`;
    expect(left(source, grantFor('MIGRI_FIRST_PERMIT'), { n: '1.2.246.562.24.00000009000' })).not.toContain(
      '$other',
    );
    const text = left(source, postCheck, { n: '1.2.246.562.24.00000009000' });
    expect(text).toBe(
      'query ($n: Oppijanumero!, $day: Date, $other: Date) { student(oppijanumero: $n) { ... on Student { studyRightValidity(on: $day) { value } } attendance(on: $other) { value } identity { state } } }',
    );
  });

  it('keeps only the operation that is run', () => {
    const document = parse(`
      query first { student(oppijanumero: ${oid}) { oppijanumero freeMovement { value } } }
      query second { student(oppijanumero: ${oid}) { freeMovement { value } } }`);
    const source = print({ ...document, definitions: [operationOf(document)] });
    expect(left(source)).toContain('query first');
    expect(left(source)).not.toContain('second');
  });

  it('asks for a type name in place of a selection that was emptied', () => {
    expect(left(`{ student(oppijanumero: ${oid}) { permits { state items { id } } } }`, feeCheck)).toBe(
      `{ student(oppijanumero: ${oid}) { permits { state items { __typename } } } }`,
    );
  });

  it('does not ask for a fact of which everything that is asked is denied, and fills it in', () => {
    const source = `{ student(oppijanumero: ${oid}) { oppijanumero permits { ...ids } } } fragment ids on PermitsFact { __typename items { id } }`;
    expect(left(source, feeCheck)).toBe(`{ student(oppijanumero: ${oid}) { oppijanumero } }`);
    const { plan, denied } = prune(source, feeCheck);
    expect(JSON.parse(JSON.stringify(fillIn({ student: { oppijanumero: 'x' } }, plan)))).toEqual({
      student: { oppijanumero: 'x', permits: { __typename: 'PermitsFact', items: null } },
    });
    expect(denied.map(({ path }) => path)).toEqual(['student.permits.items.id']);
  });

  it('still asks for a fact of which something is left in another of its selections', () => {
    expect(
      left(
        `{ student(oppijanumero: ${oid}) { permits { items { id } } permits { firstPermitGround } } }`,
        feeCheck,
      ),
    ).toBe(`{ student(oppijanumero: ${oid}) { permits { firstPermitGround } } }`);
  });

  it.each([
    `{ student(oppijanumero: ${oid}) { studyRights { state } admissions { state } } }`,
    `{ student(oppijanumero: ${oid}) { __typename studyRights { state } } }`,
    `{ student(oppijanumero: ${oid}) { ...part } } fragment part on Student { identity { givenNames } }`,
    `{ a: student(oppijanumero: ${oid}) { studyRights { state } } __typename }`,
    `{ students(oppijanumerot: [${oid}]) { student { studyRights { state } } } }`,
    '{ me { code student { oppijanumero } } }',
  ])('asks nobody about anybody when nothing of a root field is left: %s', (source) => {
    const { document, errors } = prune(source, feeCheck);
    expect(print(document).replaceAll(/\s+/g, ' ').trim()).toBe('{ __typename }');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect(errors[0]?.message).toMatch(
      /^“(student|students|me)” was not asked: the purpose FEE_OBLIGATION_CHECK/,
    );
  });

  it('asks who the person is for the person’s own view also when nothing else of it is given: one form always', () => {
    const own = grantFor('VF_SELF_SERVICE', { consents: {} });
    const { document, errors, plan } = prune('{ me { student { studyRights { state } } } }', own);
    expect(errors).toEqual([]);
    expect(print(document).replaceAll(/\s+/g, ' ').trim()).toBe('{ me { student { __typename } } }');
    const alone = fillIn({ me: { student: { __typename: 'Student' } } }, plan);
    expect(JSON.parse(JSON.stringify(alone))).toEqual({
      me: { student: { studyRights: { state: 'CONSENT_REQUIRED' } } },
    });
  });

  it('keeps a root field of which something is left in another of its selections', () => {
    const source = `{ student(oppijanumero: ${oid}) { identity { givenNames } } student(oppijanumero: ${oid}) { oppijanumero } }`;
    const { document, errors } = prune(source, feeCheck);
    expect(errors).toEqual([]);
    expect(print(document)).toMatch(/\n {4}oppijanumero\n/);
  });

  it('keeps a root field that was asked for nothing but its type', () => {
    expect(prune(`{ student(oppijanumero: ${oid}) { __typename } }`, feeCheck).errors).toEqual([]);
  });

  it('does not name the alias of a root field that is not asked: it may be anything', () => {
    const { errors } = prune(
      `{ a150398A905K: student(oppijanumero: ${oid}) { degrees { state } } }`,
      feeCheck,
    );
    expect(errors[0]?.message).not.toContain('905K');
  });

  it('says nothing of what was denied and left out by a directive', () => {
    const source = `query ($no: Boolean = false) { student(oppijanumero: ${oid}) { oppijanumero
      freeMovement @include(if: $no) { value } ... @skip(if: true) { identity { givenNames } } } }`;
    const { denied, document } = prune(source, postCheck);
    expect(denied).toEqual([]);
    expect(print(document)).toContain('oppijanumero');
  });

  it('lists each denied field once, with its place, its row and what would give it', () => {
    const source = `{ students(oppijanumerot: [${oid}]) { student { fees: termFees { state } identity { givenNames } } } }`;
    expect(prune(source, postCheck).denied).toEqual([
      {
        path: 'students.student.fees',
        field: 'Student.termFees',
        row: 'FEE',
        code: 'NOT_PERMITTED',
        unlockedBy: 'name FEE in X-Case-Needs',
      },
      {
        path: 'students.student.identity.givenNames',
        field: 'IdentityFact.givenNames',
        row: 'PERSON',
        code: 'NOT_PERMITTED',
        unlockedBy: 'purpose MIGRI_FIRST_PERMIT, MIGRI_EXTENSION, VF_SELF_SERVICE',
      },
    ]);
  });
});

describe('a graph with fields of interfaces and unions', () => {
  const schema = buildSchema(`
    type Query { animals: [Animal] either: Either }
    interface Animal { name: String }
    type Cat implements Animal { name: String lives: Int }
    type Dog implements Animal { name: String owner: String }
    union Either = Cat | Dog`);
  const rows: Readonly<Record<string, DataRow>> = {
    'Query.animals': 'ENVELOPE',
    'Query.either': 'ENVELOPE',
    'Animal.name': 'ENVELOPE',
    'Cat.name': 'ENVELOPE',
    'Cat.lives': 'ENVELOPE',
    'Dog.name': 'PERSON',
    'Dog.owner': 'PERSON',
  };
  const policy: PolicyTable = new Map(
    Object.entries(rows).map(([field, row]) => [field, { row, from: null, description: '', shown: true }]),
  );
  const pruned = (source: string) => {
    const document = parse(source);
    const operation = operationOf(document);
    return pruneOperation({ schema, policy, document, operation, variables: {}, grant: postCheck, today });
  };
  const textOf = (source: string): string => print(pruned(source).document).replaceAll(/\s+/g, ' ').trim();

  it.each([
    ['{ animals { name ... on Cat { lives } } }', '{ animals { ... on Cat { lives } } }'],
    ['{ animals { ... on Cat { name } ... on Dog { name } } }', '{ animals { ... on Cat { name } } }'],
    ['{ either { ... on Animal { name } ... on Cat { name } } }', '{ either { ... on Cat { name } } }'],
    ['{ either { ... on Dog { owner } ... on Cat { lives } } }', '{ either { ... on Cat { lives } } }'],
  ])('denies a field of an interface when one of its types is denied it: %s', (source, expected) => {
    expect(textOf(source)).toBe(expected);
  });

  it('fills in what a type lacks only in objects that say that they are of it', () => {
    const { plan } = pruned('{ animals { __typename ... on Cat { lives } ... on Dog { owner } } }');
    const [cat, dog] = [{ __typename: 'Cat', lives: 9 }, { __typename: 'Dog' }];
    noteRuntimeType(cat, 'Cat');
    noteRuntimeType(dog, 'Dog');
    expect(JSON.parse(JSON.stringify(fillIn({ animals: [cat, dog] }, plan)))).toEqual({
      animals: [
        { __typename: 'Cat', lives: 9 },
        { __typename: 'Dog', owner: null },
      ],
    });
  });
});
