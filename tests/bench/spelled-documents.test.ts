import { hash } from 'node:crypto';
import {
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { documentLimitsEnvironment, documentLimitsOf } from '../../gateway/limits/environment.ts';
import { readDocument } from '../../gateway/limits/read-document.ts';
import { personaOid } from '../officer-query.ts';
import { underOwnNames } from './own-names.ts';
import { type Spelled, spelledQuestions, spellings } from './spelled-documents.ts';

const seed = 1;
const oids = Array.from({ length: 100 }, (_, person) => personaOid(person));
const { api, supergraph } = readSchemas(readSupergraph());
const policy = { limits: documentLimitsOf(documentLimitsEnvironment.parse({})), schemaOpen: false };
const textsOf = (questions: readonly Spelled[]): readonly string[] => questions.map(({ query }) => query);

test.each(spellings)('a gateway with the usual limits serves every question spelled with %s', (spelling) => {
  for (const query of textsOf(spelledQuestions(spelling, oids, seed))) {
    expect(readDocument(query, policy)).toMatchObject({ ok: true });
    expect(validate(api, parse(query))).toEqual([]);
  }
});

it('gives a new text to each person, but where variables hold what differs', () => {
  const distinct = spellings.map((spelling) => new Set(textsOf(spelledQuestions(spelling, oids, seed))).size);
  expect(distinct).toEqual([1, oids.length, oids.length]);
});

it('asks about the same person in each spelling', () => {
  const [oid = ''] = oids;
  for (const spelling of spellings) {
    const [question] = spelledQuestions(spelling, [oid], seed);
    const texts = [question?.query, question?.variables.oppijanumero];
    expect(texts.filter((text) => text?.includes(oid))).toHaveLength(1);
  }
});

it('draws aliases that are names of other fields: those beside it, and those that clients do not see', () => {
  const seen = fieldNamesOf(api);
  const hidden = [...fieldNamesOf(supergraph)].filter((name) => !seen.has(name));
  const beside = new Set<string>();
  const aliases = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    const fields = selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : []));
    const names = new Set(fields.map(({ name }) => name.value));
    const own = fields.flatMap(({ alias }) => alias?.value ?? []);
    for (const alias of own) (names.has(alias) ? beside : aliases).add(alias);
  };
  for (const query of textsOf(spelledQuestions('aliases', oids, seed)))
    visit(parse(query), { SelectionSet: look });
  expect(beside.size).toBeGreaterThan(0);
  expect(hidden.filter((name) => aliases.has(name))).not.toEqual([]);
});

function fieldNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap());
  return new Set(types.flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : [])));
}

describe('an answer under the names of its fields', () => {
  it('is that of the question without aliases, fragments and lists included', () => {
    const query =
      '{ list: one { two: three ...rest } } fragment rest on One { three: two, list { one: two } }';
    const answer = { list: { two: 3, three: 2, list: [{ one: 1 }, null], unasked: 4 } };
    expect(underOwnNames(answer, query)).toEqual({
      one: { three: 3, two: 2, list: [{ two: 1 }, null], unasked: 4 },
    });
  });

  test.each(spellings)('is the same whoever spells: %s', async (spelling) => {
    const [usual] = spelledQuestions('variables', oids, seed);
    const expected = await answerTo(usual);
    expect(expected).not.toBeNull();
    for (const question of spelledQuestions(spelling, oids, seed))
      expect(underOwnNames(await answerTo(question), question.query)).toEqual(expected);
  });
});

/** What the graph would answer if each value followed from its place, told by the names of fields. */
async function answerTo(question: Spelled | undefined): Promise<unknown> {
  if (question === undefined) return null;
  const { data, errors } = await execute({
    schema: api,
    document: parse(question.query),
    variableValues: question.variables,
    rootValue: '',
    fieldResolver: fromPlace,
    typeResolver: () => undefined,
  });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const fromPlace: GraphQLFieldResolver<unknown, unknown> = (...[above, , , { fieldName, returnType }]) =>
  valueAt(`${String(above)}.${fieldName}`, returnType);

function valueAt(place: string, declared: GraphQLOutputType): unknown {
  const type = getNullableType(declared);
  if (isListType(type)) return [0, 1].map((index) => valueAt(`${place}.${index}`, type.ofType));
  if (!isLeafType(type)) return place;
  const number = hash('sha1', place, 'buffer').readUInt16BE();
  if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.value;
  if (type.name === 'Boolean') return number % 2 === 0;
  return type.name === 'Int' || type.name === 'Float' ? number : place;
}
