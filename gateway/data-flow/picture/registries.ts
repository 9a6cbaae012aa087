import { element } from '../../sandbox/markup.ts';
import type { FlowFact } from '../data-flow.ts';
import { gatewayEdge, type Part } from './asker.ts';
import type { Bundle } from './bundles.ts';
import { markOf, markOfOutcome } from './marks.ts';
import { arrowOf, filled, panel, rounded, stroked, textAt } from './svg.ts';
import type { Dictionary } from './words.ts';

const x = 640;
const width = 310;

/** Where what registries tell leaves their cards. */
export const registryEdge = x + width;

const rowHeight = 18;
const headHeight = 34;
const edgeHeight = 52;
const labels = { x: gatewayEdge + 10, width: x - gatewayEdge - 22 } as const;

/** A registry, the calls to it and the facts from it. */
export interface RegistryPart extends Part {
  /** Where each fact stands, for the lines to what it feeds. */
  readonly factAt: ReadonlyMap<string, number>;
}

/** What is drawn of one registry. */
export interface RegistryContent {
  readonly registry: string;
  readonly edges: readonly Bundle[];
  readonly facts: readonly FlowFact[];
}

/** A registry with one edge for each call, or bundle of calls, and its facts. */
export function registryPart(content: RegistryContent, top: number, words: Dictionary): RegistryPart {
  const { registry, edges, facts } = content;
  const factAt = new Map<string, number>();
  const rows: string[] = [];
  let y = top + headHeight + 12;
  for (const fact of facts) {
    factAt.set(fact.fact, y - 4);
    rows.push(textAt({ x: x + 12, y, text: fact.fact, width: 126, size: 11 }));
    for (const [state, count] of Object.entries(fact.people)) {
      rows.push(stateAt({ x: x + 140, y, state, count, width: width - 146 }, words));
      y += rowHeight;
    }
  }
  const height = Math.max(y - top, edges.length * edgeHeight + 8);
  const name = textAt({
    x: x + 12,
    y: top + 22,
    text: words.registry(registry),
    width: width - 20,
    bold: true,
    size: 13,
  });
  const drawn = edges.map((edge, index) => edgeAt(edge, top + 8 + index * edgeHeight, words));
  return { svg: panel({ x, y: top, width, height }) + name + rows.join('') + drawn.join(''), height, factAt };
}

/** Where a state is written. */
export interface StatePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly state: string;
  readonly count: number;
}

/** A state by symbol, word and number of people. */
export function stateAt(place: StatePlace, words: Dictionary): string {
  const { symbol, role } = markOf(place.state);
  return textAt({ ...place, text: `${symbol} ${words.state(place.state)} ${place.count}`, role, bold: true });
}

function edgeAt(edge: Bundle, top: number, words: Dictionary): string {
  const { first, critical } = edge;
  const answered = first.outcome === 'ANSWERED';
  const role = critical ? 'accent' : answered ? 'line' : 'failed';
  const path = element('path', {
    d: `M${gatewayEdge} ${rounded(top + 44)}H${x - 2}`,
    fill: 'none',
    'stroke-dasharray': answered ? undefined : '5 4',
    'marker-end': `url(#${arrowOf(role)})`,
    ...stroked(role, critical ? 2.5 : 1.2),
  });
  const { symbol, role: tone } = markOfOutcome(first.outcome);
  const write = (text: string, line: number, style: object = {}): string =>
    textAt({ ...labels, y: top + 10 + line * 14, text, ...style });
  const dot = element('circle', { cx: gatewayEdge, cy: rounded(top + 44), r: 3, ...filled(role) });
  return [
    path,
    dot,
    write(`${critical ? '◆ ' : ''}${edgeTitle(edge, words)}`, 0, { bold: true }),
    write(toldIn(edge, words), 1),
    write(`${symbol} ${cameOf(edge, words)}`, 2, { role: tone }),
  ].join('');
}

/** What a call is called. */
export function edgeTitle({ first, calls }: Bundle, { heading }: Dictionary): string {
  const last =
    first.path
      .split('/')
      .filter((segment) => segment !== '' && segment !== '*')
      .at(-1) ?? '';
  const name = first.operation ?? `${heading('logIn')} · ${last}`;
  return calls.length > 1 ? `${calls.length} × ${name}` : name;
}

function toldIn({ first, identifiers, round }: Bundle, { heading, identifier }: Dictionary): string {
  const told = first.identifier === 'NONE' ? '' : `${identifier(first.identifier)} × ${identifiers} · `;
  const shared = first.requests > 1 ? ` · ${first.requests} ${heading('requests')}` : '';
  return `${told}${heading('round')} ${round}${shared}`;
}

function cameOf({ first, startedMs, endedMs }: Bundle, { heading, outcome }: Dictionary): string {
  const status = first.status === null ? '' : ` ${first.status}`;
  const again = first.attempts > 1 ? ` · ${first.attempts} ${heading('attempts')}` : '';
  return `${outcome(first.outcome)}${status}${again} · ${startedMs}–${endedMs} ms`;
}
