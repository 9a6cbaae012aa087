import { getNamedType, isObjectType, isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { disclosureProblems } from '../../schema/disclosure-check.ts';
import * as registries from '../../subgraphs/index.ts';
import { type DataRow, dataRows } from '../../subgraphs/registry/data-rows.ts';
import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { sdlOf } from '../../subgraphs/registry/sdl.ts';
import { grantFor } from '../grants.ts';
import {
  canBeNull,
  coordinateOf,
  isGivenByTable,
  pathsToAllFields,
  policy,
  schema,
} from '../policy/graph.ts';

const parts = Object.values(registries).map(({ name, required }) => ({ name, sdl: sdlOf(name, required) }));
const paths = pathsToAllFields();
const allPurposes = Object.keys(purposes).filter((name): name is Purpose => Object.hasOwn(purposes, name));
const needs: readonly (readonly DataRow[])[] = [[], ['FEE'], ['ATTAINMENTS']];

function problemsWith(sdl: string): readonly string[] {
  return disclosureProblems([{ name: 'one', sdl }]);
}

describe('every field of the graph', () => {
  it('names a row of the minimisation table, the same in every subgraph', () => {
    expect(disclosureProblems(parts)).toEqual([]);
    expect(policy.size).toBeGreaterThan(350);
  });

  it('names the registry that a consent is asked for, wherever a registry is asked', () => {
    const student = schema.getType('Student');
    const facts = isObjectType(student) ? Object.values(student.getFields()) : [];
    const registered = facts.filter(({ type }) => {
      const named = getNamedType(type);
      return isObjectType(named) && named.getInterfaces().some(({ name }) => name === 'Fact');
    });
    const without = registered.filter(({ name }) => policy.get(`Student.${name}`)?.from === null);
    expect(registered.length).toBeGreaterThan(10);
    // It is computed from facts that each have their own.
    expect(without.map(({ name }) => name)).toEqual(['tuitionFees']);
    const named = new Set(registered.map(({ name }) => policy.get(`Student.${name}`)?.from));
    expect(consentRegistries.filter((registry) => !named.has(registry))).toEqual([]);
  });

  it('can be null wherever a purpose may be denied it and still see its parent', () => {
    const broken = allPurposes.flatMap((purpose) =>
      needs.flatMap((needed) => {
        const grant = grantFor(purpose, { needs: needed });
        return paths
          .filter((path) => path.slice(0, -1).every((step) => isGivenByTable(coordinateOf(step), grant)))
          .flatMap((path) => path.slice(-1))
          .filter((step) => !isGivenByTable(coordinateOf(step), grant) && !canBeNull(step))
          .map((step) => `${purpose}: ${coordinateOf(step)}`);
      }),
    );
    expect([...new Set(broken)]).toEqual([]);
  });

  it('of a fact can be null in the envelope of a denied one, but for what the envelope says', () => {
    const facts = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type.getInterfaces().some(({ name }) => name === 'Fact'));
    const said = new Set(['state', 'stateLabel', 'source']);
    const never = facts.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !said.has(field.name) && !canBeNull({ type, field }))
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(facts.length).toBeGreaterThan(10);
    expect(never).toEqual([]);
  });

  it('that somebody gets masked is a text', () => {
    const masking = new Set(
      Object.entries(dataRows).flatMap(([row, cells]) =>
        Object.values<string>(cells).includes('MASKED') ? [row] : [],
      ),
    );
    const masked = paths
      .flatMap((path) => path.slice(-1))
      .filter((step) => masking.has(policy.get(coordinateOf(step))?.row ?? ''));
    const texts = new Set(['ID', 'String', 'Oppijanumero']);
    expect([...new Set(masked.map(coordinateOf))].sort()).toEqual([
      'Student.oppijanumero',
      'StudentMatch.askedFor',
    ]);
    expect(
      masked.filter(({ field }) => {
        const type = getNamedType(field.type);
        return !isScalarType(type) || !texts.has(type.name);
      }),
    ).toEqual([]);
  });
});

describe('a graph whose rows are not in order', () => {
  const head = 'directive @disclosedAs(row: String!, from: String) on FIELD_DEFINITION';

  it.each([
    [
      'a field without a row',
      'type A { b: Int }',
      'one: A.b names no row of the minimisation table (@disclosedAs)',
    ],
    ['an interface field without a row', 'interface A { b: Int }', 'one: A.b names no row'],
    [
      'an unknown row',
      'type A { b: Int @disclosedAs(row: "ALL") }',
      'one: A.b names a row that is not in the table',
    ],
    [
      'an unknown registry',
      'type Student { b: Int @disclosedAs(row: "FEE", from: "X") }',
      'one: Student.b names no row',
    ],
    [
      'a consent below the entries',
      'type A { b: Int @disclosedAs(row: "FEE", from: "ONR") }',
      'one: A.b names a registry',
    ],
    [
      'a row that is an inherited name',
      'type A { b: Int @disclosedAs(row: "toString") }',
      'one: A.b names a row',
    ],
  ])('is not composed: %s', (_what, sdl, problem) => {
    expect(problemsWith(`${head} ${sdl}`)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['row', '@disclosedAs(row: "FEE", from: "VIRTA")'],
    ['registry', '@disclosedAs(row: "PERSON", from: "ONR")'],
  ])('is not composed: a field whose %s differs between subgraphs', (_what, other) => {
    const first = `${head} type Student { b: Int @disclosedAs(row: "PERSON", from: "VIRTA") }`;
    const second = `${head} type Student { b: Int ${other} }`;
    const problems = disclosureProblems([
      { name: 'one', sdl: first },
      { name: 'two', sdl: second },
    ]);
    expect(problems).toEqual(['Student.b is disclosed differently by one and two']);
  });
});
