/** How deep a body may nest: a question's variables need three levels. */
const deepest = 50;

/** Why a body is not read. */
export type UnreadableBody = 'NOT_UTF8' | 'TOO_DEEP';

/** The text of a JSON body, before it is parsed: strict UTF-8 and not nested deeper than any question. */
export function textOfBody(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: UnreadableBody } {
  const text = decoded(bytes);
  if (text === null) return { problem: 'NOT_UTF8' };
  return nestsTooDeep(text) ? { problem: 'TOO_DEEP' } : { text };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const [quote, backslash] = ['"', '\\'].map((sign) => sign.charCodeAt(0));
const opening = new Set(['[', '{'].map((sign) => sign.charCodeAt(0)));
const closing = new Set([']', '}'].map((sign) => sign.charCodeAt(0)));

/** Looks at each character once: a pattern would go back over strings that never end. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length && depth <= deepest; index += 1) {
    const sign = text.charCodeAt(index);
    if (sign === quote) inString = !inString;
    else if (inString) index += sign === backslash ? 1 : 0;
    else if (opening.has(sign)) depth += 1;
    else if (closing.has(sign)) depth -= 1;
  }
  return depth > deepest;
}
