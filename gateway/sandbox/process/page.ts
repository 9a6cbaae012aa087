import { type Language, languageNames, languages } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { plainColour } from '../palette.ts';
import { actorTable, flowTable } from './flow-table.ts';
import { pageTexts } from './page-texts.ts';
import { pictureSvg } from './picture-svg.ts';
import { viewTitles } from './picture-texts.ts';
import { type View, views } from './process-data.ts';

/** Where the page and what belongs to it are served. */
export const processPaths = {
  page: '/process',
  picture: '/process.svg',
  style: '/assets/process.css',
  icon: '/assets/icon.svg',
} as const;

/** What stands for the page in a browser's tab: a ring with a way through it. */
export const icon = element(
  'svg',
  { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 32 32', fill: 'none', stroke: plainColour('accent') },
  '<circle cx="16" cy="16" r="12" stroke-width="5"/><path d="M4 16h24" stroke-width="5"/>',
);

/** The page of the process, as plain HTML: nothing on it needs a script. */
export function processPage(language: Language, graphqlUrl: string): string {
  const title = pageTexts.title[language];
  const head = [
    '<meta charset="utf-8"/>',
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escapeMarkup(`${title} – Opintolupa`)),
    element('link', { rel: 'stylesheet', href: processPaths.style }),
    element('link', { rel: 'icon', href: processPaths.icon, type: 'image/svg+xml' }),
  ];
  const main = [
    element('h1', {}, escapeMarkup(title)),
    element('p', { class: 'lead' }, escapeMarkup(pageTexts.lead[language])),
    element('p', { class: 'notice' }, escapeMarkup(pageTexts.synthetic[language])),
    contents(language),
    ...views.map((view) => figure(view, language)),
    section('flows', pageTexts.flows[language], flowTable({ language, graphqlUrl })),
    section('actors', pageTexts.actors[language], actorTable(language)),
  ];
  const body = [
    element('a', { class: 'skip', href: '#content' }, escapeMarkup(pageTexts.skip[language])),
    header(language),
    element('main', { id: 'content', tabindex: -1 }, main.join('\n')),
    element('footer', {}, element('p', {}, escapeMarkup(pageTexts.source[language]))),
  ];
  const parts = [element('head', {}, head.join('\n')), element('body', {}, body.join('\n'))];
  return `<!doctype html>\n${element('html', { lang: language }, parts.join('\n'))}\n`;
}

function header(current: Language): string {
  const links = languages.map((language) => {
    const attributes = {
      href: `${processPaths.page}?lang=${language}`,
      lang: language,
      hreflang: language,
      ...(language === current ? { 'aria-current': 'true' } : {}),
    };
    return element('li', {}, element('a', attributes, languageNames[language]));
  });
  const nav = element(
    'nav',
    { 'aria-label': pageTexts.languages[current] },
    element('ul', {}, links.join('')),
  );
  return element('header', {}, `${element('p', { class: 'product' }, 'Opintolupa')}\n${nav}`);
}

function contents(language: Language): string {
  const entries = [
    ...views.map((view) => [`picture-${view}`, viewTitles[view][language]] as const),
    ['flows', pageTexts.flows[language]] as const,
    ['actors', pageTexts.actors[language]] as const,
  ];
  const links = entries.map(([id, text]) =>
    element('li', {}, element('a', { href: `#${id}` }, escapeMarkup(text))),
  );
  const attributes = { class: 'contents', 'aria-label': pageTexts.onThisPage[language] };
  return element('nav', attributes, element('ul', {}, links.join('')));
}

function figure(view: View, language: Language): string {
  const file = `opintolupa-process-${view}-${language}.svg`;
  const href = `${processPaths.picture}?lang=${language}&view=${view}`;
  const title = viewTitles[view][language];
  const label = `${title}: ${pageTexts.scrollable[language]}`;
  const picture = element(
    'div',
    // What scrolls must be reached by keyboard.
    { class: 'picture', tabindex: 0, role: 'group', 'aria-label': label },
    pictureSvg(view, language),
  );
  const link = element('a', { href, download: file }, escapeMarkup(pageTexts.download[language]));
  return section(`picture-${view}`, title, `${picture}\n${element('p', { class: 'download' }, link)}`);
}

function section(id: string, title: string, content: string): string {
  const heading = element('h2', { id: `${id}-heading` }, escapeMarkup(title));
  return element('section', { id, 'aria-labelledby': `${id}-heading` }, `${heading}\n${content}`);
}
