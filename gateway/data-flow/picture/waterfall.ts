import { element } from '../../sandbox/markup.ts';
import type { DataFlow } from '../data-flow.ts';
import type { Part } from './asker.ts';
import { bundlesOf } from './bundles.ts';
import { markOfOutcome } from './marks.ts';
import { edgeTitle } from './registries.ts';
import { filled, type Role, rounded, stroked, textAt, widthOf } from './svg.ts';
import type { Dictionary } from './words.ts';

const x = 16;
const labelWidth = 400;
const track = { x: 424, end: 1190 } as const;
const rowHeight = 20;

interface Bar {
  readonly label: string;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly critical: boolean;
  readonly role: Role;
}

/**
 * A bar for each call, or bundle, for each step of the gateway that asked nobody, and for its work before and after them,
 * over the time of the request. The critical path is thick and marked.
 */
export function waterfallPart(
  flow: Pick<DataFlow, 'calls' | 'fetches' | 'criticalPath' | 'totalMs'>,
  top: number,
  words: Dictionary,
): Part {
  const { heading } = words;
  const { totalMs } = flow;
  const bars = [...callBars(flow, words), ...ownBars(flow, words), ...edgeBars(flow, words)].sort(
    (one, other) => one.startedMs - other.startedMs,
  );
  const scale = (track.end - track.x) / Math.max(1, totalMs, ...bars.map(({ endedMs }) => endedMs));
  const title = textAt({ x, y: top + 16, text: heading('timeline'), width: 300, bold: true, size: 13 });
  const key = textAt({
    x: track.x,
    y: top + 16,
    text: heading('critical'),
    width: 400,
    role: 'accent',
    bold: true,
  });
  const first = top + 28;
  const rows = bars.map((bar, index) => barAt(bar, first + index * rowHeight, scale));
  const end = first + bars.length * rowHeight;
  return {
    svg: title + key + gridOf({ first, end, totalMs, scale }) + rows.join(''),
    height: end - top + 26,
  };
}

function callBars(flow: Pick<DataFlow, 'calls' | 'fetches'>, words: Dictionary): readonly Bar[] {
  return bundlesOf(flow).map((bundle) => ({
    ...bundle,
    label: `${words.registry(bundle.first.registry)} · ${edgeTitle(bundle, words)}`,
    role: markOfOutcome(bundle.first.outcome).role,
  }));
}

/** Steps of the gateway's own, such as rules: they take time too. */
function ownBars(
  { calls, fetches, criticalPath }: Pick<DataFlow, 'calls' | 'fetches' | 'criticalPath'>,
  { heading }: Dictionary,
): readonly Bar[] {
  const asking = new Set(calls.map(({ fetch }) => fetch));
  return fetches
    .filter(({ id }) => !asking.has(id))
    .map(({ id, fields, subgraph, startedMs, endedMs }) => {
      const [first = subgraph, ...others] = fields;
      const more = others.length === 0 ? '' : ` + ${others.length}`;
      const label = `${heading('gateway')} · ${first}${more}`;
      return { label, startedMs, endedMs, critical: criticalPath.includes(id), role: 'open' };
    });
}

/** What the gateway does before the first step and after the last: it checks, plans, and writes its log. */
function edgeBars(
  { fetches, totalMs }: Pick<DataFlow, 'fetches' | 'totalMs'>,
  { heading }: Dictionary,
): readonly Bar[] {
  if (fetches.length === 0) return [];
  const first = Math.min(...fetches.map(({ startedMs }) => startedMs));
  const last = Math.max(...fetches.map(({ endedMs }) => endedMs));
  const own = { critical: false, role: 'open' } as const;
  return [
    { ...own, label: `${heading('gateway')} · ${heading('before')}`, startedMs: 0, endedMs: first },
    { ...own, label: `${heading('gateway')} · ${heading('after')}`, startedMs: last, endedMs: totalMs },
  ].filter(({ startedMs, endedMs }) => endedMs > startedMs);
}

function barAt({ label, startedMs, endedMs, critical, role }: Bar, y: number, scale: number): string {
  const from = track.x + startedMs * scale;
  const width = Math.max(2, (endedMs - startedMs) * scale);
  const height = critical ? 14 : 8;
  const bar = element('rect', {
    x: rounded(from),
    y: rounded(y + 10 - height / 2),
    width: rounded(width),
    height,
    rx: 2,
    ...filled(critical ? 'accent' : role),
  });
  const name = textAt({
    x,
    y: y + 14,
    text: `${critical ? '◆ ' : ''}${label}`,
    width: labelWidth,
    role: critical ? 'accent' : 'ink',
    bold: critical,
  });
  const took = `${rounded(endedMs - startedMs)} ms`;
  const time = { x: from + width + 5, y: y + 14, text: took, width: widthOf(took) + 2 };
  return name + bar + textAt({ ...time, role: 'soft' });
}

interface Grid {
  readonly first: number;
  readonly end: number;
  readonly totalMs: number;
  readonly scale: number;
}

/** Lines at the beginning, the quarters and the end of the time. */
function gridOf({ first, end, totalMs, scale }: Grid): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((share) => {
      const at = track.x + totalMs * share * scale;
      const line = element('path', {
        d: `M${rounded(at)} ${first}V${rounded(end)}`,
        opacity: 0.5,
        'stroke-dasharray': '2 3',
        ...stroked('line', 0.8),
      });
      const text = String(Math.round(totalMs * share));
      return line + textAt({ x: at + 4, y: end + 14, text, width: 60, role: 'soft' });
    })
    .join('');
}
