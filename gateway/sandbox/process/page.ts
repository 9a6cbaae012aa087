import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { scrolling } from '../page-parts.ts';
import { pageOf, section } from '../page-shell.ts';
import { actorTable, flowTable } from './flow-table.ts';
import { pageTexts } from './page-texts.ts';
import { pictureSvg } from './picture-svg.ts';
import { viewTitles } from './picture-texts.ts';
import { type View, views } from './process-data.ts';

/** Where the page and its picture are served. */
export const processPaths = {
  page: '/process',
  picture: '/process.svg',
} as const;

/** The page of the process, as plain HTML: nothing on it needs a script. */
export function processPage(language: Language, graphqlUrl: string): string {
  return pageOf({
    path: processPaths.page,
    language,
    title: pageTexts.title[language],
    lead: pageTexts.lead[language],
    main: [
      contents(language),
      ...views.map((view) => figure(view, language)),
      section('flows', pageTexts.flows[language], flowTable({ language, graphqlUrl })),
      section('actors', pageTexts.actors[language], actorTable(language)),
    ],
    footer: pageTexts.source[language],
  });
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
  const picture = scrolling('picture', label, pictureSvg(view, language));
  const link = element('a', { href, download: file }, escapeMarkup(pageTexts.download[language]));
  return section(`picture-${view}`, title, `${picture}\n${element('p', { class: 'download' }, link)}`);
}
