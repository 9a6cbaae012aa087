import { type JsonNode, jsonTextOf, jsonTreeOf, leaf, nodesIn, replaced } from './json-tree.ts';
import { type Edit, pick } from './mutation.ts';

const oddLeaves = [
  ...['null', 'true', 'false', '0', '-0', '1', '1e400', '2147483648', '12345678901234567890', '1.5'],
  ...['""', '" "', '"\\ud800"', '"\\u0000"', '"[object Object]"', '"__proto__"', '"constructor"'],
  ...['"2024-02-30"', '"2112-12-21"', '"0001-01-01"', '"2024-01-01+03:00"', '"2026-11-24"', '"NaN"'],
  ...['"1.2.246.562.24.00000000000"', '"010190-900L"', '"<script>"', '"2026-01-01T00:00:00Z"', '"246"'],
  JSON.stringify('x'.repeat(3000)),
].map(leaf);

const oddKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  'hasOwnProperty',
  '0',
  'oidHenkilo',
];

/** Changes a JSON text at one place of its tree; the text itself when it is no JSON. */
export function editedJson(text: string, edit: Edit): string {
  const root = jsonTreeOf(text);
  if (root === null) return text;
  const nodes = nodesIn(root);
  const target = pick(nodes, edit.at) ?? root;
  const other = pick(nodes, edit.to) ?? root;
  return jsonTextOf(replaced(root, target, substitutesOf(target, other, edit)));
}

function substitutesOf(target: JsonNode, other: JsonNode, edit: Edit): readonly JsonNode[] {
  switch (edit.kind % 9) {
    case 0:
      return [];
    case 1:
      return [target, target];
    case 2:
      return [other];
    case 3:
      return [renamed(target, edit)];
    case 4:
      return [withKey(target, pick(oddKeys, edit.value) ?? '', other)];
    case 5:
      return [wrapped(target, edit)];
    case 6:
      return [reordered(target, edit.to)];
    case 7:
      return [otherType(target)];
    default:
      return [pick(oddLeaves, edit.value) ?? target];
  }
}

function renamed(node: JsonNode, { to, value }: Edit): JsonNode {
  if (node.kind !== 'OBJECT') return node;
  const index = to % Math.max(node.entries.length, 1);
  const names = [...oddKeys, ...node.entries.map(([key]) => key)];
  const entries = node.entries.map(
    ([key, part], place) => [place === index ? (pick(names, value) ?? key) : key, part] as const,
  );
  return { kind: 'OBJECT', entries };
}

function withKey(node: JsonNode, key: string, value: JsonNode): JsonNode {
  if (node.kind === 'LEAF') return { kind: 'OBJECT', entries: [[key, node]] };
  if (node.kind === 'ARRAY') return { kind: 'ARRAY', items: [...node.items, value] };
  return { kind: 'OBJECT', entries: [...node.entries, [key, value]] };
}

function wrapped(node: JsonNode, { length, value }: Edit): JsonNode {
  let inner = node;
  for (let depth = 0; depth < (length % 7 === 0 ? 200 : 1); depth += 1) {
    const key = pick(oddKeys, value) ?? '';
    inner = value % 2 === 0 ? { kind: 'ARRAY', items: [inner] } : { kind: 'OBJECT', entries: [[key, inner]] };
  }
  return inner;
}

function reordered(node: JsonNode, by: number): JsonNode {
  if (node.kind === 'LEAF') return node;
  if (node.kind === 'ARRAY') return { kind: 'ARRAY', items: rotated(node.items, by) };
  return { kind: 'OBJECT', entries: rotated(node.entries, by) };
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const place = by % Math.max(list.length, 1);
  return [...list.slice(place), ...list.slice(0, place)];
}

/** A number as a string, a string as what is written in it, an array as an object, and the other way round. */
function otherType(node: JsonNode): JsonNode {
  if (node.kind === 'ARRAY') {
    return { kind: 'OBJECT', entries: node.items.map((item, index) => [String(index), item] as const) };
  }
  if (node.kind === 'OBJECT') return { kind: 'ARRAY', items: node.entries.map(([, value]) => value) };
  const inner = node.text.startsWith('"') ? node.text.slice(1, -1) : JSON.stringify(node.text);
  return /^(?:"[^"]*"|-?[1-9]\d*)$/.test(inner) ? leaf(inner) : leaf('null');
}
