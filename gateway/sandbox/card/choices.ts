import { consentRegistries } from '../../../subgraphs/registry/disclosed-as.ts';
import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { people } from '../people.ts';
import { type CardChoice, type CardView, cardViews, stateOf } from './card-request.ts';
import { cardTexts, viewTexts } from './card-texts.ts';
import { registryIn } from './state-words.ts';

/** Where the page is served. */
export const cardPath = '/card';

/** Links to every other card: by person, by view, and by consent where the person is the one who asks. */
export function choices(choice: CardChoice, language: Language): string {
  const views = cardViews.map((view) => ({
    choice: { ...choice, view, consents: view === 'student' ? consentsOf(choice) : [] },
    text: viewTexts[view][language],
    current: view === choice.view,
  }));
  const persons = people.map((person) => ({
    choice: { ...choice, person },
    text: `${person.key} ${person.givenNames} ${person.familyName}`,
    current: person.key === choice.person.key,
  }));
  return [
    links(cardTexts.view[language], views, language),
    links(cardTexts.person[language], persons, language),
    ...(choice.view === 'student' ? [consentLinks(choice, language)] : []),
    element('p', { class: 'story' }, escapeMarkup(choice.person.story[language])),
  ].join('\n');
}

interface Link {
  readonly choice: CardChoice;
  readonly text: string;
  readonly current: boolean;
}

function hrefOf(choice: CardChoice, language: Language): string {
  return `${cardPath}?lang=${language}&${stateOf(choice)}`;
}

function links(label: string, all: readonly Link[], language: Language): string {
  const items = all.map(({ choice, text, current }) => {
    const attributes = { href: hrefOf(choice, language), ...(current ? { 'aria-current': 'true' } : {}) };
    return element('li', {}, element('a', attributes, escapeMarkup(text)));
  });
  return choiceRow(label, items);
}

/** What can be chosen, in a row with its name. */
function choiceRow(label: string, items: readonly string[]): string {
  const name = element('span', { class: 'choice-name', 'aria-hidden': 'true' }, escapeMarkup(label));
  return element('nav', { class: 'choices', 'aria-label': label }, name + element('ul', {}, items.join('')));
}

/** A link for each registry, which gives the consent or takes it back. */
function consentLinks(choice: CardChoice, language: Language): string {
  const items = consentRegistries.map((one) => {
    const given = choice.consents.includes(one);
    const consents = given ? choice.consents.filter((other) => other !== one) : [...choice.consents, one];
    const action = cardTexts[given ? 'withdraw' : 'give'][language];
    const text = `${given ? '☑' : '☐'} ${registryIn(one, language)}`;
    const label = `${registryIn(one, language)}: ${action}`;
    const href = hrefOf({ ...choice, consents }, language);
    return element('li', {}, element('a', { href, 'aria-label': label, title: action }, escapeMarkup(text)));
  });
  return choiceRow(cardTexts.consents[language], items);
}

function consentsOf({
  view,
  consents,
}: {
  readonly view: CardView;
  readonly consents: CardChoice['consents'];
}) {
  return view === 'student' ? consents : consentRegistries;
}
