import type { DataFlow } from '../data-flow.ts';
import type { Part } from './asker.ts';
import { textAt } from './svg.ts';
import type { Dictionary } from './words.ts';

const x = 16;
const width = 1248;
const rowHeight = 17;

/** What was not asked and what was held back, each with the policy that decided. */
export function heldPart(
  { denied, withheld }: Pick<DataFlow, 'denied' | 'withheld'>,
  top: number,
  words: Dictionary,
): Part {
  const { heading, state } = words;
  const notAsked = denied.map(({ field, row, code, unlock }) => {
    const how = unlock === null ? '' : ` — ${heading('unlock')}: ${unlock}`;
    return `■ ${field} — ${row ?? '–'} — ${state(code)}${how}`;
  });
  const kept = withheld.map(
    ({ fact, state: found, reason, people, policy }) =>
      `■ ${fact} — ${policy} — ${state(found)} ${people}${reason === null ? '' : ` — ${reason}`}`,
  );
  const lists = [
    [heading('denied'), notAsked],
    [heading('withheld'), kept],
  ] as const;
  const written: string[] = [];
  let y = top + 16;
  for (const [title, items] of lists) {
    written.push(textAt({ x, y, text: title, width, bold: true, size: 13 }));
    const rows = items.length === 0 ? [`– ${heading('nothing')}`] : items;
    for (const text of rows) {
      y += rowHeight;
      written.push(
        textAt({ x: x + 8, y, text, width: width - 8, role: items.length === 0 ? 'soft' : 'held' }),
      );
    }
    y += 28;
  }
  return { svg: written.join(''), height: y - top - 16 };
}
