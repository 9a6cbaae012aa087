import { isPurpose } from '../../../subgraphs/registry/purpose.ts';
import { labels } from '../../own-subgraph/labels.ts';
import type { DisclosureEntry } from '../../own-subgraph/person-view.ts';
import { type Language, languages } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { cell, columnHead, scrolling } from '../page-parts.ts';
import type { NumberedRecord } from './log-glance.ts';
import { kindTexts, pageTexts } from './page-texts.ts';

type Column = Exclude<keyof typeof pageTexts, 'title' | 'lead' | 'footer'>;

/** The latest records of the log. */
export function recordTable(latest: readonly NumberedRecord[], language: Language): string {
  const columns = ['number', 'time', 'kind', 'who', 'purpose', 'about', 'what'] as const;
  const rows = latest.map((numbered) => [String(numbered.seq), ...cellsOf(numbered, language)]);
  return tableOf({ caption: pageTexts.latestCaption[language], columns, rows }, language);
}

/** What a person sees of who has looked. */
export function entryTable(entries: readonly DisclosureEntry[], caption: string, language: Language): string {
  const columns = ['time', 'who', 'purpose', 'legalBasis', 'registries', 'facts', 'delivered'] as const;
  const rows = entries.map(({ at, authority, purpose, legalBasis, registries, facts, delivered }) => [
    at,
    authority,
    purposeIn(purpose, language),
    legalBasis,
    registries.join(', '),
    facts.join(', '),
    pageTexts[delivered ? 'yes' : 'notKnown'][language],
  ]);
  return tableOf({ caption, columns, rows }, language);
}

function cellsOf({ record }: NumberedRecord, language: Language): readonly string[] {
  const kind = kindTexts[record.kind][language];
  if (record.kind === 'BOOT') return [record.at, kind, 'Opintolupa', '', '', ''];
  const who = [record.owner ?? record.clientId ?? pageTexts.notKnown[language], record.caseReference ?? '']
    .filter(Boolean)
    .join(' · ');
  const purpose =
    record.purpose === null ? pageTexts.notKnown[language] : purposeIn(record.purpose, language);
  const start = [record.at, kind, who, purpose];
  switch (record.kind) {
    case 'INTENT':
      return [
        ...start,
        record.subjects.join(' '),
        withDenied(record.registries.join(', '), record.denied, language),
      ];
    case 'OUTCOME':
      return [...start, record.subject, [...record.told.map(toldIn), record.result].join(' · ')];
    case 'REFUSAL':
      return [...start, '', withDenied(withTimes(record.code, record.summed), record.denied, language)];
  }
}

type Told = Extract<NumberedRecord['record'], { kind: 'OUTCOME' }>['told'][number];

function toldIn({ registry, read }: Told): string {
  return `${registry}: ${read.map(({ fact, state }) => `${fact} ${state}`).join(', ')}`;
}

function withTimes(code: string, summed: { readonly count: number } | undefined): string {
  return summed === undefined ? code : `${code} × ${summed.count}`;
}

function withDenied(text: string, denied: readonly string[], language: Language): string {
  return denied.length === 0 ? text : `${text} · ${pageTexts.denied[language]}: ${denied.join(', ')}`;
}

function purposeIn(purpose: string, language: Language): string {
  const words = isPurpose(purpose) ? labels.Purpose?.[purpose] : undefined;
  return words?.[languages.indexOf(language)] ?? purpose;
}

interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

function tableOf({ caption, columns, rows }: Table, language: Language): string {
  const heads = columns.map((column) => columnHead(pageTexts[column][language]));
  const body = rows.map(([first = '', ...others]) => {
    const cells = others.map((text) => cell(written(text)));
    return element('tr', {}, element('th', { scope: 'row' }, written(first)) + cells.join(''));
  });
  const parts = [
    element('caption', {}, escapeMarkup(caption)),
    element('thead', {}, element('tr', {}, heads.join(''))),
    element('tbody', {}, body.join('\n')),
  ];
  const label = `${caption}: ${pageTexts.scrollable[language]}`;
  return scrolling('wide', label, element('table', { class: 'records' }, parts.join('\n')));
}

const moment = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d+Z$/;

/** A moment to the second, on one line; any other text as it is. */
function written(text: string): string {
  const [, day, time] = moment.exec(text) ?? [];
  return day === undefined ? escapeMarkup(text) : element('time', { datetime: text }, `${day} ${time}`);
}
