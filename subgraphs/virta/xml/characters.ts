// Characters as XML 1.0 (fifth edition) and Namespaces in XML 1.0 (third edition) tell them apart.

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
export const space = 0x20;
export const exclamationMark = 0x21;
export const quotationMark = 0x22;
const ampersand = 0x26;
export const apostrophe = 0x27;
export const solidus = 0x2f;
export const colon = 0x3a;
export const lessThan = 0x3c;
export const equalsSign = 0x3d;
export const greaterThan = 0x3e;
export const questionMark = 0x3f;
const closingBracket = 0x5d;

/** What XML 1.0 cannot hold, anywhere; half characters are looked for apart. */
const impossible = /[^\t\n\r\u0020-\ufffd]/;

/** Whether XML 1.0 may hold every character of a text. */
export function hasOnlyXmlCharacters(text: string): boolean {
  return text.isWellFormed() && !impossible.test(text);
}

/** Up to here a code from the space on is a whole character that XML can hold. */
const lastPlain = 0xd7ff;

/** Whether a character means itself in character data. Of others one has to look at the whole text. */
export function isPlainInText(code: number): boolean {
  if (code > closingBracket) return code <= lastPlain;
  if (code < space) return code === lineFeed || code === tab;
  return code !== ampersand && code !== closingBracket;
}

/** Whether a character means itself in the value of an attribute. */
export function isPlainInValue(code: number): boolean {
  return code >= space && code <= lastPlain && code !== ampersand;
}

/** Whether a character reference may name a character. */
export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < space) return isSpace(codePoint);
  return (
    codePoint <= 0xd7ff ||
    isWithin(codePoint, [0xe000, 0xfffd]) ||
    isWithin(codePoint, [0x1_00_00, 0x10_ff_ff])
  );
}

/** Whether a character is white space by XML, which knows four of it. */
export function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab;
}

/** The place behind the white space that begins here. */
export function endOfSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The place behind the name that begins here, a name without colon; `from` itself when none does. */
export function endOfName(text: string, from: number): number {
  let at = from + widthIn(text, from, starts);
  if (at === from) return from;
  for (;;) {
    const width = widthIn(text, at, follows);
    if (width === 0) return at;
    at += width;
  }
}

/** How wide the character is that stands here, 1 or 2; 0 when it may not have this role in a name. */
function widthIn(text: string, at: number, role: number): number {
  const code = text.charCodeAt(at);
  // At the end of the text the code is no number, and no code point is there.
  if (code < 0x80) return (roles[code] ?? other) >= role ? 1 : 0;
  const codePoint = text.codePointAt(at) ?? 0;
  if (!(role === starts ? mayStart(codePoint) : mayFollow(codePoint))) return 0;
  return codePoint > 0xffff ? 2 : 1;
}

type Range = readonly [first: number, last: number];

/** What an ASCII character may be in a name: the start, another place, none. */
const other = 0;
const follows = 1;
const starts = 2;
const roles = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) return starts;
  return /[-.0-9]/.test(character) ? follows : other;
});

/** Beyond ASCII: NCNameStartChar. */
const startRanges: readonly Range[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x1_00_00, 0xe_ff_ff],
];

/** Beyond ASCII: what NCNameChar has besides. */
const followRanges: readonly Range[] = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

function mayStart(codePoint: number): boolean {
  return startRanges.some((range) => isWithin(codePoint, range));
}

function mayFollow(codePoint: number): boolean {
  return mayStart(codePoint) || followRanges.some((range) => isWithin(codePoint, range));
}

function isWithin(codePoint: number, [first, last]: Range): boolean {
  return codePoint >= first && codePoint <= last;
}
