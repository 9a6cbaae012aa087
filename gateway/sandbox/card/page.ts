import type { Language } from '../language.ts';
import { element } from '../markup.ts';
import { pageOf, section } from '../page-shell.ts';
import type { Asked, CardAnswer } from './ask-card.ts';
import { type CardChoice, stateOf } from './card-request.ts';
import { cardTexts } from './card-texts.ts';
import { cardPath, choices } from './choices.ts';
import { credits } from './credits.ts';
import { framed, stateLine } from './fact-parts.ts';
import { fees } from './fees.ts';
import { findings } from './findings.ts';
import { legend } from './legend.ts';
import { outside } from './outside.ts';
import { places } from './places.ts';
import { question } from './question.ts';
import { failureIn, refusalIn } from './refusals.ts';
import { identity, permits } from './registered.ts';
import { rights } from './rights.ts';
import { steps } from './steps.ts';
import type { CardStudent } from './student.ts';
import type { Reader } from './written.ts';

/** What the page is made of. */
export interface CardShown {
  readonly choice: CardChoice;
  readonly asked: Asked;
  readonly reader: Reader;
  /** The day on which the rules were computed. */
  readonly today: string;
}

/** The card of a person, or in words why there is none. */
export function cardPage({ choice, asked, reader, today }: CardShown): string {
  const { language } = reader;
  const parts = asked.ok ? shown(choice, asked.answer, { reader, today }) : [failureIn(asked.code, language)];
  return shell(language, {
    main: [element('div', { class: 'choosing' }, choices(choice, language)), ...parts],
    state: stateOf(choice),
  });
}

/** A page that refuses: what is not acceptable, and what is. */
export function refusedCardPage(
  refused: { readonly argument: string; readonly accepted: string },
  language: Language,
): string {
  return shell(language, { main: [refusalIn(refused, language)] });
}

function shell(
  language: Language,
  { main, state }: { readonly main: readonly string[]; readonly state?: string },
): string {
  return pageOf({
    path: cardPath,
    language,
    title: cardTexts.title[language],
    lead: cardTexts.lead[language],
    main: [element('div', { class: 'card-page' }, main.join('\n'))],
    footer: cardTexts.footer[language],
    ...(state === undefined ? {} : { state }),
  });
}

interface Moment {
  readonly reader: Reader;
  readonly today: string;
}

function shown(choice: CardChoice, answer: CardAnswer, { reader, today }: Moment): readonly string[] {
  const { language } = reader;
  const asking = section('question', cardTexts.question[language], question(choice, answer, reader));
  const key = section('legend', cardTexts.legend[language], legend(language));
  const { student } = answer;
  const about =
    student === null
      ? [section('identity', cardTexts.identity[language], notLinked(language))]
      : cards(student, answer, { reader, today });
  return [element('div', { class: 'cards' }, [asking, ...about, key].join('\n'))];
}

function notLinked(language: Language): string {
  const line = stateLine('NOT_LINKED', cardTexts.notLinked[language]);
  return framed('NOT_LINKED', line);
}

function cards(student: CardStudent, answer: CardAnswer, { reader, today }: Moment): readonly string[] {
  const named = (
    id: 'identity' | 'outside' | 'places' | 'fees' | 'rights' | 'credits' | 'findings' | 'steps' | 'permits',
    content: string,
  ) => section(id, cardTexts[id][reader.language], content);
  const uncovered = student.outsideCoverage ?? null;
  return [
    named('identity', identity(student, answer, reader)),
    named('places', places(student, answer, reader)),
    ...(student.tuitionFees === undefined ? [] : [named('fees', fees(student, answer, reader))]),
    named('steps', steps(student, answer, reader)),
    named('rights', rights(student, answer, { reader, today })),
    named('credits', credits(student, answer, reader)),
    named('permits', permits(student, answer, reader)),
    named('findings', findings(student, answer, reader)),
    ...(uncovered === null ? [] : [named('outside', outside(uncovered, reader))]),
  ];
}
