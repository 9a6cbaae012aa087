import type { Nimi } from '../contract-right.ts';

/** A name, read at once. */
export class Name implements Nimi {
  readonly kieli: string | null;
  readonly teksti: string;

  constructor(kieli: string | null, teksti: string) {
    this.kieli = kieli;
    this.teksti = teksti;
  }
}

/** A list of names, and the lists with one more that were met. */
class NameList {
  readonly names: Nimi[];
  readonly #longer = new Map<string, NameList>();

  constructor(names: Nimi[]) {
    this.names = names;
  }

  with(kieli: string | null, teksti: string): NameList {
    const known = this.#longer.get(teksti);
    if (known !== undefined && known.names.at(-1)?.kieli === kieli) return known;
    const list = new NameList([...this.names, new Name(kieli, teksti)]);
    this.#longer.set(teksti, list);
    return list;
  }
}

let none = new NameList([]);
let latest = none;

/**
 * The names of a record with one more. Thousands of records of an answer have the names of some hundred courses: those
 * with the same names in the same order share a list, which nothing may be added to. Half of what outlived an answer's
 * text were such lists.
 */
export function withName(names: Nimi[], kieli: string | null, teksti: string): Nimi[] {
  const list = names.length === 0 ? none : latest.names === names ? latest : new NameList(names);
  latest = list.with(kieli, teksti);
  return latest.names;
}

/** Forgets the lists that were met: those of an answer are shared within it only. */
export function forgetNames(): void {
  none = new NameList([]);
  latest = none;
}
