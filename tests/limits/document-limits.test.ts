import fc from 'fast-check';
import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { documentProblem } from '../../gateway/limits/document-limits.ts';
import { documentLimitsEnvironment, documentLimitsOf } from '../../gateway/limits/environment.ts';
import { readDocument } from '../../gateway/limits/read-document.ts';
import { measureSelections } from '../../gateway/limits/selection-figures.ts';
import { officerBulkQuery, officerQuery } from '../officer-query.ts';
import { aliasedBomb, nestedBomb } from './bombs.ts';

const limits = documentLimitsOf(documentLimitsEnvironment.parse({}));
const codeOf = (text: string): string | null => documentProblem(parse(text), limits)?.code ?? null;
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_unused, index) => make(index)).join(' ');
const nested = (depth: number): string => '{ a '.repeat(depth) + '} '.repeat(depth);
const read = (text: string, schemaOpen = false) => {
  const result = readDocument(text, { limits, schemaOpen });
  return result.ok ? null : result.problem;
};

describe('the size of a document', () => {
  test.each([
    ['one student', officerQuery],
    ['many students', officerBulkQuery],
  ])('an officer’s full query about %s is within the limits', (_what, query) => {
    expect(read(query)).toBeNull();
  });

  test('the limits are those of the design, which the officer’s query fits', () => {
    expect(limits).toEqual({
      tokens: 1000,
      depth: 10,
      fields: 500,
      aliases: 15,
      rootFields: 5,
      directives: 5,
      variables: 50,
    });
  });

  test.each([
    ['fields', 'MAX_FIELDS_LIMIT', 500, (n: number) => `{ r { ${times(n - 1, () => 'f')} } }`],
    ['levels', 'MAX_DEPTH_LIMIT', 10, nested],
    ['aliases', 'MAX_ALIASES_LIMIT', 15, (n: number) => `{ r { ${times(n, (i) => `a${i}: f`)} } }`],
    [
      'aliases of __typename',
      'MAX_ALIASES_LIMIT',
      15,
      (n: number) => `{ r { ${times(n, (i) => `a${i}: __typename`)} } }`,
    ],
    ['root fields', 'MAX_ROOT_FIELDS_LIMIT', 5, (n: number) => `{ ${times(n, () => '... { r }')} }`],
    ['directives', 'MAX_DIRECTIVES_LIMIT', 5, (n: number) => `{ r ${times(n, () => '@aa')} }`],
    [
      'directives on variables',
      'MAX_DIRECTIVES_LIMIT',
      5,
      (n: number) => `query ($v: ID ${times(n, () => '@aa')}) { r }`,
    ],
    ['variables', 'MAX_VARIABLES_LIMIT', 50, (n: number) => `query (${times(n, (i) => `$v${i}: ID`)}) { r }`],
    ['characters of a name', 'BAD_USER_INPUT', 100, (n: number) => `query ${'q'.repeat(n)} { r }`],
  ])('%s: as many as accepted pass, one more is refused with %s', (...[, code, accepted, make]) => {
    expect(codeOf(make(accepted))).toBeNull();
    const refused = documentProblem(parse(make(accepted + 1)), limits);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(String(accepted)) });
  });

  test('tokens: 1,000 pass, one more is refused and the document is not parsed further', () => {
    const fields = (n: number) => `{ ... { ${times(n - 5, () => '__typename')} } }`;
    expect(read(fields(1000))).toMatchObject({ code: 'MAX_FIELDS_LIMIT' });
    expect(read(`${fields(1001)} 010190-900L`)).toEqual({
      code: 'MAX_TOKENS_LIMIT',
      message: 'A document may have at most 1000 lexical tokens.',
    });
  });

  test.each([9, 16, 30, 40, 64])('%i doublings of a fragment are refused at once', (doublings) => {
    expect(codeOf(nestedBomb(doublings))).toBe('MAX_FIELDS_LIMIT');
    expect(codeOf(aliasedBomb(doublings))).toBe('MAX_FIELDS_LIMIT');
    expect(read(nestedBomb(doublings))?.code).toBe('MAX_FIELDS_LIMIT');
  });

  test('five doublings are an ordinary query: the expanded fields count, not how they are written', () => {
    expect(read(nestedBomb(5))).toBeNull();
  });

  test('every fragment is looked at once, however often it is spread', () => {
    const document = parse(nestedBomb(64));
    let looks = 0;
    const counting = {
      ...document,
      definitions: document.definitions.map((definition) =>
        definition.kind === 'FragmentDefinition'
          ? {
              ...definition,
              get selectionSet() {
                looks += 1;
                return definition.selectionSet;
              },
            }
          : definition,
      ),
    };
    expect(documentProblem(counting, { ...limits, fields: 2_000_000 })).toBeNull();
    // Once where it is spread, once for itself.
    expect(looks).toBe(128);
  });

  test('a bomb in a fragment that nothing uses is refused too', () => {
    expect(codeOf(nestedBomb(30).replace('...b0 ...b0', 'state'))).toBe('MAX_FIELDS_LIMIT');
  });

  test.each([
    ['itself', '{ ...a } fragment a on Q { ...a }'],
    ['each other', '{ ...a } fragment a on Q { x { ...b } } fragment b on Q { ...a }'],
    ['each other, in doubles', '{ ...a ...a } fragment a on Q { ...b ...b } fragment b on Q { ...a ...a }'],
  ])('fragments within %s have no end and are refused', (_what, query) => {
    expect(codeOf(query)).toBe('MAX_FIELDS_LIMIT');
  });

  test('counts grow with every doubling until they stay at their most: they never wrap', () => {
    const fieldsOf = (doublings: number): number => {
      const document = parse(nestedBomb(doublings));
      const [operation] = document.definitions;
      if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
      return measureSelections(document)(operation.selectionSet).fields;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 63 }), (doublings) => {
        const [fewer, more] = [fieldsOf(doublings), fieldsOf(doublings + 1)];
        expect(more).toBeGreaterThanOrEqual(fewer);
        expect(more).toBeLessThanOrEqual(1_000_000);
      }),
    );
    expect(fieldsOf(64)).toBe(1_000_000);
  });
});

describe('what a document asks for', () => {
  test.each([
    '{ __schema { types { name } } }',
    '{ a { ...f } } fragment f on Q { __type(name: "A") { name } }',
  ])('the schema is not served outside a sandbox: %s', (query) => {
    expect(read(query)?.code).toBe('INTROSPECTION_DISABLED');
    expect(read(query, true)).toBeNull();
  });

  test('a sandbox answers what tools ask of a schema', () => {
    expect(read(getIntrospectionQuery(), true)).toBeNull();
    expect(read('{ student { __typename } }')).toBeNull();
  });

  test.each(['mutation { a }', 'subscription { a }', 'query A { a } mutation B { a }'])(
    'only queries are served: %s',
    (query) => {
      expect(read(query)?.code).toBe('OPERATION_NOT_SUPPORTED');
    },
  );

  test('what is no GraphQL is told by its place, never by its text', () => {
    const problem = read('{ student(oppijanumero: 140300A901H) { ');
    expect(problem).toEqual({
      code: 'GRAPHQL_PARSE_FAILED',
      message: 'The document is not valid GraphQL at line 1, column 31.',
    });
  });

  test.each([5_000, 20_000])('%i levels are refused before they are parsed', (depth) => {
    expect(read(nested(depth))?.code).toBe('MAX_TOKENS_LIMIT');
  });
});
