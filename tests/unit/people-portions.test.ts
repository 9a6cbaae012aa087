import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf, portionsOfPeople } from '../../gateway/federation/people-portions.ts';

const person = fc.record({ name: fc.integer({ min: 0, max: 8 }).map(String), numbers: fc.nat({ max: 4 }) });
const items = fc.array(fc.option(person), { maxLength: 60 });
const numbersInPortion = 5;

function portionsOf(all: readonly unknown[]) {
  return portionsOfPeople(all, {
    numbersInPortion,
    personOf: (item) =>
      all
        .flatMap((one) => (one === item ? [one] : []))
        .map(asPerson)
        .at(0) ?? null,
  });
}

function asPerson(item: unknown) {
  if (typeof item !== 'object' || item === null) return null;
  return { name: String(Reflect.get(item, 'name')), numbers: Number(Reflect.get(item, 'numbers')) };
}

describe('portions of a list of people', () => {
  it('hold each item once', () => {
    fc.assert(
      fc.property(items, (all) => {
        const places = portionsOf(all).flat();
        expect(places.toSorted((one, other) => one - other)).toEqual([...all.keys()]);
      }),
    );
  });

  it('have all that is about one person in one portion', () => {
    fc.assert(
      fc.property(items, (all) => {
        const portionOf = new Map<string, number>();
        for (const [portion, places] of portionsOf(all).entries()) {
          for (const place of places) {
            const name = all[place]?.name;
            if (name === undefined) continue;
            expect(portionOf.get(name) ?? portion).toBe(portion);
            portionOf.set(name, portion);
          }
        }
      }),
    );
  });

  it('are no larger than one call, but for somebody who has more numbers alone', () => {
    fc.assert(
      fc.property(items, (all) => {
        for (const places of portionsOf(all)) {
          const names = new Set<string>();
          const firsts = places.flatMap((place) => {
            const one = all[place] ?? null;
            if (one === null || names.has(one.name)) return [];
            names.add(one.name);
            return [one.numbers];
          });
          const numbers = firsts.reduce((sum, own) => sum + own, 0);
          expect(numbers <= numbersInPortion || firsts.length === 1).toBe(true);
        }
      }),
    );
  });

  it('are cut also where nobody is asked about', () => {
    expect(portionsOf(Array.from({ length: 25 }, () => null)).map(({ length }) => length)).toEqual([
      10, 10, 5,
    ]);
  });
});

describe('the numbers that registries are asked under', () => {
  it('are all linked ones, and none of whom no registry is asked about', () => {
    const lookup = { personOids: ['1', '2'], resolution: 'RESOLVED' };
    expect(numbersOf({ lookup })).toBe(2);
    expect(numbersOf({ lookup: { ...lookup, resolution: 'NOT_IDENTIFIED' } })).toBe(0);
    expect(numbersOf({})).toBe(0);
  });
});
