import type { Language, Text } from './language.ts';
import { element, escapeMarkup } from './markup.ts';
import { pageOf } from './page-shell.ts';

const texts = {
  title: { fi: 'Jatketaanko?', sv: 'Vill du fortsätta?', en: 'Go on?' },
  lead: {
    fi: 'Tulit tänne toiselta sivustolta.',
    sv: 'Du kom hit från en annan webbplats.',
    en: 'You came here from another site.',
  },
  what: {
    fi: 'Kun tämä sivu avataan, henkilöstä tehdään kysely. Vielä ei ole kysytty mitään.',
    sv: 'När den här sidan öppnas ställs en fråga om en person. Ingenting har frågats ännu.',
    en: 'Opening this page asks about a person. Nothing has been asked yet.',
  },
  onwards: { fi: 'Jatka sivulle', sv: 'Fortsätt till sidan', en: 'Continue to the page' },
  footer: {
    fi: 'Muiden sivustojen sivut eivät voi kysyä puolestasi.',
    sv: 'Andra webbplatsers sidor kan inte fråga å dina vägnar.',
    en: 'Pages of other sites cannot ask on your behalf.',
  },
} as const satisfies Record<string, Text>;

/** A page that asks about a person when it is opened. */
export type PathWithArrival = '/card' | '/disclosures';

/** Where whoever comes from elsewhere was going. */
export interface Arrival {
  readonly path: PathWithArrival;
  readonly query: URLSearchParams;
  readonly language: Language;
}

/** What whoever comes from another site sees first: where the link leads, and a link of our own to follow. */
export function arrivalPage({ path, query, language }: Arrival): string {
  const onwards = new URLSearchParams(query);
  onwards.set('lang', language);
  const state = new URLSearchParams(query);
  state.delete('lang');
  const link = element('a', { href: `${path}?${onwards}` }, escapeMarkup(texts.onwards[language]));
  return pageOf({
    path,
    language,
    title: texts.title[language],
    lead: texts.lead[language],
    main: [element('p', {}, escapeMarkup(texts.what[language])), element('p', {}, link)],
    footer: texts.footer[language],
    ...(state.size === 0 ? {} : { state: `${state}` }),
  });
}
