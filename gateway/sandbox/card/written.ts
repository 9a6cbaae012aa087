import type { Language } from '../language.ts';
import type { Said } from './answer.ts';

/** What everything on a card is written for: a reader's language, and the moment. */
export interface Reader {
  readonly language: Language;
  readonly now: Date;
}

const locales = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' } as const satisfies Record<Language, string>;

const daysIn = {
  fi: { day: 'numeric', month: 'numeric', year: 'numeric' },
  sv: { day: 'numeric', month: 'numeric', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<Language, Intl.DateTimeFormatOptions>;

/** A text in the reader's language, else in another that the source has; a dash when it has words in none. */
export function inWords(text: Said, { language }: Reader): string {
  return text[language] ?? text.en ?? text.fi ?? text.sv ?? '–';
}

/** A calendar day. */
export function dayIn(day: string, { language }: Reader): string {
  const format = new Intl.DateTimeFormat(locales[language], { ...daysIn[language], timeZone: 'UTC' });
  return format.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** From a day to a day; an end that nobody knows stays open. */
export function periodIn(
  { startsOn, endsOn }: { readonly startsOn: string | null; readonly endsOn: string | null },
  reader: Reader,
): string {
  if (startsOn !== null && startsOn === endsOn) return dayIn(startsOn, reader);
  return `${startsOn === null ? '…' : dayIn(startsOn, reader)} – ${endsOn === null ? '…' : dayIn(endsOn, reader)}`;
}

/** A moment, by Finnish time. */
export function momentIn(moment: Date, { language }: Reader): string {
  return new Intl.DateTimeFormat(locales[language], {
    ...daysIn[language],
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Helsinki',
  }).format(moment);
}

/** The Finnish day of a moment. */
export function finnishDayIn(moment: string, reader: Reader): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' }).format(new Date(moment));
  return dayIn(day, reader);
}

/** A sum of money. */
export function moneyIn({ cents }: { readonly cents: number }, { language }: Reader): string {
  const maximumFractionDigits = cents % 100 === 0 ? 0 : 2;
  const style = { style: 'currency', currency: 'EUR', maximumFractionDigits } as const;
  return new Intl.NumberFormat(locales[language], style).format(cents / 100);
}

/** A number. */
export function numberIn(value: number, { language }: Reader): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago a moment was. */
export function agoIn(moment: string, { language, now }: Reader): string {
  const seconds = Math.max(1, Math.round((now.getTime() - Date.parse(moment)) / 1000));
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(locales[language], { style: 'short' });
  return format.format(-Math.floor(seconds / size), unit);
}
