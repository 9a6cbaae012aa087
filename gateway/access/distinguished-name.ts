/** Attribute types that have a short name and a number. */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
  S: 'ST',
  E: 'EMAILADDRESS',
};

/** No certificate that is in use has a subject of so many UTF-16 units. */
const longestName = 4_096;

/** The value begins with `#` when it is bytes in hexadecimal, with `=` when it is a text: the two are never the same. */
type Attribute = readonly [type: string, value: string];

/**
 * One spelling for every way to write a distinguished name of RFC 4514: two names are the same when these are. The
 * order of the parts and the case of values count. Null for what is no such name.
 */
export function canonicalName(text: string): string | null {
  if (text.length > longestName) return null;
  const parts = splitOutside(text, ',')?.map(readPart);
  if (parts === undefined) return null;
  const read = parts.filter((part) => part !== null);
  return read.length === parts.length ? JSON.stringify(read) : null;
}

/** The RFC 4514 name of what Node writes line by line, least specific part first. */
export function nameOfLines(lines: string): string {
  return lines.split('\n').toReversed().join(',');
}

/** One part of a name: usually one attribute, or several whose order says nothing. */
function readPart(text: string): readonly Attribute[] | null {
  const attributes = splitOutside(text, '+')?.map(readAttribute) ?? [];
  const read = attributes.filter((attribute) => attribute !== null);
  if (read.length === 0 || read.length < attributes.length) return null;
  return read.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function readAttribute(text: string): Attribute | null {
  const at = text.indexOf('=');
  const type = text
    .slice(0, at)
    .trim()
    .toUpperCase()
    .replace(/^OID\./, '');
  if (at < 0 || !/^(?:[A-Z][A-Z0-9-]*|\d+(?:\.\d+)+)$/.test(type)) return null;
  const value = readValue(text.slice(at + 1));
  return value === null ? null : [shortNames[type] ?? type, value];
}

/** Splits where a separator is neither escaped nor quoted; null when a quotation or an escape does not end. */
function splitOutside(text: string, separator: ',' | '+'): readonly string[] | null {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') quoted = !quoted;
    if (sign === separator && !quoted) parts.push('');
    else if (sign === '\\') {
      at += 1;
      if (at >= text.length) return null;
      parts.push(`${parts.pop()}\\${text.charAt(at)}`);
    } else parts.push(`${parts.pop()}${sign}`);
  }
  return quoted ? null : parts;
}

function readValue(raw: string): string | null {
  const value = withoutPadding(raw);
  if (value === '') return null;
  if (value.startsWith('#')) return /^#(?:[0-9a-f]{2})+$/i.test(value) ? value.toLowerCase() : null;
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  if (quoted === undefined) return unescaped(value, /["<>;]/);
  return unescaped(quoted, /"/);
}

/** Spaces around a value say nothing unless the last one is escaped. */
function withoutPadding(raw: string): string {
  const start = raw.slice(lengthOf(' ', raw));
  const bare = start.slice(0, start.length - lengthOf(' ', [...start].toReversed()));
  const backslashes = lengthOf('\\', [...bare].toReversed());
  return backslashes % 2 === 1 && bare.length < start.length ? `${bare} ` : bare;
}

/** How many of a sign stand at the beginning. */
function lengthOf(sign: string, signs: Iterable<string>): number {
  let length = 0;
  for (const one of signs) {
    if (one !== sign) break;
    length += 1;
  }
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const token = /((?:\\[0-9a-f]{2})+)|\\([ "#+,;<=>\\])|([^\\])/giu;

function unescaped(text: string, forbidden: RegExp): string | null {
  let read = 0;
  let value = '=';
  for (const [whole, hex, escaped, plain] of text.matchAll(token)) {
    if (plain !== undefined && forbidden.test(plain)) return null;
    const decoded = hex === undefined ? (escaped ?? plain ?? '') : bytesOf(hex);
    if (decoded === null) return null;
    read += whole.length;
    value += decoded;
  }
  return read === text.length ? value : null;
}

function bytesOf(hex: string): string | null {
  try {
    return utf8.decode(Buffer.from(hex.replaceAll('\\', ''), 'hex'));
  } catch {
    return null;
  }
}
