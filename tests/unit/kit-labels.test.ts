import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { attachLabels, type LabelTable } from '../../subgraphs/registry/labels.ts';

const sdl = `
  type LocalizedText { fi: String sv: String en: String }
  enum Colour { RED BLUE }
  type Query { car: Car }
  type Car {
    colour: Colour
    colourLabel: LocalizedText
    name: String
    nameLabel: String
    plateLabel: String
  }
`;

const labels: LabelTable = {
  Colour: { RED: ['punainen', 'röd', 'red'], BLUE: ['sininen', 'blå', 'blue'] },
};

function labelled(table: LabelTable): GraphQLSchema {
  const schema = buildSchema(sdl);
  attachLabels(schema, table);
  return schema;
}

async function labelOf(car: unknown): Promise<unknown> {
  const source = '{ car { colourLabel { fi sv en } } }';
  return graphql({ schema: labelled(labels), source, rootValue: { car } });
}

describe('labels of coded values', () => {
  it('come in three languages with the value they belong to', async () => {
    expect(await labelOf({ colour: 'RED' })).toEqual({
      data: { car: { colourLabel: { fi: 'punainen', sv: 'röd', en: 'red' } } },
    });
  });

  it('are null where the value is', async () => {
    expect(await labelOf({ colour: null })).toEqual({ data: { car: { colourLabel: null } } });
    expect(await labelOf({})).toEqual({ data: { car: { colourLabel: null } } });
  });

  it.each([
    ['a value', { Colour: { RED: ['punainen', 'röd', 'red'] } } satisfies LabelTable, 'Colour.BLUE'],
    ['a whole enum', {} satisfies LabelTable, 'Colour.RED'],
  ])('that are missing for %s stop the start, and the message says which', (_what, table, which) => {
    expect(() => labelled(table)).toThrow(which);
  });

  it('leave alone fields that only look like labels', async () => {
    const car = { name: 'Saab', nameLabel: 'own text', plateLabel: 'ABC-123' };
    const answer = await graphql({
      schema: labelled(labels),
      source: '{ car { nameLabel plateLabel } }',
      rootValue: { car },
    });
    expect(answer).toEqual({ data: { car: { nameLabel: 'own text', plateLabel: 'ABC-123' } } });
  });
});
