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
  readonly numbersInPortion: number;
  readonly personOf: (item: unknown) => AboutPerson | null;
}

/**
 * Puts a list's items into portions of as many people as go into one call: their places in the list, in order, but all
 * that is about one person in one portion.
 */
export function portionsOfPeople(
  items: readonly unknown[],
  { numbersInPortion, personOf }: PeoplePortions,
): readonly (readonly number[])[] {
  const portions: number[][] = [];
  const portionOf = new Map<string, number[]>();
  let [numbersLeft, itemsLeft] = [0, 0];
  for (const [place, item] of items.entries()) {
    const { name = null, numbers = 0 } = personOf(item) ?? {};
    const known = name === null ? undefined : portionOf.get(name);
    if (known !== undefined) {
      known.push(place);
      continue;
    }
    if (itemsLeft === 0 || numbers > numbersLeft) {
      portions.push([]);
      [numbersLeft, itemsLeft] = [numbersInPortion, numbersInPortion * itemsByNumbers];
    }
    const portion = portions.at(-1) ?? [];
    portion.push(place);
    numbersLeft -= numbers;
    itemsLeft -= 1;
    if (name !== null) portionOf.set(name, portion);
  }
  return portions;
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
