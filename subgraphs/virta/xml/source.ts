/**
 * A document, and its characters as numbers. A string takes longer to tell a character, and to compare a part of it one
 * has to cut that out: work for the collector, tens of thousands of times.
 */
export class Source {
  readonly text: string;
  /** By place; nothing behind the end. */
  readonly codes: Uint16Array;
  readonly #view: DataView;

  constructor(text: string) {
    const { buffer, byteOffset, byteLength } = Buffer.from(text, 'utf16le');
    this.text = text;
    this.codes = new Uint16Array(buffer, byteOffset, text.length);
    this.#view = new DataView(buffer, byteOffset, byteLength);
  }

  /** Whether some characters stand at a place as they do at an earlier one. */
  repeats(earlier: number, place: number, length: number): boolean {
    if (place + length > this.codes.length) return false;
    const view = this.#view;
    const pairsTo = 2 * (length - 1);
    const [one, other] = [2 * earlier, 2 * place];
    let at = 0;
    for (; at < pairsTo; at += 4) if (view.getInt32(one + at) !== view.getInt32(other + at)) return false;
    return at > pairsTo || view.getInt16(one + at) === view.getInt16(other + at);
  }
}
