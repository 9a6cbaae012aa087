import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';
import type { Portion, PortionGroup, Portioning } from '../../gateway/federation/execution/portions.ts';

/** Puts an answer together again that is made in portions of a few items, which are no neighbours in the list. */
export class CollectedPortions implements Portioning {
  readonly key: string;
  readonly #items: unknown[] = [];
  #left: { readonly data: unknown } | null = null;

  constructor(key: string) {
    this.key = key;
  }

  split(items: readonly unknown[]): readonly PortionGroup[] {
    const places = [...items.keys()];
    const portions = [0, 1, 2].map((portion) => places.filter((place) => place % 3 === portion));
    const [first, ...others] = portions.filter((portion) => portion.length > 0);
    return first === undefined ? [] : [[first], others];
  }

  take({ data, places }: Portion): void {
    const items = data?.[this.key];
    if (!Array.isArray(items)) this.#left = { data };
    else for (const [index, place] of places.entries()) this.#items[place] = items[index];
  }

  /** The whole answer. */
  get data(): unknown {
    return this.#left === null ? { [this.key]: this.#items } : this.#left.data;
  }
}

/** The key of an operation that asks for one field; null for others. */
export function onlyKeyOf({ selectionSet: { selections } }: OperationDefinitionNode): string | null {
  const [only, ...others] = selections;
  return only?.kind === Kind.FIELD && others.length === 0 ? keyOf(only) : null;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
