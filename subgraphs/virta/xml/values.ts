import { hasOnlyXmlCharacters, isXmlCharacter } from './characters.ts';
import { refuse } from './refusal.ts';

const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What stands between two places. Refuses characters that XML cannot hold, wherever any may stand: even in comments. */
export function xmlCharacters(document: string, from: number, to: number): string {
  const raw = document.slice(from, to);
  return hasOnlyXmlCharacters(raw) ? raw : refuse('character that is none');
}

/**
 * Character data with line ends as line feeds and references resolved. Refuses references that are none, and what ends
 * a CDATA section.
 */
export function textIn(raw: string): string {
  if (raw.includes(']]>')) return refuse('end of a CDATA section that has no start');
  return withReferences(lineFeedsIn(raw));
}

/** Line ends as line feeds: all that a CDATA section needs. */
export function lineFeedsIn(raw: string): string {
  return raw.includes('\r') ? raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : raw;
}

/** An attribute's value: white space as spaces, but for what references name. Refuses references that are none. */
export function attributeValueIn(raw: string): string {
  return withReferences(raw.replaceAll('\r\n', ' ').replaceAll(/[\t\n\r]/g, ' '));
}

/** Resolves references, those to characters and the five that need no declaration. The first bad one ends it. */
function withReferences(raw: string): string {
  let text = '';
  let done = 0;
  for (let at = raw.indexOf('&'); at !== -1; at = raw.indexOf('&', done)) {
    const end = raw.indexOf(';', at);
    if (end === -1) return refuse('reference without end');
    text += raw.slice(done, at) + referred(raw.slice(at + 1, end));
    done = end + 1;
  }
  return done === 0 ? raw : text + raw.slice(done);
}

function referred(reference: string): string {
  if (reference.startsWith('#')) return characterOf(reference.slice(1));
  return predefined.get(reference) ?? refuse('entity that is not predefined');
}

/** The character of a number, decimal or, after an `x`, hexadecimal. */
function characterOf(number: string): string {
  const isHex = number.startsWith('x');
  if (!(isHex ? /^x[0-9A-Fa-f]+$/ : /^[0-9]+$/).test(number)) return refuse('reference to no number');
  const codePoint = Number.parseInt(isHex ? number.slice(1) : number, isHex ? 16 : 10);
  return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : refuse('reference to no character');
}
