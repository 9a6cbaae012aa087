import type { Language } from '../../sandbox/language.ts';
import { element, escapeMarkup } from '../../sandbox/markup.ts';
import type { DataFlow } from '../data-flow.ts';
import { askerPart, gatewayPart } from './asker.ts';
import { type Bundle, bundlesOf } from './bundles.ts';
import { derivedPart } from './derived.ts';
import { heldPart } from './lists.ts';
import { registryPart } from './registries.ts';
import { arrowOf, arrowRoles, filled, rounded, styleOf, textAt } from './svg.ts';
import { waterfallPart } from './waterfall.ts';
import { type Dictionary, wordsIn } from './words.ts';

const width = 1280;
const top = 64;

/** A data flow as a picture of its own: an SVG for a page, a file or a printed sheet. */
export function pictureOf(flow: DataFlow, language: Language): string {
  const words = wordsIn(language);
  const edges = bundlesOf(flow);
  const asker = askerPart(flow.asked, top, words);
  const registries = registriesPart(flow, edges, words);
  const derived = flow.facts.filter(({ registry }) => registry === 'GATEWAY');
  const facts = derivedPart(derived, { top, factAt: registries.factAt }, words);
  const height = Math.max(asker.height, registries.height, facts.height);
  const held = heldPart(flow, top + height + 24, words);
  const timesAt = top + height + 24 + held.height;
  const times = waterfallPart(flow, timesAt, words);
  const whole = Math.ceil(timesAt + times.height + 10);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${whole}`,
      width: '100%',
      role: 'img',
      lang: language,
      class: 'data-flow',
      'aria-labelledby': 'flow-title flow-desc',
      'font-family': 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif',
    },
    element('title', { id: 'flow-title' }, escapeMarkup(words.heading('title'))),
    element('desc', { id: 'flow-desc' }, escapeMarkup(describe(flow, words))),
    styleOf(),
    arrowHeads(),
    element('rect', { x: 0, y: 0, width, height: whole, ...filled('paper') }),
    textAt({ x: 16, y: 28, text: words.heading('title'), width: 800, size: 18, bold: true }),
    textAt({ x: 16, y: 48, text: summary(flow, words), width: 1248, role: 'soft', size: 12 }),
    asker.svg,
    gatewayPart(top, height, words),
    registries.svg,
    facts.svg,
    held.svg,
    times.svg,
  );
}

function registriesPart(flow: DataFlow, edges: readonly Bundle[], words: Dictionary) {
  const asked = [...new Set(edges.map(({ first }) => first.registry))];
  const factAt = new Map<string, number>();
  const drawn: string[] = [];
  let y = top;
  for (const registry of asked) {
    const own = edges.filter(({ first }) => first.registry === registry);
    const facts = flow.facts.filter((fact) => fact.registry === registry);
    const part = registryPart({ registry, edges: own, facts }, y, words);
    drawn.push(part.svg);
    for (const [fact, at] of part.factAt) factAt.set(fact, at);
    y += part.height + 14;
  }
  if (asked.length === 0) {
    drawn.push(textAt({ x: 350, y: top + 22, text: words.heading('noCalls'), width: 400, role: 'soft' }));
  }
  return { svg: drawn.join(''), height: y - top, factAt };
}

function summary({ calls, rounds, totalMs, requestId }: DataFlow, { heading }: Dictionary): string {
  const counts = `${calls.length} ${heading('calls')} · ${rounds} ${heading('rounds')}`;
  return `${counts} · ${rounded(totalMs)} ms · ${requestId}`;
}

/** What the picture says, for those who do not see it. */
function describe(flow: DataFlow, words: Dictionary): string {
  const { clientId, purpose, legalBasis } = flow.asked;
  const edges = bundlesOf(flow).map(({ first, identifiers }) => {
    const name = first.operation ?? words.heading('logIn');
    const told = `${words.identifier(first.identifier)} × ${identifiers}`;
    return `${words.registry(first.registry)}: ${name}, ${told}, ${words.outcome(first.outcome)}.`;
  });
  return [`${clientId}, ${purpose}: ${legalBasis}.`, summary(flow, words), ...edges].join(' ');
}

function arrowHeads(): string {
  const shape = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, orient: 'auto' };
  const heads = arrowRoles.map((role) => {
    const head = element('path', { d: 'M0 0L8 4L0 8z', ...filled(role) });
    return element('marker', { ...shape, id: arrowOf(role), markerUnits: 'userSpaceOnUse' }, head);
  });
  return element('defs', {}, ...heads);
}
