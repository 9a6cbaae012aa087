import type { AnswerPath, PlacedPerson } from '../receipts/manifest.ts';
import type { AnswerField, AnswerTree } from './answer-tree.ts';
import type { FieldSet } from './fact-fields.ts';
import { fieldsOfBoth, noFields, type PersonFields, personFields } from './person-fields.ts';
import { addedKeys } from './person-keys.ts';

/** The people of an answer. */
export interface AnsweredPeople {
  readonly fields: ReadonlyMap<string, PersonFields>;
  /** Of all of them together, the fields of each fact. */
  readonly allFields: PersonFields;
  /** For each root field by its canonical key, the codes of its matches in order; a student without a match counts as FOUND. */
  readonly matches: ReadonlyMap<string, readonly (string | null)[]>;
}

/** Tells the people of answers apart, and hides the keys in them that the gateway added for that. */
export class PeopleInAnswer implements AnsweredPeople {
  readonly fields = new Map<string, PersonFields>();
  readonly matches = new Map<string, (string | null)[]>();
  readonly #tree: AnswerTree;

  constructor(tree: AnswerTree) {
    this.#tree = tree;
  }

  get allFields(): PersonFields {
    return [...new Set(this.fields.values())].reduce(fieldsOfBoth, noFields);
  }

  /**
   * Looks through an answer in canonical form, or through a portion of one that is a list, whose items have these places
   * in the whole. Gives where people stand in what is printed, with which facts, for the receipt.
   */
  add(data: unknown, places: readonly number[] | null): readonly PlacedPerson[] {
    const { fields, matches } = this;
    const gathering: Gathering = { fields, placed: [], keyed: [] };
    for (const { key, from, under } of this.#tree.fields) {
      const value = propertyOf(data, from);
      if (under === null) continue;
      const codes = matches.get(from) ?? [];
      for (const [index, code] of matchesOf(value).entries()) codes[places?.[index] ?? index] = code;
      matches.set(from, codes);
      gather(value, { under, path: [key] }, gathering);
    }
    // Not before: what is printed at several places is looked at several times.
    for (const object of gathering.keyed) hideKeys(object);
    return gathering.placed;
  }
}

interface Gathering extends Pick<PeopleInAnswer, 'fields'> {
  readonly placed: PlacedPerson[];
  /** Objects with a key of the gateway's. */
  readonly keyed: object[];
}

interface Place {
  readonly under: AnswerTree;
  readonly path: AnswerPath;
}

function gather(value: unknown, { under, path }: Place, gathering: Gathering): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) gather(item, { under, path: [...path, index] }, gathering);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(addedKeys, under.typeName)) gathering.keyed.push(value);
  if (under.typeName === 'Student') {
    gatherStudent(value, { under, path }, gathering);
    return;
  }
  for (const { key, from, under: below } of under.parted) {
    if (below !== null) gather(propertyOf(value, from), { under: below, path: [...path, key] }, gathering);
  }
}

function gatherStudent(student: object, { under, path }: Place, gathering: Gathering): void {
  const subject = propertyOf(student, addedKeys.Student);
  if (typeof subject !== 'string') return;
  const given: FieldSet[] = [];
  for (const field of under.told) {
    const value = propertyOf(student, field.from);
    if (value === undefined || field.fact === null) continue;
    markFields(value, field, field.fact.unmarked());
    given.push(field.fact.marked());
  }
  const before = gathering.fields.get(subject);
  const own = personFields(given);
  gathering.fields.set(subject, before === undefined ? own : fieldsOfBoth(before, own));
  const there = given.length;
  if (there === 0) return;
  // Nearly always all are there; then many people share one list.
  const areAllThere = there === under.facts.length;
  const facts = areAllThere
    ? under.facts
    : under.facts.filter((_, index) => propertyOf(student, under.told[index]?.from ?? '') !== undefined);
  gathering.placed.push({ subject, path, facts });
}

type Marked = Pick<AnswerField, 'number' | 'under'>;

function markFields(value: unknown, { number, under }: Marked, marks: Uint8Array): void {
  if (under !== null && typeof value === 'object' && value !== null) {
    if (!Array.isArray(value)) {
      for (const inner of stillToMark(under, marks)) {
        const part = propertyOf(value, inner.from);
        if (part !== undefined) markFields(part, inner, marks);
      }
      return;
    }
    for (const item of value) markFields(item, { number, under }, marks);
    if (value.length > 0) return;
  }
  // A leaf, or that there is nothing: an empty list is told too.
  marks[number] = 1;
}

/** The objects of a list have the same leaves nearly always: of all but the first only what is in them is looked at. */
function stillToMark({ fields, leaves, parted }: AnswerTree, marks: Uint8Array): readonly AnswerField[] {
  for (const number of leaves) if (marks[number] !== 1) return fields;
  return parted;
}

function matchesOf(value: unknown): (string | null)[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item !== 'object' || item === null) return null;
    const code = propertyOf(item, addedKeys.StudentMatch);
    return typeof code === 'string' ? code : 'FOUND';
  });
}

/** A member that is undefined is not printed. To delete it would have V8 keep the others in a table. */
function hideKeys(object: object): void {
  for (const key of Object.values(addedKeys)) {
    if (Object.hasOwn(object, key)) Reflect.set(object, key, undefined);
  }
}

/** What an ordinary object inherits are functions, which no answer holds. */
function propertyOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const part: unknown = Reflect.get(value, key);
  return typeof part === 'function' ? undefined : part;
}

/** The student in a part of an answer; null when there is none. Who is in it twice is one person. */
export function studentIn(value: unknown, { typeName, parted }: AnswerTree): object | null {
  if (typeof value !== 'object' || value === null) return null;
  if (typeName === 'Student') return value;
  for (const { from, under } of parted) {
    const student = under === null ? null : studentIn(propertyOf(value, from), under);
    if (student !== null) return student;
  }
  return null;
}

/** Whose facts a student's are, before `PeopleInAnswer` hides it. Throws when that was not told. */
export function subjectOf(student: object): string {
  const subject = propertyOf(student, addedKeys.Student);
  if (typeof subject === 'string') return subject;
  throw new Error('A student came without the number that tells whose the facts are');
}
