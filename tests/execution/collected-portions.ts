import { type FieldNode, Kind } from 'graphql';
import type { Portion, PortionGroup, Portioning } from '../../gateway/federation/execution/portions.ts';
import type { ExecutedOperation } from '../../gateway/federation/plan-executor.ts';

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

type Asked = Omit<ExecutedOperation, 'context' | 'portioning'>;

/** An operation that asks for one list alone. */
export interface ListAlone extends Asked {
  readonly key: string;
}

/** An operation with nothing left of it but the first list of several items that its answer has; null when it has none. */
export function aloneOf(asked: Asked, data: unknown): ListAlone | null {
  const { document, operation } = asked;
  const fields = operation.selectionSet.selections
    .filter((node) => node.kind === Kind.FIELD)
    // What may be skipped, and is asked for elsewhere, would not be there alone.
    .filter(({ directives = [] }) => directives.length === 0);
  const list = fields.find((field) => {
    const items: unknown = Reflect.get(Object(data), keyOf(field));
    return Array.isArray(items) && items.length > 1;
  });
  if (list === undefined) return null;
  const key = keyOf(list);
  const selections = fields.filter((field) => keyOf(field) === key);
  const alone = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const definitions = document.definitions.map((one) => (one === operation ? alone : one));
  return {
    ...asked,
    key,
    document: { ...document, definitions },
    operation: alone,
    queryHash: `${asked.queryHash} ${key}`,
  };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
