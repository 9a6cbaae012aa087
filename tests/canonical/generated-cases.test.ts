import { describe, expect, it } from 'vitest';
import { graphs } from '../execution/federated-graphs.ts';
import { oneExecutor } from './one-executor.ts';

// Documents over the generated graphs that drawing one finds rarely.

const shop = oneExecutor(graphs.shop);
const library = oneExecutor(graphs.library);
const works = oneExecutor(graphs.works);
const calm = '7 0 values 0';

async function dataOf({ run }: Pick<typeof shop, 'run'>, source: string, variables = {}): Promise<unknown> {
  const { data, errors } = await run({ source, variables, world: calm });
  expect(errors, source).toEqual([]);
  return data;
}

describe('a fragment', () => {
  it('has all its fields where objects are of one type, and where they are of several', async () => {
    const fragment = 'fragment F on Good { id sku }';
    const both = await dataOf(shop, `{ good(id: "Good1") { ...F } anything { ...F } } ${fragment}`);
    const turned = await dataOf(shop, `{ anything { ...F } good(id: "Good1") { ...F } } ${fragment}`);
    const plain = await dataOf(shop, '{ good(id: "Good1") { id sku } anything { ... on Good { id sku } } }');
    expect(both).toEqual(plain);
    expect(turned).toEqual(plain);
  });

  it('on types whose fields of one name have other types gives each its own', async () => {
    const twice = await dataOf(
      library,
      '{ items { ... on Book { v: extra { x } n: id } ... on Film { v2: extra { text } n3: title } ... on Note { n2: text } } }',
    );
    const [books, films, notes] = [
      await dataOf(library, '{ items { ... on Book { v: extra { x } n: id } } }'),
      await dataOf(library, '{ items { ... on Film { v2: extra { text } n3: title } } }'),
      await dataOf(library, '{ items { ... on Note { n2: text } } }'),
    ].map((one): readonly object[] => Reflect.get(Object(one), 'items'));
    expect(Reflect.get(Object(twice), 'items')).toEqual(
      books?.map((book, index) => book && { ...book, ...films?.[index], ...notes?.[index] }),
    );
  });
});

describe('an argument that is null', () => {
  it('is null as a literal, as a variable and as a default, and is not the default of the graph', async () => {
    const field = (mode: string) => `latest(mode: ${mode}) { id body }`;
    const literal = await dataOf(shop, `{ ${field('null')} }`);
    const beside = await dataOf(
      shop,
      `query ($given: Mode, $standard: Mode = null, $none: Mode) {
        given: ${field('$given')} standard: ${field('$standard')} literal: ${field('null')}
        none: ${field('$none')} full: ${field('FULL')} absent: latest { id body } }`,
      { given: null },
    );
    const { given, standard, literal: own, none, full, absent } = Object(beside);
    const { latest } = Object(literal);
    expect([given, standard, own]).toEqual([latest, latest, latest]);
    expect([none, full]).toEqual([absent, absent]);
    expect(latest).not.toEqual(absent);
  });
});

describe('parts that variables decide on', () => {
  it('may exclude each other: then nothing is there, and nothing fails', async () => {
    const source =
      'query ($on: Boolean!) { version ... @include(if: $on) { trays @skip(if: $on) { shape } parts { ref { code } } } }';
    expect(await dataOf(works, source, { on: false })).toEqual(await dataOf(works, '{ version }'));
    expect(Object.keys(Object(await dataOf(works, source, { on: true })))).toEqual(['version', 'parts']);
  });
});

describe('an error', () => {
  it('is told wherever its field is printed, and nowhere else', async () => {
    const source =
      '{ a: good(id: "Good1") { x: old y: old left } b: good(id: "Good1") { z: old } c: good(id: "Good1") { id } }';
    let told = 0;
    for (let world = 0; world < 60; world += 1) {
      const { errors = [] } = await shop.run({ source, variables: {}, world: `${world} 0 values 2` });
      const places = errors.flatMap(({ path = [], message }) =>
        message.includes('.old{') ? [path.join('.')] : [],
      );
      if (places.length === 0) continue;
      told += 1;
      expect(places.toSorted()).toEqual(['a.x', 'a.y', 'b.z']);
    }
    expect(told).toBeGreaterThan(0);
  });
});
