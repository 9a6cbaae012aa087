import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { pageOf } from '../page-shell.ts';
import { type Bundle, bundlePath } from './bundle.ts';
import { pageTexts } from './page-texts.ts';

/** Where the explorer is served. */
export const explorerPath = '/';

/** The page around the explorer's app; without a built app it says in words what to do. */
export function explorerPage(bundle: Bundle | null, language: Language): string {
  const text = (name: keyof typeof pageTexts): string => escapeMarkup(pageTexts[name][language]);
  return pageOf({
    path: explorerPath,
    language,
    title: pageTexts.title[language],
    lead: pageTexts.lead[language],
    head: bundle === null ? [] : headOf(bundle),
    main: [
      bundle === null
        ? element('p', { class: 'verdict' }, text('notBuilt'))
        : element('div', { id: 'explorer' }, element('noscript', {}, text('noScript'))),
    ],
    footer: pageTexts.footer[language],
  });
}

function headOf({ script, styles }: Bundle): readonly string[] {
  return [
    ...styles.map((file) => element('link', { rel: 'stylesheet', href: `${bundlePath}${file}` })),
    element('script', { type: 'module', src: `${bundlePath}${script}` }, ''),
  ];
}
