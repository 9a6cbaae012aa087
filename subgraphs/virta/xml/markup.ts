import { endOfName, endOfSpace, isSpace } from './characters.ts';
import { refuse } from './refusal.ts';
import { xmlCharacters } from './values.ts';

// Markup that says nothing, and where it ends.

/** The place behind a comment, whose inside begins here. */
export function endOfComment(document: string, from: number): number {
  const end = document.indexOf('--', from);
  if (end === -1 || document[end + 2] !== '>')
    return refuse('comment that does not end, or with two hyphens');
  xmlCharacters(document, from, end);
  return end + 3;
}

/** The place behind a processing instruction, whose target begins here. */
export function endOfInstruction(document: string, from: number): number {
  const target = endOfName(document, from);
  if (target === from) return refuse('processing instruction without target');
  if (/^xml$/i.test(document.slice(from, target))) return refuse('XML declaration that is not at the start');
  const end = document.indexOf('?>', target);
  const isTargetAlone = end === target;
  if (end === -1 || !(isTargetAlone || isSpace(document.charCodeAt(target))))
    return refuse('processing instruction that does not end, or whose target does not');
  xmlCharacters(document, target, end);
  return end + 2;
}

const declarationStart = '<?xml';

/** The place behind the byte order mark and the XML declaration, both of which may be missing. */
export function endOfDeclaration(document: string): number {
  const start = document.startsWith('\ufeff') ? 1 : 0;
  const from = start + declarationStart.length;
  const isDeclared = document.startsWith(declarationStart, start) && isSpace(document.charCodeAt(from));
  if (!isDeclared) return start;
  const version = pseudoAttribute(document, from, 'version');
  // Of any other version characters and line ends would mean something else.
  if (version?.value !== '1.0') return refuse('version that is not 1.0');
  const encoding = pseudoAttribute(document, version.end, 'encoding');
  if (encoding !== null && !/^[A-Za-z][\w.-]*$/.test(encoding.value)) return refuse('encoding that is none');
  const encoded = encoding?.end ?? version.end;
  const standalone = pseudoAttribute(document, encoded, 'standalone');
  if (standalone !== null && !/^(?:yes|no)$/.test(standalone.value))
    return refuse('standalone neither yes nor no');
  const end = endOfSpace(document, standalone?.end ?? encoded);
  return document.startsWith('?>', end) ? end + 2 : refuse('XML declaration that does not end');
}

interface PseudoAttribute {
  readonly value: string;
  readonly end: number;
}

/** A part of the XML declaration, white space before it; null when it is not there. */
function pseudoAttribute(document: string, from: number, name: string): PseudoAttribute | null {
  const start = endOfSpace(document, from);
  if (start === from || !document.startsWith(name, start)) return null;
  const equals = endOfSpace(document, start + name.length);
  if (document[equals] !== '=') return refuse('part of the XML declaration without value');
  const open = endOfSpace(document, equals + 1);
  const quote = document[open];
  if (quote !== '"' && quote !== "'") return refuse('value without quotes in the XML declaration');
  const end = document.indexOf(quote, open + 1);
  if (end === -1) return refuse('value without end in the XML declaration');
  return { value: document.slice(open + 1, end), end: end + 1 };
}
