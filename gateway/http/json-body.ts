/** How deep a body may nest: a question's variables need three levels. */
const deepest = 50;

/** Why a body is not read. */
export type UnreadableBody = 'NOT_UTF8' | 'TOO_DEEP' | 'NAME_TWICE';

/**
 * The text of a JSON body, before it is parsed: strict UTF-8, not nested deeper than any question, and no object has two
 * members of one name, of which readers may take either.
 */
export function textOfBody(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: UnreadableBody } {
  const text = decoded(bytes);
  if (text === null) return { problem: 'NOT_UTF8' };
  const problem = problemOfShape(text);
  return problem === null ? { text } : { problem };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** What is wrong with the shape of JSON; what is no JSON may pass. Looks at each character once. */
function problemOfShape(text: string): 'TOO_DEEP' | 'NAME_TWICE' | null {
  const open = new OpenParts();
  let index = 0;
  while (index < text.length && open.problem === null) {
    const sign = text.charAt(index);
    const end = sign === '"' ? afterString(text, index) : index + 1;
    if (sign === '"') open.string(text, index, end);
    else open.sign(sign);
    index = end;
  }
  return open.problem;
}

/** The lists and objects that are open at a place of JSON, the outermost first. */
class OpenParts {
  problem: 'TOO_DEEP' | 'NAME_TWICE' | null = null;
  /** Of each object the names so far; null of a list. */
  readonly #names: (Set<string> | null)[] = [];
  /** Whether the next string names a member. */
  #isName = false;

  sign(sign: string): void {
    if (sign === '{' || sign === '[') this.#names.push(sign === '{' ? new Set() : null);
    else if (sign === '}' || sign === ']') this.#names.pop();
    else if (sign !== ',') return;
    this.#isName = sign === '{' || sign === ',';
    if (this.#names.length > deepest) this.problem = 'TOO_DEEP';
  }

  string(text: string, from: number, to: number): void {
    const names = this.#names.at(-1) ?? null;
    if (this.#isName && names !== null) {
      const before = names.size;
      if (names.add(nameOf(text.slice(from, to))).size === before) this.problem = 'NAME_TWICE';
    }
    this.#isName = false;
  }
}

/** Where a string that begins at a place has ended; a pattern would go back over strings that never end. */
function afterString(text: string, from: number): number {
  let index = from + 1;
  while (index < text.length && text.charAt(index) !== '"') index += text.charAt(index) === '\\' ? 2 : 1;
  return index + 1;
}

/** A name as it is read: escapes may spell any. */
function nameOf(written: string): string {
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}
