/** Attribute values by name; an absent one is left out. */
export type Attributes = Readonly<Record<string, string | null | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Written as such, these would reach the reader as other white space.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What most texts have none of: anything that has to be looked at. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are part of it.
const SUSPECT = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;
const SPECIAL = /[&<>"\t\n\r]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML 1.0 cannot hold.
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Escapes text for an element or a quoted attribute; what XML 1.0 cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(IMPOSSIBLE, '\ufffd')
    .replace(SPECIAL, (character) => ESCAPES[character] ?? character);
}

/** A `virta:` element around ready XML. */
export function element(name: string, content: string, attributes: Attributes = {}): string {
  return `<virta:${name}${attributesXml(attributes)}>${content}</virta:${name}>`;
}

/** A `virta:` element with text; nothing when there is no text to hold. */
export function textElement(name: string, text: string | null | undefined, attributes?: Attributes): string {
  return text === null || text === undefined ? '' : element(name, escapeXml(text), attributes);
}

/** XML of each value, put together. */
export function each<T>(values: readonly T[], xmlOf: (value: T) => string): string {
  return values.map(xmlOf).join('');
}

function attributesXml(attributes: Attributes): string {
  let xml = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) xml += ` ${name}="${escapeXml(value)}"`;
  }
  return xml;
}
