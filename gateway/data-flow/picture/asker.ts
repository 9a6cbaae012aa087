import { element } from '../../sandbox/markup.ts';
import type { FlowAsked } from '../data-flow.ts';
import { arrowOf, panel, stroked, textAt, wrapped } from './svg.ts';
import type { Dictionary } from './words.ts';

const x = 16;
const width = 196;
const inside = width - 20;

/** The gateway's bar, which everything passes. */
const gateway = { x: 232, width: 102 } as const;

/** Where calls leave the gateway. */
export const gatewayEdge = gateway.x + gateway.width;

/** A part of the picture and the height that it needs. */
export interface Part {
  readonly svg: string;
  readonly height: number;
}

/** Who asked, what for and on what ground. */
export function askerPart(asked: FlowAsked, top: number, { heading, registry }: Dictionary): Part {
  const rows: readonly (readonly [Parameters<typeof heading>[0], string | null])[] = [
    ['client', asked.clientId],
    ['owner', asked.owner],
    ['credential', asked.credential],
    ['purpose', asked.purpose],
    ['legalBasis', asked.legalBasis],
    ['case', asked.caseReference],
    [
      'consents',
      asked.consents === null ? null : asked.consents.map(registry).join(', ') || heading('nothing'),
    ],
    ['policy', asked.policyVersion],
  ];
  const lines: string[] = [line(heading('asker'), top + 22, { bold: true, size: 13 })];
  let y = top + 44;
  for (const [name, value] of rows) {
    if (value === null) continue;
    lines.push(line(heading(name), y, { role: 'soft' }));
    for (const part of wrapped(value, inside)) {
      y += 15;
      lines.push(line(part, y, { bold: name === 'purpose' }));
    }
    y += 21;
  }
  const height = y - top;
  return { svg: panel({ x, y: top, width, height }) + lines.join(''), height };
}

type Style = Partial<Pick<Parameters<typeof textAt>[0], 'bold' | 'size' | 'role'>>;

function line(text: string, y: number, style: Style): string {
  return textAt({ x: x + 10, y, text, width: inside, ...style });
}

/** The gateway between who asked and the registries. */
export function gatewayPart(top: number, height: number, { heading }: Dictionary): string {
  const arrow = element('path', {
    d: `M${x + width} ${top + 18}H${gateway.x - 2}`,
    fill: 'none',
    'marker-end': `url(#${arrowOf('line')})`,
    ...stroked('line', 1.5),
  });
  const label = textAt({
    x: gateway.x + 6,
    y: top + 22,
    text: heading('gateway'),
    width: gateway.width - 10,
    bold: true,
  });
  return panel({ x: gateway.x, y: top, width: gateway.width, height }) + arrow + label;
}
