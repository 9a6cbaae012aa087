import { CanonicalForm, FilledForm, Gap } from './canonical-form.ts';
import { CanonicalKeys, Place } from './canonical-keys.ts';

const [quote = 0, backslash = 0, comma = 0] = codesOf('"\\,');
const [listBegins = 0, listEnds = 0, objectBegins = 0, objectEnds = 0] = codesOf('[]{}');
const [blank = 0, tilde = 0] = codesOf(' ~');

/** Longer texts are left to Node's own escaping and encoding. */
const longestShort = 200;
/** A character of a text takes at most three bytes, and six when it is escaped. */
const bytesPerSign = 6;
const firstSize = 64 * 1024;

function codesOf(signs: string): number[] {
  return [...signs].map((sign) => sign.charCodeAt(0));
}

/**
 * Writes texts and canonical JSON as bytes into a buffer that is used again and again: whole answers about thousands of
 * people are hashed, and a text of each part would be made for nothing but that.
 */
export class CanonicalWriter {
  readonly #keys = new CanonicalKeys();
  readonly #inGaps = new Place();
  #bytes = Buffer.allocUnsafe(firstSize);
  #length = 0;
  /** While a form is made, where its gaps are. */
  #cuts: { readonly at: number; readonly value: number }[] | null = null;

  /** What has been written since the start, until something else is written. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Begins anew. */
  start(): void {
    this.#length = 0;
  }

  /** Writes a text as it is. */
  text(text: string): void {
    if (text.length <= longestShort && this.#plain(text)) return;
    this.#makeRoom(text.length * bytesPerSign);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Writes a value; those of a kind are made alike. Throws for what JSON cannot say: functions, infinite numbers and the like. */
  json(value: unknown, kind: string): void {
    this.#value(value, this.#keys.rootOf(kind));
  }

  /** The form of a value with gaps in it. Begins anew. */
  formOf(value: unknown): CanonicalForm {
    const cuts: { readonly at: number; readonly value: number }[] = [];
    this.#cuts = cuts;
    try {
      this.start();
      this.json(value, 'form');
    } finally {
      this.#cuts = null;
    }
    const ends = [...cuts.map(({ at }) => at), this.#length];
    const pieces = ends.map((end, index) => Buffer.from(this.written.subarray(ends[index - 1] ?? 0, end)));
    return new CanonicalForm(
      pieces,
      cuts.map((cut) => cut.value),
    );
  }

  /** Writes a form with what is in its gaps. */
  filled({ form: { pieces, values: order }, values }: FilledForm): void {
    for (let index = 0; index < pieces.length; index += 1) {
      this.#append(pieces[index] ?? none);
      const value = order[index];
      if (value !== undefined) this.#filling(values[value]);
    }
  }

  #filling(value: unknown): void {
    if (value instanceof FilledForm) this.filled(value);
    else if (!Array.isArray(value)) this.#value(value, this.#inGaps);
    else {
      const begins = this.#length;
      for (const item of value) {
        this.#sign(comma);
        this.#filling(item);
      }
      this.#enclose(begins, listBegins, listEnds);
    }
  }

  #value(value: unknown, place: Place): void {
    if (typeof value === 'string') this.#string(value);
    else if (typeof value === 'object' && value !== null) this.#parts(value, place);
    else if (value === null || typeof value === 'boolean' || Number.isFinite(value)) this.text(String(value));
    else throw new TypeError('canonical JSON cannot hold this value');
  }

  #parts(value: object, place: Place): void {
    if (Array.isArray(value)) this.#array(value, place);
    else if (this.#cuts !== null && value instanceof Gap)
      this.#cuts.push({ at: this.#length, value: value.value });
    else this.#object(value, place);
  }

  // A comma is written before each part, and the first one becomes the bracket.

  #array(items: readonly unknown[], place: Place): void {
    const begins = this.#length;
    for (const item of items) {
      this.#sign(comma);
      this.#value(item, place);
    }
    this.#enclose(begins, listBegins, listEnds);
  }

  #object(value: object, at: Place): void {
    const begins = this.#length;
    for (const { key, bytes, place } of this.#keys.sorted(value, at)) {
      const member: unknown = Reflect.get(value, key);
      if (member === undefined) continue;
      this.#append(bytes);
      this.#value(member, place);
    }
    this.#enclose(begins, objectBegins, objectEnds);
  }

  #enclose(begins: number, opening: number, closing: number): void {
    if (this.#length === begins) this.#sign(opening);
    else this.#bytes[begins] = opening;
    this.#sign(closing);
  }

  #string(text: string): void {
    const begins = this.#length;
    this.#sign(quote);
    if (text.length <= longestShort && this.#plain(text)) {
      this.#sign(quote);
      return;
    }
    this.#length = begins;
    this.text(JSON.stringify(text));
  }

  /** Writes a text of which nothing needs more than one byte or an escape in JSON; of another, nothing. */
  #plain(text: string): boolean {
    this.#makeRoom(text.length);
    const bytes = this.#bytes;
    const begins = this.#length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < blank || code > tilde || code === quote || code === backslash) return false;
      bytes[begins + index] = code;
    }
    this.#length = begins + text.length;
    return true;
  }

  #sign(code: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length] = code;
    this.#length += 1;
  }

  #append(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    if (bytes.length > longestShort) this.#bytes.set(bytes, this.#length);
    else copyShort(bytes, this.#bytes, this.#length);
    this.#length += bytes.length;
  }

  #makeRoom(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const none = Buffer.alloc(0);

/** A few bytes are copied sooner than a general copy is called. */
function copyShort(from: Uint8Array, into: Uint8Array, at: number): void {
  for (let index = 0; index < from.length; index += 1) into[at + index] = from[index] ?? 0;
}
