import type { AnswerPath, FactList, Manifest } from './manifest.ts';

/** A fact of one person as it stands in an answer: more than once when it was asked for under several aliases. */
export interface AnsweredFact {
  readonly subject: string;
  readonly fact: string;
  /** In the order of the places; undefined where it is not where it should be. */
  readonly values: readonly unknown[];
}

/** The way to a person, and a fact's key there. */
export type FactPlace = readonly [path: AnswerPath, key: string];

/** The facts of a person at one place of an answer, those left out that were told at another place. */
export interface AnsweredPerson {
  readonly subject: string;
  readonly facts: readonly string[];
  /** The values of the fact at this index, as an `AnsweredFact` has them. */
  readonly valuesOf: (index: number) => readonly unknown[];
}

/**
 * The people of an answer in the manifest's order, one after the other: an answer about thousands has tens of thousands
 * of facts, and nobody needs them all at once.
 */
export function* answeredPeople(data: unknown, manifest: Manifest): Generator<AnsweredPerson, void> {
  const { lists, people } = manifest;
  const times = new Map<string, number>();
  for (const [, subject] of people) times.set(subject, (times.get(subject) ?? 0) + 1);
  const told = new Set<string>();
  for (const [path, subject, number] of people) {
    const { keys, facts, areDistinct } = namesIn(lists[number] ?? []);
    if (times.get(subject) === 1 && areDistinct) {
      const person = valueAt(data, path);
      yield { subject, facts, valuesOf: (index) => [memberOf(person, keys[index] ?? '')] };
    } else {
      const own = [...new Set(facts)].filter((fact) => !told.has(nameOfFact({ subject, fact })));
      for (const fact of own) told.add(nameOfFact({ subject, fact }));
      const valuesOf = (index: number) => valuesAt({ subject, fact: own[index] ?? '' }, { data, manifest });
      yield { subject, facts: own, valuesOf };
    }
  }
}

interface NamesInList {
  readonly keys: readonly string[];
  readonly facts: readonly string[];
  /** Whether no fact is named twice. */
  readonly areDistinct: boolean;
}

/** Nobody changes a list. */
const knownNames = new WeakMap<FactList, NamesInList>();

function namesIn(list: FactList): NamesInList {
  const known = knownNames.get(list);
  if (known !== undefined) return known;
  const facts = list.map(([, fact]) => fact);
  const made = { facts, keys: list.map(([key]) => key), areDistinct: new Set(facts).size === facts.length };
  knownNames.set(list, made);
  return made;
}

/** The facts of an answer in the manifest's order. */
export function* factsOf(data: unknown, manifest: Manifest): Generator<AnsweredFact, void> {
  for (const { subject, facts, valuesOf } of answeredPeople(data, manifest)) {
    for (const [index, fact] of facts.entries()) yield { subject, fact, values: valuesOf(index) };
  }
}

interface NamedFact {
  readonly subject: string;
  readonly fact: string;
}

/** Of a person who stands in the answer, or whose fact stands there, more than once. */
function valuesAt(
  fact: NamedFact,
  { data, manifest }: { readonly data: unknown; readonly manifest: Manifest },
): readonly unknown[] {
  return placesOf(fact, manifest).map(([path, key]) => memberOf(valueAt(data, path), key));
}

/** All places of one fact of a person. */
export function placesOf({ subject, fact }: NamedFact, { lists, people }: Manifest): readonly FactPlace[] {
  return people
    .filter(([, other]) => other === subject)
    .flatMap(([path, , list]) =>
      (lists[list] ?? []).flatMap(([key, name]): FactPlace[] => (name === fact ? [[path, key]] : [])),
    );
}

/** Names one fact of one person. */
export function nameOfFact({ subject, fact }: NamedFact): string {
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
  for (const key of Object.keys(value)) {
    if (!keys.some((taken) => taken.has(key))) left[key] = restOf(Reflect.get(value, key), key);
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
