import { type AnswerPath, type Manifest, placesIn } from './manifest.ts';

/** A fact of one person as it stands in an answer: more than once when it was asked for under several aliases. */
export interface AnsweredFact {
  readonly subject: string;
  readonly fact: string;
  readonly paths: readonly AnswerPath[];
  /** In the order of the paths; undefined where it is not where it should be. */
  readonly values: readonly unknown[];
}

/** The facts of an answer, in the manifest's order. */
export function factsOf(data: unknown, manifest: Manifest): AnsweredFact[] {
  const facts = new Map<string, { subject: string; fact: string; paths: AnswerPath[]; values: unknown[] }>();
  for (const { subject, fact, path } of placesIn(manifest)) {
    const name = nameOfFact({ subject, fact });
    const known = facts.get(name) ?? { subject, fact, paths: [], values: [] };
    known.paths.push(path);
    known.values.push(valueAt(data, path));
    facts.set(name, known);
  }
  return [...facts.values()];
}

/** Names one fact of one person. */
export function nameOfFact({ subject, fact }: { readonly subject: string; readonly fact: string }): string {
  return `${subject} ${fact}`;
}

/** An answer's data without its facts, so that what stands around them can be held to be unchanged too. */
export function withoutFacts(data: unknown, manifest: Manifest): unknown {
  const rest: unknown = structuredClone(data);
  for (const { path } of placesIn(manifest)) {
    const parent = valueAt(rest, path.slice(0, -1));
    if (isRecord(parent)) delete parent[String(path.at(-1))];
  }
  return rest;
}

function valueAt(data: unknown, path: AnswerPath): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined;
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
