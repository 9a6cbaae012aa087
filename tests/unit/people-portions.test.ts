import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf, portionsOfPeople } from '../../gateway/pipeline/people-portions.ts';

const person = fc.record({ name: fc.nat({ max: 200 }).map(String), numbers: fc.nat({ max: 9 }) });
const people = fc.array(fc.option(person), { maxLength: 300 });
const numbersInCall = 120;
const mostInPortion = 50;

type People = readonly (typeof person extends fc.Arbitrary<infer P> ? P | null : never)[];

const groupsOf = (all: People) =>
  portionsOfPeople([...all.keys()], { numbersInCall, personOf: (place) => all[Number(place)] ?? null });

/** What the people at some places are asked under, each once. */
function numbersAt(places: readonly number[], all: People): readonly number[] {
  const found = new Map(
    places.toReversed().flatMap((place) => (all[place] ? [[all[place].name, all[place].numbers]] : [])),
  );
  return [...found.values()].map(Number);
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, own) => sum + own, 0);

describe('portions of a list of people', () => {
  it('hold each item once', () => {
    fc.assert(
      fc.property(people, (all) => {
        const places = groupsOf(all).flat(2);
        expect(places.toSorted((one, other) => one - other)).toEqual([...all.keys()]);
      }),
    );
  });

  it('have all that is about one person in one portion', () => {
    fc.assert(
      fc.property(people, (all) => {
        const portionOf = new Map<string, number>();
        for (const [portion, places] of groupsOf(all).flat().entries()) {
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

  it('are small, and together no more than a call takes, but for somebody who has more numbers alone', () => {
    fc.assert(
      fc.property(people, (all) => {
        for (const group of groupsOf(all)) {
          const inCall = numbersAt(group.flat(), all);
          expect(sumOf(inCall) <= numbersInCall || inCall.length === 1).toBe(true);
          for (const places of group) {
            const numbers = numbersAt(places, all);
            expect(sumOf(numbers) <= mostInPortion || numbers.length === 1).toBe(true);
          }
        }
      }),
    );
  });

  it('are cut also where nobody is asked about', () => {
    const nobody = Array.from({ length: 300 }, () => null);
    expect(groupsOf(nobody).map((group) => group.map(({ length }) => length))).toEqual([
      [100, 100, 40],
      [60],
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
