import { heldBackRule } from '../../own-subgraph/labels.ts';
import type { PersonView } from '../../own-subgraph/person-view.ts';
import type { Language } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import { code } from '../page-parts.ts';
import { pageOf, section } from '../page-shell.ts';
import type { LogGlance, NumberedRecord } from './log-glance.ts';
import { pageTexts } from './page-texts.ts';
import { entryTable, recordTable } from './tables.ts';

/** Where the page is served. */
export const disclosuresPath = '/disclosures';

/** What the page shows. */
export interface DisclosuresShown {
  readonly glance: LogGlance;
  /** The person whose own view is shown; null when nobody is chosen. */
  readonly person: { readonly number: string; readonly view: PersonView } | null;
}

/** The page of the disclosure log: whether its chain is whole, who has looked at a person's data, the latest records. */
export function disclosuresPage({ glance, person }: DisclosuresShown, language: Language): string {
  return pageOf({
    path: disclosuresPath,
    language,
    title: pageTexts.title[language],
    lead: pageTexts.lead[language],
    main: [
      section('chain', pageTexts.chain[language], chain(glance, language)),
      section('looked', pageTexts.looked[language], looked({ glance, person }, language)),
      section('latest', pageTexts.latest[language], recordTable(glance.latest, language)),
    ],
    footer: pageTexts.footer[language],
    ...(person === null ? {} : { state: stateOf(person.number) }),
  });
}

function stateOf(number: string): string {
  return `person=${encodeURIComponent(number)}`;
}

function chain({ verification }: LogGlance, language: Language): string {
  const { finding, records, sealed, accounts } = verification;
  const verdict =
    finding === null
      ? element('p', { class: 'verdict good' }, `✓ ${escapeMarkup(pageTexts.whole[language])}`)
      : element(
          'p',
          { class: 'verdict bad', role: 'alert' },
          escapeMarkup(`✗ ${pageTexts.broken[language]} ${finding.seq}: ${finding.fault}, ${finding.detail}`),
        );
  const { boots, intents, outcomes, refusals, unfinished } = accounts;
  const figures = [
    ['records', records],
    ['sealed', sealed],
    ['boots', boots],
    ['requests', intents],
    ['outcomes', outcomes],
    ['refusals', refusals],
    ['unfinished', unfinished],
  ] as const;
  const list = figures.map(([name, count]) =>
    element(
      'div',
      {},
      element('dt', {}, escapeMarkup(pageTexts[name][language])) + element('dd', {}, String(count)),
    ),
  );
  const command = code('npm run -s disclosures -- verify');
  const verify = element('p', {}, escapeMarkup(pageTexts.verify[language]));
  return [verdict, element('dl', { class: 'figures' }, list.join('')), verify, command].join('\n');
}

function looked({ glance, person }: DisclosuresShown, language: Language): string {
  const people = peopleIn(glance.latest);
  if (people.length === 0) return element('p', {}, escapeMarkup(pageTexts.nobody[language]));
  const links = people.map((number) => {
    const current = number === person?.number ? { 'aria-current': 'true' } : {};
    const href = `${disclosuresPath}?lang=${language}&${stateOf(number)}#looked`;
    return element('li', {}, element('a', { href, ...current }, escapeMarkup(number)));
  });
  const choices = element(
    'nav',
    { class: 'people', 'aria-label': pageTexts.people[language] },
    element('ul', {}, links.join('')),
  );
  return [
    element('p', {}, escapeMarkup(pageTexts.choose[language])),
    choices,
    ...(person === null ? [] : [viewOf(person, language)]),
  ].join('\n');
}

function viewOf({ number, view }: NonNullable<DisclosuresShown['person']>, language: Language): string {
  const entries =
    view.items.length === 0
      ? element('p', {}, escapeMarkup(pageTexts.nothing[language]))
      : entryTable(view.items, `${pageTexts.looked[language]}: ${number}`, language);
  return `${entries}\n${element('p', {}, escapeMarkup(heldBackRule[language]))}`;
}

/** Learner numbers alone: whoever was asked about by a code stands in the log under a hash. */
function peopleIn(latest: readonly NumberedRecord[]): readonly string[] {
  const subjects = latest.flatMap(({ record }) => {
    if (record.kind === 'INTENT') return record.subjects;
    return record.kind === 'OUTCOME' ? [record.subject] : [];
  });
  return [...new Set(subjects.filter((subject) => !subject.startsWith('code:')))].sort();
}
