import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Loaded } from '../../subgraphs/registry/loaded.ts';

export type { Loaded };

/** A JSON file that a variable names. */
export interface NamedFile {
  readonly variable: string;
  readonly path: string;
}

/** Reads a JSON file by its schema; a problem names the variable and the entry, never a value. */
export function loadJson<S extends z.ZodType>(file: NamedFile, schema: S): Loaded<z.infer<S>> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file.path, 'utf8'));
  } catch {
    return { ok: false, problems: [`${file.variable}: must be the path of a readable JSON file`] };
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${file.variable}: ${placeOf(content, path)}: ${message}`,
  );
  return { ok: false, problems };
}

const identified = z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/) });

/** Where in a file something is, entries by their id where they have one. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  const { names } = path.reduce<{ readonly names: readonly string[]; readonly at: unknown }>(
    ({ names: outer, at }, key) => {
      const inner = z.record(z.string(), z.unknown()).or(z.array(z.unknown())).safeParse(at);
      const next: unknown = inner.success ? Reflect.get(inner.data, key) : undefined;
      const named = identified.safeParse(next);
      return { names: [...outer, named.success ? named.data.id : String(key)], at: next };
    },
    { names: [], at: content },
  );
  return names.join('.') || 'the file';
}
