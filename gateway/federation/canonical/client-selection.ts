import type { GraphQLNamedType } from 'graphql';
import type { WrittenSelection } from './written-selection.ts';

/** A field as a client wrote it. */
export interface ClientField {
  /** Its key in the answer. */
  readonly key: string;
  /** The canonical key of what is printed there; null for what the schema itself is asked. */
  readonly from: string | null;
  /** The field's name in the graph. */
  readonly name: string;
  /** Types that an object must be of to have it, all of them. */
  readonly on: readonly string[];
  /** The type of its value's objects, and what is selected of them; null for a leaf. */
  readonly under: { readonly type: GraphQLNamedType; readonly selection: ClientSelection } | null;
}

/** What a client selected at one place, fragments written out, in the client's order. */
export class ClientSelection {
  readonly fields: ClientField[] = [];
  readonly #into: WrittenSelection;
  readonly #spread = new Set<string>();

  constructor(into: WrittenSelection) {
    this.#into = into;
    into.timesWritten += 1;
  }

  /** Whether it is what is canonical, to the order of keys; it says so only where that is easily seen. */
  isCanonical(): boolean {
    // Of nothing that is left, canonical form still asks whether it is there.
    if (this.fields.length === 0 || this.#into.timesWritten > 1 || this.#into.isMixed) return false;
    return this.fields.every(({ key, from, under }) => {
      return key === from && (under === null || under.selection.isCanonical());
    });
  }

  /** Whether a fragment is to be read here: a second time it adds nothing, and fragments in fragments take long. */
  isFirst(fragment: string, on: readonly string[]): boolean {
    const before = this.#spread.size;
    this.#spread.add(`${fragment} ${on.join(' ')}`);
    return this.#spread.size > before;
  }
}
