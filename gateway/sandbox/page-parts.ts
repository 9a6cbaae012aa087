import { element, escapeMarkup } from './markup.ts';

/** The head of a column. */
export function columnHead(text: string): string {
  return element('th', { scope: 'col' }, escapeMarkup(text));
}

/** A cell with ready markup. */
export function cell(markup: string): string {
  return element('td', {}, markup);
}

/** Code is nobody's language: it is not translated, and it is copied as it stands. */
export function code(text: string): string {
  return element('pre', { translate: 'no' }, element('code', {}, escapeMarkup(text)));
}

/** What scrolls on a narrow screen, and so must be reached by keyboard. */
export function scrolling(className: string, label: string, content: string): string {
  return element('div', { class: className, tabindex: 0, role: 'group', 'aria-label': label }, content);
}
