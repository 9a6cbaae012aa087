import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createDocumentStore } from '../../gateway/limits/document-store.ts';

const documentOf = (length: number) => parse(`{ a } #${'x'.repeat(length - 7)}`);

describe('the store of parsed documents', () => {
  test('keeps a document from the second time on', async () => {
    const store = createDocumentStore();
    const document = documentOf(100);
    await store.set('one', document);
    expect(await store.get('one')).toBeUndefined();
    await store.set('one', document);
    expect(await store.get('one')).toBe(document);
    await store.delete('one');
    expect(await store.get('one')).toBeUndefined();
  });

  test('keeps what is sent again and again, whatever is sent once', async () => {
    const store = createDocumentStore();
    const document = documentOf(100);
    for (const _time of [1, 2]) await store.set('often', document);
    for (let number = 0; number < 5_000; number += 1) await store.set(`once ${number}`, documentOf(1_000));
    expect(await store.get('often')).toBe(document);
  });

  test('keeps so many characters, of whom was asked for last', async () => {
    const store = createDocumentStore();
    const names = Array.from({ length: 300 }, (_unused, number) => `${number}`);
    for (const name of [...names, ...names].toSorted()) await store.set(name, documentOf(10_000));
    const kept = await Promise.all(names.map(async (name) => (await store.get(name)) !== undefined));
    expect(kept.filter(Boolean)).toHaveLength(Math.floor(2 ** 20 / 10_000));
  });
});
