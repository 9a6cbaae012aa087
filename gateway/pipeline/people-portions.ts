import type { PortionGroup } from '../federation/execution/portions.ts';

/** Somebody whom an item of a list is about. */
export interface AboutPerson {
  /** Names the person: what is about one is in one portion. */
  readonly name: string;
  /** How many numbers registries are asked under. */
  readonly numbers: number;
}

/** How people are put into portions. */
export interface PeoplePortions {
  /** As many as the registry with the shortest lists is asked for in one call. */
  readonly numbersInCall: number;
  readonly personOf: (item: unknown) => AboutPerson | null;
}

/** So few that what is made of them is forgotten before V8 takes it for something that stays. */
const numbersInPortion = 50;

/**
 * Puts a list's items into groups of as many people as go into one call, and each group into small portions: their places
 * in the list, in order, but all that is about one person in one portion.
 */
export function portionsOfPeople(
  items: readonly unknown[],
  { numbersInCall, personOf }: PeoplePortions,
): readonly PortionGroup[] {
  const people = items.map(personOf);
  return together([...items.keys()], people, numbersInCall).map((group) =>
    together(group, people, numbersInPortion),
  );
}

/** Places in runs of at most so many numbers. */
function together(
  places: readonly number[],
  people: readonly (AboutPerson | null)[],
  mostNumbers: number,
): readonly (readonly number[])[] {
  const runs: number[][] = [];
  const runOf = new Map<string, number[]>();
  let [numbersLeft, itemsLeft] = [0, 0];
  for (const place of places) {
    const { name = null, numbers = 0 } = people[place] ?? {};
    const known = name === null ? undefined : runOf.get(name);
    if (known !== undefined) {
      known.push(place);
      continue;
    }
    if (itemsLeft === 0 || numbers > numbersLeft) {
      runs.push([]);
      [numbersLeft, itemsLeft] = [mostNumbers, mostNumbers * itemsByNumbers];
    }
    const run = runs.at(-1) ?? [];
    run.push(place);
    numbersLeft -= numbers;
    itemsLeft -= 1;
    if (name !== null) runOf.set(name, run);
  }
  return runs;
}

/** People whom no registry is asked about take little memory, and some all the same. */
const itemsByNumbers = 2;

const notAsked: ReadonlySet<unknown> = new Set(['NOT_IDENTIFIED', 'UNKNOWN']);

/** Under how many numbers registries are asked about a student, by what the learner-number registry tells them. */
export function numbersOf(student: object): number {
  const lookup: object = Object(Reflect.get(student, 'lookup'));
  const oids: unknown = Reflect.get(lookup, 'personOids');
  return Array.isArray(oids) && !notAsked.has(Reflect.get(lookup, 'resolution')) ? oids.length : 0;
}
