import { buildSchema, type DocumentNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { documentLimitsEnvironment, documentLimitsOf } from '../../gateway/limits/environment.ts';
import { createKnownDocuments } from '../../gateway/limits/known-documents.ts';
import { documentHash } from '../../gateway/limits/trusted-file.ts';

const schema = buildSchema('type Query { a(b: Int): Int }');
const limits = documentLimitsOf(documentLimitsEnvironment.parse({}));

function documents() {
  const { problemOf, store } = createKnownDocuments(schema, { limits, schemaOpen: false });
  return {
    problemOf,
    parsed: async (text: string): Promise<DocumentNode | undefined> =>
      store.get(`schema:${documentHash(text)}`),
  };
}

const textOf = (name: number | string, length: number) => `{ a } #${name} `.padEnd(length, 'x');

describe('documents that are known', () => {
  test('are handed on once when heard of for the first time, and kept from the second time on', async () => {
    const { problemOf, parsed } = documents();
    expect(problemOf('{ a }')).toBeNull();
    expect(await parsed('{ a }')).toMatchObject({ kind: 'Document' });
    expect(await parsed('{ a }')).toBeUndefined();
    problemOf('{ a }');
    const kept = await parsed('{ a }');
    problemOf('{ a }');
    expect(await parsed('{ a }')).toBe(kept);
    expect(kept).toBeDefined();
  });

  test('are not those that are not valid: what is wrong is said where places are known', async () => {
    const { problemOf, parsed } = documents();
    for (const text of ['{ b }', '{ a { b } }', '{ a(b: "c") }', 'query ($c: Int) { a }', '{ a: a(b: 1) a }'])
      for (const _time of [1, 2]) {
        expect(problemOf(text)).toBeNull();
        expect(await parsed(text)).toBeUndefined();
      }
  });

  test('are refused every time when they are too large, or not GraphQL', () => {
    const { problemOf } = documents();
    const aliases = Array.from({ length: limits.aliases + 1 }, (_unused, number) => `a${number}: a`);
    for (const _time of [1, 2]) {
      expect(problemOf(`{ ${aliases.join(' ')} }`)).toMatchObject({ code: 'MAX_ALIASES_LIMIT' });
      expect(problemOf('{ a')).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
    }
  });

  test('stay when they are sent again and again, whatever is sent once', async () => {
    const { problemOf, parsed } = documents();
    for (const _time of [1, 2]) problemOf('{ a }');
    const kept = await parsed('{ a }');
    for (let number = 0; number < 2_000; number += 1) problemOf(textOf(number, 1_000));
    expect(await parsed('{ a }')).toBe(kept);
  });

  test('are so many characters, of whom was asked for last', async () => {
    const { problemOf, parsed } = documents();
    const texts = Array.from({ length: 300 }, (_unused, number) => textOf(number, 10_000));
    for (const text of texts) for (const _time of [1, 2]) problemOf(text);
    for (const text of texts) await parsed(text);
    const kept = await Promise.all(texts.map(async (text) => (await parsed(text)) !== undefined));
    expect(kept.filter(Boolean)).toHaveLength(Math.floor(2 ** 20 / 10_000));
  });
});
