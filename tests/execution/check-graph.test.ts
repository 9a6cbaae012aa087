import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPlanner, readSchemas } from '../../gateway/federation/planner.ts';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.8", import: [
    "@key", "@requires", "@external", "@override", "@shareable", "@context", "@fromContext", "@authenticated"
  ])`;

function composed(parts: Readonly<Record<string, string>>): string {
  const { errors, supergraphSdl } = composeServices(
    Object.entries(parts).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(`${link} ${sdl}`),
    })),
  );
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const goods = `
  type Good @key(fields: "id") { id: ID! notes(limit: Int, kind: String): [String] name: String }
  type Query { good: Good }
`;

/** A part whose fields require notes. */
function requiring(fields: string): string {
  return `type Good @key(fields: "id") { id: ID! notes(limit: Int, kind: String): [String] @external ${fields} }`;
}

describe('a graph', () => {
  it('is served where a field is required with the same arguments, in any order', () => {
    const rates = requiring(`
      rate: Int @requires(fields: "notes(limit: 3, kind: \\"a\\")")
      rank: Int @requires(fields: "notes(kind: \\"a\\", limit: 3)")
    `);
    expect(() => readSchemas(composed({ goods, rates }))).not.toThrow();
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a field is required with different arguments',
      {
        goods,
        rates: requiring(`
          rate: Int @requires(fields: "notes(limit: 3)")
          rank: Int @requires(fields: "notes(limit: 5)")
        `),
      },
      /^Good\.notes: required with different arguments by Good\.\w+ and Good\.\w+$/m,
    ],
    [
      'parts require a field with different arguments',
      {
        goods,
        rates: requiring('rate: Int @requires(fields: "notes(limit: 3)")'),
        ranks: requiring('rank: Int @requires(fields: "notes")'),
      },
      /^Good\.notes: required with different arguments by Good\.\w+ and Good\.\w+$/m,
    ],
    [
      'a field is overridden by a label',
      {
        goods,
        other:
          'type Good @key(fields: "id") { id: ID! name: String @override(from: "goods", label: "percent(5)") }',
      },
      /^Good\.name: an override by a label/m,
    ],
    [
      'an argument comes from a context',
      {
        goods: `
          type Query { shop: Shop }
          type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String! good: Good! }
          type Good @key(fields: "id") {
            id: ID! price(currency: String @fromContext(field: "$shop { currency }")): String
          }
        `,
      },
      /context/,
    ],
    [
      'a field is protected by a directive',
      { goods: 'type Query { good: String @authenticated }' },
      /authenticated/,
    ],
    [
      'a field has a name of the gateway’s own',
      { goods: 'type Query { good: Good } type Good { own_0_name: String }' },
      /^Good\.own_0_name: names that begin with own_/m,
    ],
  ])('is refused where %s', (_name, parts, message) => {
    expect(() => readSchemas(composed(parts))).toThrow(message);
  });

  it('is refused with all that is wrong in it', () => {
    const parts = {
      goods,
      rates: requiring(`
        own_rate: Int @requires(fields: "notes(limit: 3)")
        rank: Int @requires(fields: "notes(limit: 5)")
        name: String @override(from: "goods", label: "percent(5)")
      `),
    };
    let message = '';
    try {
      readSchemas(composed(parts));
    } catch (error) {
      message = String(error);
    }
    expect(message.split('\n')).toHaveLength(4);
  });
});

describe('keys by which a part resolves nothing', () => {
  const parts = {
    shop: `
      type Good @key(fields: "id", resolvable: false) @key(fields: "sku") {
        id: ID! sku: ID! price: Int @external shipping: Int @requires(fields: "price")
      }
      type Query { good: Good }
    `,
    prices: 'type Good @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! price: Int }',
  };
  const planOf = createPlanner(composed(parts));
  const schemas = readSchemas(composed(parts));

  it('are not asked by, where there is another', () => {
    const plan = planOf(parse('{ good { shipping } }'));
    const node = plan.node?.kind === 'Sequence' ? plan.node.nodes.at(-1) : undefined;
    const fetch = node?.kind === 'Flatten' && node.node.kind === 'Fetch' ? node.node : undefined;
    expect(fetch?.serviceName).toBe('shop');
    const [required] = fetch?.requires ?? [];
    const asked = required?.kind === 'InlineFragment' ? required.selections : [];
    const names = asked.map((one) => (one.kind === 'Field' ? one.name : ''));
    expect(names.sort()).toEqual(['__typename', 'price', 'sku']);
  });

  it('are still what clients see', () => {
    expect(Object.keys(schemas.api.getTypeMap())).toContain('Good');
    expect(schemas.api.getType('Good')).toHaveProperty('_fields.id');
  });
});
