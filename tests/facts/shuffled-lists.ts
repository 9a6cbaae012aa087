import type { Random } from '../../mocks/generator/random.ts';

/** A registry's JSON with all its lists in another order. */
export function shuffledJson(text: string, random: Random): string {
  return JSON.stringify(shuffledValue(JSON.parse(text), random));
}

function shuffledValue(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return shuffled(value, random).map((item) => shuffledValue(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shuffledValue(inner, random)]));
}

/** A registry's XML in which elements of one name, side by side, stand in another order. */
export function shuffledXml(text: string, random: Random): string {
  const root: Element = { name: '', open: '', close: '', parts: [] };
  const open = [root];
  for (const [token] of text.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1) ?? root;
    const name = /^<(\/?[\w:.-]+)/.exec(token)?.[1];
    if (name?.startsWith('/')) {
      parent.close = token;
      open.pop();
    } else if (name === undefined || token.endsWith('/>')) parent.parts.push(leafOf(name ?? '', token));
    else {
      const element: Element = { name, open: token, close: '', parts: [] };
      parent.parts.push(element);
      open.push(element);
    }
  }
  return written(root, random);
}

interface Element {
  readonly name: string;
  readonly open: string;
  close: string;
  readonly parts: Element[];
}

function leafOf(name: string, open: string): Element {
  return { name, open, close: '', parts: [] };
}

/** Elements of other names, and texts, stay where they are. */
function written({ open, close, parts }: Element, random: Random): string {
  const byName = new Map<string, Element[]>();
  for (const part of parts) byName.set(part.name, [...(byName.get(part.name) ?? []), part]);
  const waiting = new Map(
    [...byName].map(([name, group]) => [name, name === '' ? group : shuffled(group, random)]),
  );
  const inside = parts.map(({ name }) => {
    const next = waiting.get(name)?.shift();
    return next === undefined ? '' : written(next, random);
  });
  return `${open}${inside.join('')}${close}`;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.between(0, left.length - 1), 1));
}
