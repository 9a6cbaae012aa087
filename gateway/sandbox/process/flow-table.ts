import { explorerPath } from '../explorer/page.ts';
import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { cell, code, columnHead } from '../page-parts.ts';
import { pageTexts } from './page-texts.ts';
import { kindTexts } from './picture-texts.ts';
import { type Flow, type Operation, processMap } from './process-data.ts';
import { commandsFor } from './run-command.ts';

/** What a table is written by. */
export interface TableSettings {
  readonly language: Language;
  /** Where queries are sent. */
  readonly graphqlUrl: string;
}

/** A table of all flows; each with a query has it in a row of its own. */
export function flowTable(settings: TableSettings): string {
  const { language } = settings;
  const columns = ['number', 'flow', 'data', 'trigger', 'today', 'gateway'] as const;
  const heads = columns.map((column) => columnHead(pageTexts[column][language]));
  const parts = [
    element('caption', {}, escapeMarkup(pageTexts.flowsCaption[language])),
    element('thead', {}, element('tr', {}, heads.join(''))),
    ...processMap.flows.map((flow) => flowRows(flow, settings, columns.length)),
  ];
  return element('table', { class: 'flows' }, parts.join('\n'));
}

/** A table of all actors. */
export function actorTable(language: Language): string {
  const heads = (['actor', 'role', 'responsibleFor'] as const).map((column) =>
    columnHead(pageTexts[column][language]),
  );
  const rows = processMap.actors.map(({ name, role, responsibleFor }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, escapeMarkup(name[language])) +
        cell(escapeMarkup(role[language])) +
        cell(escapeMarkup(responsibleFor[language])),
    ),
  );
  const parts = [
    element('caption', {}, escapeMarkup(pageTexts.actorsCaption[language])),
    element('thead', {}, element('tr', {}, heads.join(''))),
    element('tbody', {}, rows.join('\n')),
  ];
  return element('table', { class: 'actors' }, parts.join('\n'));
}

function flowRows(flow: Flow, settings: TableSettings, columns: number): string {
  const { language } = settings;
  const { number, from, to, data, trigger, today, gateway, status, operation } = flow;
  const bothWays = today.paths.every((path) => path.bothWays) ? '↔' : '→';
  const ends = `${namesOf(from, language)} ${bothWays} ${namesOf(to, language)}`;
  const mark = element(
    'strong',
    { class: `status status-${status.toLowerCase()}` },
    kindTexts[status][language],
  );
  const cells = [
    element('th', { scope: 'row', id: `flow-${number}` }, String(number)),
    cell(escapeMarkup(ends)),
    cell(escapeMarkup(data[language])),
    cell(escapeMarkup(trigger[language])),
    cell(escapeMarkup(today.text[language])),
    cell(`${mark} ${escapeMarkup(gateway.text[language])}`),
  ];
  const run =
    operation === undefined
      ? ''
      : element('tr', { class: 'run' }, `<td></td>${runCell(flow, operation, { settings, columns })}`);
  return element('tbody', {}, element('tr', {}, cells.join('')) + run);
}

function runCell(
  { number, label }: Flow,
  operation: Operation,
  { settings, columns }: { readonly settings: TableSettings; readonly columns: number },
): string {
  const { language, graphqlUrl } = settings;
  const asked = `${pageTexts.asks[language]}: ${operation.client}, ${pageTexts.purpose[language]} ${operation.purpose}.`;
  const title = `${pageTexts.run[language]} ${number}: ${label[language]}`;
  const inside = [
    element('summary', {}, escapeMarkup(title)),
    element('p', {}, escapeMarkup(`${operation.shows[language]} ${asked}`)),
    code(operation.query.join('\n')),
    element('p', {}, toExplorer(number, language)),
    element('p', {}, escapeMarkup(pageTexts.commands[language])),
    code(commandsFor(operation, graphqlUrl)),
  ];
  return element('td', { colspan: columns - 1 }, element('details', {}, inside.join('\n')));
}

function toExplorer(number: number, language: Language): string {
  const href = `${explorerPath}?lang=${language}&flow=${number}`;
  return element('a', { href }, escapeMarkup(pageTexts.openExplorer[language]));
}

function namesOf(ids: readonly string[], language: Language): string {
  return ids
    .map((id) => processMap.actors.find((actor) => actor.id === id)?.short[language] ?? id)
    .join(' / ');
}
