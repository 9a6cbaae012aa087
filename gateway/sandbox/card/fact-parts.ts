import type { Denial } from '../../../subgraphs/registry/decision.ts';
import { type Attributes, element, escapeMarkup } from '../markup.ts';
import type { Envelope, Reason } from './answer.ts';
import { cardTexts } from './card-texts.ts';
import { lookOf, signOf } from './looks.ts';
import { type Standing, standingIn, standingOf } from './standing.ts';
import { actorIn, reasonIn, registryIn } from './state-words.ts';
import { agoIn, finnishDayIn, momentIn, type Reader } from './written.ts';

/** A paragraph of plain text. */
export function paragraph(text: string, className?: string): string {
  return element('p', { class: className }, escapeMarkup(text));
}

/** Names with what stands beside them; what is not there is left out. */
export function factList(rows: readonly (readonly [name: string, markup: string] | null)[]): string {
  const written = rows.flatMap((row) =>
    row === null
      ? []
      : [element('div', {}, element('dt', {}, escapeMarkup(row[0])) + element('dd', {}, row[1]))],
  );
  return element('dl', { class: 'facts' }, written.join(''));
}

/** A state's sign and words, and what is said of it. */
export function stateLine(state: string, words: string, more: readonly string[] = []): string {
  const said = element('strong', {}, escapeMarkup(words));
  const rest = more.map((one) => ` ${escapeMarkup(one)}`).join('');
  return element('p', { class: 'state' }, signOf(state), element('span', {}, said + rest));
}

/** Why, and who can do something about it. */
export function reasonWords(reason: Reason | null, { language }: Reader): readonly string[] {
  if (reason === null) return [];
  const { code, whoCanFix } = reason;
  const who = whoCanFix === null ? [] : [`${cardTexts.canAct[language]}: ${actorIn(whoCanFix, language)}.`];
  return [reasonIn(code, language), ...who];
}

/** Where something stands that was not given: its state in words, and why. */
export function gapLine(standing: Standing, reader: Reader): string {
  return stateLine(standing.state, standingIn(standing, reader), reasonWords(standing.reason, reader));
}

/** Which registry says it, and how old that is. */
export function sourceLine(
  { source }: Pick<Envelope, 'source'>,
  reader: Reader,
  of: string | null = null,
): string {
  const { language } = reader;
  const { registry, observedAt, recordedAt, servedFrom } = source;
  const read =
    cardTexts[servedFrom === 'CACHE' ? 'fromCache' : servedFrom === 'COMPUTED' ? 'computed' : 'read'];
  const parts = [
    escapeMarkup(`${of === null ? '' : `${of}: `}${registryIn(registry, language)}`),
    observedAt === null
      ? escapeMarkup(cardTexts.notAsked[language])
      : `${escapeMarkup(read[language])} ${ageOf(observedAt, reader)}`,
    ...(recordedAt === null
      ? []
      : [escapeMarkup(`${cardTexts.recorded[language]} ${finnishDayIn(recordedAt, reader)}`)]),
  ];
  return element('p', { class: servedFrom === 'CACHE' ? 'source cached' : 'source' }, parts.join(' · '));
}

/** A moment by its age, with the moment itself for who wants it. */
export function ageOf(moment: string, reader: Reader): string {
  const title = momentIn(new Date(moment), reader);
  return element('time', { datetime: moment, title }, escapeMarkup(agoIn(moment, reader)));
}

/** What is to be shown of a registered fact. */
export interface ShownFact {
  readonly title: string;
  /** Null when the gateway gave nothing at all. */
  readonly fact: Envelope | null | undefined;
  /** Why the policy gives it, or what it holds, to nobody who asks like this; undefined where it gives it. */
  readonly denied: Denial | undefined;
  /** What is known, as ready markup. */
  readonly content: string;
}

/** A registered fact: what is known, its state unless that is plain, its source and age. */
export function factBlock({ title, fact, denied, content }: ShownFact, reader: Reader): string {
  const standing = standingOf(fact, denied);
  const { state, reason } = standing;
  const { look } = lookOf(state);
  const plain = state === 'KNOWN' && reason === null && standing.isWhole;
  const told = plain ? '' : gapLine(standing, reader);
  const heading = title === '' ? '' : element('h3', {}, escapeMarkup(title));
  const source = fact === null || fact === undefined ? '' : sourceLine(fact, reader);
  // What is known though the whole is not stands outside of what says that the whole is not known.
  if (look === 'gap') return framed(state, heading + told + source) + content;
  return framed(state, heading + told + content + source);
}

/** What is shown in the look of a state. */
export function framed(state: string, content: string, more: Attributes = {}): string {
  return element('div', { class: `fact look-${lookOf(state).look}`, ...more, 'data-state': state }, content);
}
