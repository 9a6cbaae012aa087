import type { AnswerPath, Manifest } from './manifest.ts';

/** A fact of one person as it stands in an answer: more than once when it was asked for under several aliases. */
export interface AnsweredFact {
  readonly subject: string;
  readonly fact: string;
  /** The way to the person, and the fact's key there. */
  readonly places: readonly (readonly [AnswerPath, string])[];
  /** In the order of the places; undefined where it is not where it should be. */
  readonly values: readonly unknown[];
}

type PlacedPerson = Manifest['people'][number];

/**
 * The facts of an answer in the manifest's order, one after the other: an answer about thousands of people has tens of
 * thousands, and nobody needs them all at once.
 */
export function* factsOf(data: unknown, { lists, people }: Manifest): Generator<AnsweredFact, void> {
  const placesOf = Map.groupBy(people, ([, subject]) => subject);
  const areDistinct = lists.map((list) => new Set(list.map(([, fact]) => fact)).size === list.length);
  const told = new Set<string>();
  for (const [path, subject, list] of people) {
    const places = placesOf.get(subject) ?? [];
    if (places.length === 1 && areDistinct[list] === true) {
      const person = valueAt(data, path);
      for (const [key, fact] of lists[list] ?? [])
        yield { subject, fact, places: [[path, key]], values: [memberOf(person, key)] };
      continue;
    }
    for (const [, fact] of lists[list] ?? []) {
      const name = nameOfFact({ subject, fact });
      if (!told.has(name)) yield { subject, fact, ...wherever(fact, places, { data, lists }) };
      told.add(name);
    }
  }
}

/** All places of one fact of a person who stands in the answer, or whose fact stands there, more than once. */
function wherever(
  fact: string,
  people: readonly PlacedPerson[],
  { data, lists }: { readonly data: unknown; readonly lists: Manifest['lists'] },
): Pick<AnsweredFact, 'places' | 'values'> {
  const found = people.flatMap(([path, , list]) => {
    const person = valueAt(data, path);
    const keys = (lists[list] ?? []).filter(([, name]) => name === fact).map(([key]) => key);
    return keys.map((key) => ({ place: [path, key] as const, value: memberOf(person, key) }));
  });
  return { places: found.map(({ place }) => place), values: found.map(({ value }) => value) };
}

/** Names one fact of one person. */
export function nameOfFact({ subject, fact }: { readonly subject: string; readonly fact: string }): string {
  return `${subject} ${fact}`;
}

/** What is taken out of a place of an answer, and of those inside it. */
interface Taken {
  readonly keys: ReadonlySet<string>[];
  readonly inside: Map<string | number, Taken>;
}

/**
 * An answer's data without its facts, so that what stands around them can be held to be unchanged too. Parts that hold
 * no fact are the answer's own: they are to be read only.
 */
export function withoutFacts(data: unknown, { lists, people }: Manifest): unknown {
  const keysOf = lists.map((list) => new Set(list.map(([key]) => key)));
  const whole: Taken = { keys: [], inside: new Map() };
  for (const [path, , list] of people) {
    let place = whole;
    for (const step of path) {
      const next = place.inside.get(step) ?? { keys: [], inside: new Map() };
      place.inside.set(step, next);
      place = next;
    }
    place.keys.push(keysOf[list] ?? new Set());
  }
  return rest(data, whole);
}

function rest(value: unknown, { keys, inside }: Taken): unknown {
  const restOf = (part: unknown, step: string | number): unknown => {
    const taken = inside.get(step);
    return taken === undefined ? part : rest(part, taken);
  };
  if (Array.isArray(value)) return value.map(restOf);
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype, so that an alias such as __proto__ is a key like any other.
  const left: Record<string, unknown> = Object.create(null);
  for (const [key, part] of Object.entries(value)) {
    if (!keys.some((taken) => taken.has(key))) left[key] = restOf(part, key);
  }
  return left;
}

function valueAt(data: unknown, path: AnswerPath): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = memberOf(value, String(step));
  }
  return value;
}

function memberOf(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
