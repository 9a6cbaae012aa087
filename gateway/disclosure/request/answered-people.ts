import type { AnswerPath, PlacedPerson } from '../receipts/manifest.ts';
import type { AnswerField, AnswerTree } from './answer-tree.ts';
import { addedKeys } from './person-keys.ts';

/** What of one person is in an answer: the leaf fields of each fact, by paths from the student on. */
export type PersonLeaves = ReadonlyMap<string, ReadonlySet<string>>;

/** The people of an answer. */
export interface AnsweredPeople {
  readonly leaves: ReadonlyMap<string, PersonLeaves>;
  /** Where each person stands with which facts, for the receipt. */
  readonly placed: readonly PlacedPerson[];
  /** For each root field by its key, the codes of its matches in order; a student without a match counts as FOUND. */
  readonly matches: ReadonlyMap<string, readonly (string | null)[]>;
}

interface Gathering {
  readonly leaves: Map<string, Map<string, Set<string>>>;
  readonly placed: PlacedPerson[];
}

/** Tells the people of an answer apart, and takes out of it the keys that the gateway added for that. */
export function answeredPeople(data: unknown, tree: AnswerTree): AnsweredPeople {
  const gathering: Gathering = { leaves: new Map(), placed: [] };
  const matches = new Map<string, (string | null)[]>();
  for (const { key, under } of tree.fields) {
    const value = propertyOf(data, key);
    if (under === null) continue;
    matches.set(key, matchesOf(value));
    gather(value, { under, path: [key] }, gathering);
  }
  return { ...gathering, matches };
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
  if (under.typeName === 'Student') {
    gatherStudent(value, { under, path }, gathering);
    return;
  }
  Reflect.deleteProperty(value, addedKeys.StudentMatch);
  for (const { key, under: below } of under.fields) {
    if (below !== null) gather(propertyOf(value, key), { under: below, path: [...path, key] }, gathering);
  }
}

function gatherStudent(student: object, { under, path }: Place, { leaves, placed }: Gathering): void {
  const subject = propertyOf(student, addedKeys.Student);
  Reflect.deleteProperty(student, addedKeys.Student);
  if (typeof subject !== 'string') return;
  const own = leaves.get(subject) ?? new Map<string, Set<string>>();
  leaves.set(subject, own);
  const facts: [string, string][] = [];
  for (const field of under.fields) {
    const value = propertyOf(student, field.key);
    if (value === undefined || field.name === '__typename') continue;
    facts.push([field.key, field.name]);
    const paths = own.get(field.name) ?? new Set<string>();
    own.set(field.name, paths);
    addLeaves(value, field, paths);
  }
  if (facts.length > 0) placed.push({ subject, path, facts });
}

function addLeaves(value: unknown, field: AnswerField, paths: Set<string>): void {
  const { path, under } = field;
  if (Array.isArray(value) && value.length > 0) {
    for (const item of value) addLeaves(item, field, paths);
    return;
  }
  // That there is nothing in a list is told too.
  if (under === null || Array.isArray(value) || typeof value !== 'object' || value === null) {
    paths.add(path);
    return;
  }
  for (const inner of under.fields) {
    const part = propertyOf(value, inner.key);
    if (part !== undefined) addLeaves(part, inner, paths);
  }
}

function matchesOf(value: unknown): (string | null)[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item !== 'object' || item === null) return null;
    const code = propertyOf(item, addedKeys.StudentMatch);
    return typeof code === 'string' ? code : 'FOUND';
  });
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
