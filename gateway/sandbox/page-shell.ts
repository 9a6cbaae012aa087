import { type Language, languageNames, languages, type Text } from './language.ts';
import { element, escapeMarkup } from './markup.ts';
import { plainColour } from './palette.ts';

/** Where what belongs to every page is served. */
export const shellPaths = { style: '/assets/pages.css', icon: '/assets/icon.svg' } as const;

/** What stands for the pages in a browser's tab: a ring with a way through it. */
export const icon = element(
  'svg',
  { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 32 32', fill: 'none', stroke: plainColour('accent') },
  '<circle cx="16" cy="16" r="12" stroke-width="5"/><path d="M4 16h24" stroke-width="5"/>',
);

/** The pages, by their paths, in the order in which they are linked. */
const pages = [
  ['/', { fi: 'Kyselyt', sv: 'Frågor', en: 'Queries' }],
  ['/card', { fi: 'Opiskelijakortti', sv: 'Studerandekort', en: 'Student card' }],
  ['/process', { fi: 'Prosessi', sv: 'Processen', en: 'Process' }],
  ['/disclosures', { fi: 'Luovutukset', sv: 'Utlämnanden', en: 'Disclosures' }],
] as const satisfies readonly (readonly [string, Text])[];

const texts = {
  skip: { fi: 'Siirry sisältöön', sv: 'Hoppa till innehållet', en: 'Skip to content' },
  languages: { fi: 'Kieli', sv: 'Språk', en: 'Language' },
  pages: { fi: 'Sivut', sv: 'Sidor', en: 'Pages' },
  synthetic: {
    fi: 'Tämä on hiekkalaatikko: rekisterit ovat jäljitelmiä ja henkilöt keksittyjä. Mitään viranomaista ei ole liitetty siihen.',
    sv: 'Detta är en sandlåda: registren är attrapper och personerna påhittade. Ingen myndighet är ansluten till den.',
    en: 'This is a sandbox: the registries are mock ones and the people invented. No authority is connected to it.',
  },
} as const satisfies Record<string, Text>;

/** What a page is made of. */
export interface PageParts {
  readonly path: (typeof pages)[number][0];
  readonly language: Language;
  readonly title: string;
  /** One sentence or two under the title. */
  readonly lead: string;
  /** Ready markup of what the page loads besides its style sheet. */
  readonly head?: readonly string[];
  /** Ready markup. */
  readonly main: readonly string[];
  readonly footer: string;
  /** What besides the language says which page this is: a query string's other part, such as `person=P13`. */
  readonly state?: string;
}

/** A page as plain HTML: nothing on it needs a script. */
export function pageOf(parts: PageParts): string {
  const { language, title, lead, main, footer, head: own = [] } = parts;
  const head = [
    '<meta charset="utf-8"/>',
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escapeMarkup(`${title} – Opintolupa`)),
    element('link', { rel: 'stylesheet', href: shellPaths.style }),
    element('link', { rel: 'icon', href: shellPaths.icon, type: 'image/svg+xml' }),
    ...own,
  ];
  const content = [
    element('h1', {}, escapeMarkup(title)),
    element('p', { class: 'lead' }, escapeMarkup(lead)),
    element('p', { class: 'notice' }, escapeMarkup(texts.synthetic[language])),
    ...main,
  ];
  const body = [
    element('a', { class: 'skip', href: '#content' }, escapeMarkup(texts.skip[language])),
    header(parts),
    element('main', { id: 'content', tabindex: -1 }, content.join('\n')),
    element('footer', {}, element('p', {}, escapeMarkup(footer))),
  ];
  const whole = [element('head', {}, head.join('\n')), element('body', {}, body.join('\n'))];
  return `<!doctype html>\n${element('html', { lang: language }, whole.join('\n'))}\n`;
}

/** A part of a page with its heading. */
export function section(id: string, title: string, content: string): string {
  const heading = element('h2', { id: `${id}-heading` }, escapeMarkup(title));
  return element('section', { id, 'aria-labelledby': `${id}-heading` }, `${heading}\n${content}`);
}

function header({ path, language, state }: PageParts): string {
  const toPages = pages.map(([to, name]) => {
    const current = to === path ? { 'aria-current': 'page' } : {};
    return element('a', { href: `${to}?lang=${language}`, ...current }, escapeMarkup(name[language]));
  });
  const toLanguages = languages.map((other) => {
    const href = `${path}?lang=${other}${state === undefined ? '' : `&${state}`}`;
    const current = other === language ? { 'aria-current': 'true' } : {};
    return element('a', { href, lang: other, hreflang: other, ...current }, languageNames[other]);
  });
  const parts = [
    element('p', { class: 'product' }, 'Opintolupa'),
    navigation(texts.pages[language], toPages),
    navigation(texts.languages[language], toLanguages),
  ];
  return element('header', {}, parts.join('\n'));
}

function navigation(label: string, links: readonly string[]): string {
  const items = links.map((link) => element('li', {}, link));
  return element('nav', { 'aria-label': label }, element('ul', {}, items.join('')));
}
