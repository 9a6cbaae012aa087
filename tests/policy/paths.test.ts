import { getNamedType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type DataRow, dataRows, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { grantFor } from '../grants.ts';
import {
  coordinateOf,
  coordinatesIn,
  isGivenByTable,
  leafSelection,
  pathsToAllFields,
  prune,
  queryOf,
  rootArguments,
  type Step,
} from './graph.ts';

const allPurposes = Object.keys(purposes).filter((name): name is Purpose => Object.hasOwn(purposes, name));
const optional = Object.keys(dataRows)
  .filter(isDataRow)
  .filter((row) => Object.values<string>(dataRows[row]).includes('IF_NEEDED'));
const grants: readonly Grant[] = [
  ...allPurposes.map((purpose) => grantFor(purpose)),
  ...allPurposes
    .filter((purpose) => optional.some((row) => dataRows[row][purpose] === 'IF_NEEDED'))
    .map((purpose) => grantFor(purpose, { needs: optional })),
  grantFor('VF_SELF_SERVICE', { consents: {} }),
  grantFor('VF_SELF_SERVICE', { consents: { VIRTA: 'GRANTED', MIGRI: 'UNVERIFIABLE' } }),
];
const code = { code: '150398-905K' };

/** One way from each root field to each field of the graph. */
const paths = [
  ...new Map(
    pathsToAllFields().map((path) => {
      const [root, last] = [path[0], path.at(-1)];
      return [`${root?.field.name} ${last === undefined ? '' : coordinateOf(last)}`, path] as const;
    }),
  ).values(),
];

function isGiven(path: readonly Step[], grant: Grant): boolean {
  return path.every((step) => isGivenByTable(coordinateOf(step), grant));
}

function leaksIn(source: string, grant: Grant): readonly string[] {
  const { document } = prune(source, grant, code);
  return [...coordinatesIn(document)].filter((coordinate) => !isGivenByTable(coordinate, grant));
}

describe('the whole matrix of purposes and fields', () => {
  it('is walked: every root field, every field, every purpose with and without what it may need', () => {
    expect(paths.length).toBeGreaterThan(1300);
    expect(grants).toHaveLength(11);
    expect(optional).toEqual([
      'ADMISSION',
      'CONDITION',
      'FEE',
      'TERM_REGISTRATION',
      'CREDITS',
      'ATTAINMENTS',
    ] satisfies DataRow[]);
  });

  it.each(grants)('is what is asked for $purpose, needs $needs, consents $consents', (grant) => {
    const wrong = paths.flatMap((path) => {
      const last = path.at(-1);
      const coordinate = last === undefined ? '' : coordinateOf(last);
      const { document, denied } = prune(queryOf(path), grant, code);
      const isAsked = coordinatesIn(document).has(coordinate);
      const isRight = isAsked === isGiven(path, grant) && (denied.length === 0) === isAsked;
      return isRight ? [] : [path.map(coordinateOf).join(' > ')];
    });
    expect(wrong).toEqual([]);
  });

  it('is closed without a grant', () => {
    const asked = paths.filter((path) => coordinatesIn(prune(queryOf(path), null, code).document).size > 0);
    expect(asked).toEqual([]);
  });
});

/** Ways to write a selection that must not matter. Each takes the selection of the last field, and its parent's type. */
const spellings: Readonly<
  Record<string, (field: string, type: string) => readonly [inside: string, more?: string]>
> = {
  'under an alias': (field) => [`other: ${field}`],
  'in an inline fragment': (field, type) => [`... on ${type} { ${field} }`],
  'in an inline fragment without a type': (field) => [`... { ${field} }`],
  'in a named fragment': (field, type) => ['...part', `fragment part on ${type} { ${field} }`],
  'in two fragments, one in the other': (field, type) => [
    '... { ...outer }',
    `fragment outer on ${type} { ...inner } fragment inner on ${type} { ... on ${type} { again: ${field} } }`,
  ],
  'in a fragment that is spread twice': (field, type) => [
    '...part ...part',
    `fragment part on ${type} { a: ${field} b: ${field} }`,
  ],
  'under @include': (field) => [`${field} @include(if: true)`],
  'in a fragment under @include of a variable': (field, type) => [
    `...part @include(if: $yes) ... @skip(if: $no) { ${field} }`,
    `fragment part on ${type} { ${field} }`,
  ],
};

function spelled(path: readonly Step[], spelling: string): string {
  const last = path.at(-1);
  const write = spellings[spelling];
  if (last === undefined || write === undefined) throw new Error('no path');
  const args = last.type.name === 'Query' ? (rootArguments[last.field.name] ?? '') : '';
  const written = `${last.field.name}${args}`;
  // A directive stands before the selection.
  const marked =
    spelling === 'under @include' ? [`${written} @include(if: true)${leafSelection(last)}`] : null;
  const [inside, more = ''] = marked ?? write(`${written}${leafSelection(last)}`, last.type.name);
  const around = path.slice(0, -1).toReversed();
  const body = around.reduce((inner, { type, field }) => {
    const given = type.name === 'Query' ? (rootArguments[field.name] ?? '') : '';
    return `{ ${field.name}${given} ${inner} }`;
  }, `{ ${inside} }`);
  const variables = [
    ...(`${body}${more}`.includes('$code') ? ['$code: PersonalIdentityCode!'] : []),
    ...(body.includes('$yes') ? ['$yes: Boolean = true', '$no: Boolean = false'] : []),
  ];
  return `query ${variables.length === 0 ? '' : `(${variables.join(', ')})`} ${body} ${more}`;
}

describe('a field that is denied', () => {
  const lowest = [grantFor('FEE_OBLIGATION_CHECK'), grantFor('MIGRI_POST_CHECK')];
  const ways = paths.filter((path) => path[0]?.field.name === 'students' || path[0]?.field.name === 'me');

  it.each(Object.keys(spellings))('is denied in every place also %s', (spelling) => {
    const leaks = lowest.flatMap((grant) =>
      ways.filter((path) => !isGiven(path, grant)).flatMap((path) => leaksIn(spelled(path, spelling), grant)),
    );
    expect(leaks).toEqual([]);
  });

  it.each(Object.keys(spellings))(
    'is the one that is missing, %s: what is given is asked for',
    (spelling) => {
      const grant = grantFor('MIGRI_POST_CHECK');
      const given = ways.filter((path) => isGiven(path, grant));
      const lost = given.filter((path) => {
        const last = path.at(-1);
        const asked = coordinatesIn(prune(spelled(path, spelling), grant, code).document);
        return last !== undefined && !asked.has(coordinateOf(last));
      });
      expect(given.length).toBeGreaterThan(100);
      expect(lost).toEqual([]);
    },
  );

  it('is denied in the answer of every interface that it can be asked through', () => {
    const grant = grantFor('FEE_OBLIGATION_CHECK');
    const facts = ways.filter((path) => {
      const type = getNamedType(path.at(-1)?.field.type);
      return path.at(-1)?.type.name === 'Student' && isObjectType(type) && type.getInterfaces().length > 0;
    });
    const sources = facts.map((path) =>
      queryOf(path, (step) => {
        const type = getNamedType(step?.field.type);
        const [name] = isObjectType(type) ? type.getInterfaces() : [];
        const field = name?.name === 'Fact' ? 'state' : 'determination';
        return ` { ... on ${name?.name} { ${field} } }`;
      }),
    );
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((source) => leaksIn(source, grant))).toEqual([]);
  });
});
