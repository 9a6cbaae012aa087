import { element } from '../../sandbox/markup.ts';
import type { FlowFact } from '../data-flow.ts';
import type { Part } from './asker.ts';
import { registryEdge, stateAt } from './registries.ts';
import { panel, rounded, stroked, textAt } from './svg.ts';
import type { Dictionary } from './words.ts';

const x = 1018;
const width = 246;
const factHeight = 25;
const stateHeight = 15;
const headHeight = 34;

/** Derived facts, with a line from each fact that fed them. */
export function derivedPart(
  facts: readonly FlowFact[],
  { top, factAt }: { readonly top: number; readonly factAt: ReadonlyMap<string, number> },
  words: Dictionary,
): Part {
  if (facts.length === 0) return { svg: '', height: 0 };
  const rows: string[] = [];
  const lines: string[] = [];
  let y = top + headHeight;
  for (const { fact, people, fedBy } of facts) {
    rows.push(textAt({ x: x + 12, y: y + 14, text: fact, width: width - 20 }));
    const states = Object.entries(people);
    for (const [index, [state, count]] of states.entries()) {
      const at = y + 14 + (index + 1) * stateHeight;
      rows.push(stateAt({ x: x + 12, y: at, width: width - 20, state, count }, words));
    }
    for (const need of fedBy ?? []) {
      const from = factAt.get(need);
      if (from !== undefined) lines.push(lineTo(from, y + 10));
    }
    y += factHeight + states.length * stateHeight;
  }
  const height = y - top;
  const title = textAt({
    x: x + 12,
    y: top + 22,
    text: words.heading('derived'),
    width: width - 20,
    bold: true,
    size: 13,
  });
  return { svg: lines.join('') + panel({ x, y: top, width, height }) + title + rows.join(''), height };
}

function lineTo(from: number, to: number): string {
  const middle = (registryEdge + x) / 2;
  return element('path', {
    d: `M${registryEdge} ${rounded(from)}C${middle} ${rounded(from)} ${middle} ${rounded(to)} ${x} ${rounded(to)}`,
    fill: 'none',
    opacity: 0.75,
    ...stroked('line', 1),
  });
}
