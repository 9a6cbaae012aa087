/** JSON as it is written: objects keep the order of their keys, doubled ones and `__proto__` too. */
export type JsonNode =
  | { readonly kind: 'LEAF'; readonly text: string }
  | { readonly kind: 'ARRAY'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'OBJECT'; readonly entries: readonly (readonly [key: string, value: JsonNode])[] };

/** A leaf with its JSON text, which need not be one that `JSON.stringify` would write. */
export function leaf(text: string): JsonNode {
  return { kind: 'LEAF', text };
}

/** Reads JSON into a tree; null when it is none. */
export function jsonTreeOf(text: string): JsonNode | null {
  const value = parsedJson(text);
  return value === undefined ? null : nodeOf(value);
}

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Writes a tree. */
export function jsonTextOf(node: JsonNode): string {
  if (node.kind === 'LEAF') return node.text;
  if (node.kind === 'ARRAY') return `[${node.items.map(jsonTextOf).join(',')}]`;
  return `{${node.entries.map(([key, value]) => `${JSON.stringify(key)}:${jsonTextOf(value)}`).join(',')}}`;
}

/** A tree and all trees in it, each before its parts. */
export function nodesIn(root: JsonNode): readonly JsonNode[] {
  return [root, ...childrenOf(root).flatMap(nodesIn)];
}

function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'LEAF') return [];
  return node.kind === 'ARRAY' ? node.items : node.entries.map(([, value]) => value);
}

/** The tree with one node of it replaced; null leaves it out of its array or object. */
export function replaced(root: JsonNode, target: JsonNode, by: readonly JsonNode[]): JsonNode {
  if (root === target) return by[0] ?? leaf('null');
  if (root.kind === 'LEAF') return root;
  const inside = (node: JsonNode): readonly JsonNode[] =>
    node === target ? by : [replaced(node, target, by)];
  if (root.kind === 'ARRAY') return { kind: 'ARRAY', items: root.items.flatMap(inside) };
  return {
    kind: 'OBJECT',
    entries: root.entries.flatMap(([key, value]) => inside(value).map((node) => [key, node] as const)),
  };
}

function nodeOf(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'ARRAY', items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null) return leaf(JSON.stringify(value));
  return {
    kind: 'OBJECT',
    entries: Object.entries(value).map(([key, part]) => [key, nodeOf(part)] as const),
  };
}
