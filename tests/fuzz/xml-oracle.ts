import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type WantedOf, wantAll, XmlEvents } from './xml-events.ts';

/** What saxes tells of a document, and where it was more lenient than our reader means to be. */
export interface SaxesReading {
  /** Null when it refuses the document, or one of our limits would. */
  readonly events: readonly string[] | null;
  readonly leniencies: readonly Leniency[];
}

/**
 * Where saxes takes what XML 1.0 (5th edition) or Namespaces in XML 1.0 (3rd edition) forbids, or what two readers would
 * understand in two ways. Our reader refuses all of it:
 * - half a surrogate pair, together with whatever character follows it (XML 1.0, production 2);
 * - a version other than 1.0, by whose name saxes goes over to the characters and line ends of XML 1.1, though a
 *   processor of 1.0 must read the document as 1.0 (section 2.8);
 * - a prefix or local name that begins with what no name may begin with: `a:1` (Namespaces, productions 4 and 11);
 * - a question mark right behind the target of a processing instruction: `<?a?b?>` (XML 1.0, production 16);
 * - white space around the name of a namespace: saxes trims it, the specification does not.
 */
export const leniencies = ['SURROGATE', 'VERSION', 'NAME', 'INSTRUCTION', 'NAMESPACE'] as const;

/** One of them. */
export type Leniency = (typeof leniencies)[number];

const maxDepth = 32;
const maxAttributes = 32;
const maxTextLength = 64 * 1024;

/** Reads a document as our reader should: with saxes, within our limits. */
export function readBySaxes(document: string, wantedOf: WantedOf = wantAll): SaxesReading {
  const parser = new SaxesParser({ xmlns: true });
  const lenient = new Set<Leniency>(document.isWellFormed() ? [] : ['SURROGATE']);
  const told = new Told(wantedOf);
  parser.on('doctype', () => parser.fail('DOCTYPE'));
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') lenient.add('VERSION');
  });
  parser.on('processinginstruction', ({ target, body }) => {
    const read = document.slice(0, parser.position).replaceAll(/\r\n?/g, '\n');
    if (body.startsWith('?') && read.endsWith(`<?${target}${body}?>`)) lenient.add('INSTRUCTION');
  });
  parser.on('opentag', (tag) => {
    for (const leniency of lenienciesIn(tag)) lenient.add(leniency);
    told.open(tag);
  });
  parser.on('text', (text) => told.text(text));
  parser.on('cdata', (text) => told.text(text));
  parser.on('closetag', () => told.close());
  try {
    parser.write(document).close();
  } catch {
    return { events: null, leniencies: [] };
  }
  return { events: told.isBeyondLimits ? null : told.events.lines, leniencies: [...lenient] };
}

function* lenienciesIn(tag: SaxesTagNS): Iterable<Leniency> {
  for (const { prefix, local } of [tag, ...Object.values(tag.attributes)])
    if (!isName(local) || !(prefix === '' || isName(prefix))) yield 'NAME';
  for (const { name, prefix, value } of Object.values(tag.attributes)) {
    const declares = prefix === 'xmlns' || name === 'xmlns';
    if (declares && value.trim() !== value) yield 'NAMESPACE';
  }
}

/** Whether its start is one: saxes sees to it that all characters are characters of names. */
function isName(name: string): boolean {
  return !/^(?:[-.0-9\u00b7\u203f\u2040]|[\u0300-\u036f])/.test(name);
}

/** What is told of what saxes finds: nothing of what is passed over. */
class Told {
  readonly events = new XmlEvents();
  isBeyondLimits = false;
  readonly #wantedOf: WantedOf;
  readonly #open: ReturnType<WantedOf>[] = [];
  #textLength = 0;

  constructor(wantedOf: WantedOf) {
    this.#wantedOf = wantedOf;
  }

  open({ uri, local, attributes }: SaxesTagNS): void {
    const pairs = Object.values(attributes).map(({ name, value }) => [name, value] as const);
    this.#textLength = 0;
    if (this.#open.length === maxDepth || pairs.length > maxAttributes) this.isBeyondLimits = true;
    const isPassedOver = this.#open.includes('NOTHING');
    if (!isPassedOver) this.events.open(uri, local, pairs);
    this.#open.push(isPassedOver ? 'NOTHING' : this.#wantedOf(local));
  }

  text(piece: string): void {
    this.#textLength += piece.length;
    if (this.#textLength > maxTextLength) this.isBeyondLimits = true;
    if (this.#open.at(-1) === 'ALL') this.events.text(piece);
  }

  close(): void {
    this.#textLength = 0;
    if (this.#open.pop() !== 'NOTHING') this.events.close();
  }
}
