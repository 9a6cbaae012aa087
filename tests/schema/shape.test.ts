import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const checkedIn = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const graph = buildASTSchema(parse(checkedIn), { assumeValidSDL: true });

interface Shown {
  readonly where: string;
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

const fields: readonly Shown[] = Object.values(graph.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ where: `${type.name}.${field.name}`, type, field })),
  );

function whereOf(found: readonly Shown[]): readonly string[] {
  return found.map(({ where }) => where);
}

const labels = fields.filter(({ field }) => field.name.endsWith('Label'));

/** The field that a label puts into words. */
function labelled({ type, field }: Shown): GraphQLField<unknown, unknown> | undefined {
  return type.getFields()[field.name.slice(0, -'Label'.length)];
}

describe('what a registry that is down can take with it', () => {
  const ofStudent = fields.filter(({ type }) => type.name === 'Student');

  it('is never the student: of its fields only the learner number cannot be null', () => {
    const never = ofStudent.filter(({ field }) => isNonNullType(field.type));
    expect(ofStudent.length).toBeGreaterThan(10);
    expect([...new Set(never.map(({ field }) => field.name))]).toEqual(['oppijanumero']);
  });

  it('is never its neighbours: every field of Query can be null', () => {
    const ofQuery = fields.filter(({ type }) => type.name === 'Query');
    expect(ofQuery.length).toBeGreaterThan(0);
    expect(whereOf(ofQuery.filter(({ field }) => isNonNullType(field.type)))).toEqual([]);
  });
});

describe('labels', () => {
  it('stand beside a coded value each', () => {
    expect(labels.length).toBeGreaterThan(50);
    const lonely = labels.filter((one) => {
      const coded = labelled(one);
      return coded === undefined || !isEnumType(getNamedType(coded.type)) || isListType(coded.type);
    });
    expect(whereOf(lonely)).toEqual([]);
  });

  it('are texts in three languages', () => {
    const odd = labels.filter(({ field }) => getNamedType(field.type).name !== 'LocalizedText');
    expect(whereOf(odd)).toEqual([]);
  });

  it('can be null exactly where their value can', () => {
    const odd = labels.filter((one) => {
      const coded = labelled(one);
      return coded !== undefined && isNonNullType(coded.type) !== isNonNullType(one.field.type);
    });
    expect(whereOf(odd)).toEqual([]);
  });

  it('are there for every single coded value but those that have other words beside them', () => {
    const isCoded = ({ field }: Shown): boolean => isEnumType(getNullableType(field.type));
    const without = fields.filter(
      (one) => isCoded(one) && !(`${one.field.name}Label` in one.type.getFields()),
    );
    const kinds = new Set(without.map(({ field }) => getNamedType(field.type).name));
    // A reason and a step have a message, a look-up is not for clients, a phase is what the client asked for.
    const exempt = new Set([
      'FactReasonCode',
      'Registry',
      'ServedFrom',
      'Actor',
      'IdentityResolution',
      'PermitPhase',
      'NextStepKind',
    ]);
    expect([...kinds].filter((kind) => !exempt.has(kind))).toEqual([]);
  });
});

describe('facts', () => {
  it('of a student come in an envelope with state, reason and source, or as a finding with its inputs', () => {
    const enveloped = new Set(['Fact', 'DerivedFact']);
    const ofStudent = fields.filter(
      ({ type, field }) => type.name === 'Student' && field.name !== 'oppijanumero',
    );
    const bare = ofStudent.filter(({ field }) => {
      const type = getNamedType(field.type);
      return isObjectType(type) && !type.getInterfaces().some(({ name }) => enveloped.has(name));
    });
    const names = new Set(bare.map(({ field }) => getNamedType(field.type).name));
    expect([...names].sort()).toEqual(['RegistryLookup', 'UncoveredFact']);
  });
});
