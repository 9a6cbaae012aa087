/** A sum of money; the graph's `Money`. */
export interface Money {
  readonly cents: number;
  readonly currency: 'EUR';
}

/**
 * The day that an `xs:date` names, `yyyy-MM-dd`, without its zone suffix: null when there is no text, undefined when the
 * text is no existing day from 1900 on.
 */
export function dayOf(text: string | null): string | null | undefined {
  if (text === null) return null;
  if (text.length !== 10 && !zoneSuffix.test(text.slice(10))) return undefined;
  const day = text.length === 10 ? text : text.slice(0, 10);
  if (day[4] !== '-' || day[7] !== '-') return undefined;
  return isExisting(digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10)) ? day : undefined;
}

/** Like `dayOf` for a last day: open (null) also for VIRTA's far-future stand-ins such as 2112-12-21. */
export function lastDayOf(text: string | null): string | null | undefined {
  const day = dayOf(text);
  return day && day >= farFuture ? null : day;
}

/** An `xs:decimal`, such as `5.0`, `.5` or `+2.`: null when there is no text, undefined when the text is none, or a huge one. */
export function decimalOf(text: string | null): number | null | undefined {
  if (text === null) return null;
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) < tooLarge ? value : undefined;
}

/** An extent of studies in its unit: like `decimalOf`, and undefined below zero, since nothing has such an extent. */
export function extentOf(text: string | null): number | null | undefined {
  const value = decimalOf(text);
  return value && value < 0 ? undefined : value;
}

/**
 * A sum in a text of at most five characters, whole euros or with cents (`12,5`): null when there is no text, undefined
 * when the text is no such sum, as a negative one, or one with thousands apart.
 */
export function moneyOf(text: string | null): Money | null | undefined {
  if (text === null) return null;
  if (text.length > 5 || !euros.test(text)) return undefined;
  return { cents: Math.round(Number(text.replace(',', '.')) * 100), currency: 'EUR' };
}

/** A code, known or not: null when there is no text, undefined when the text is none, as when two stood where one may. */
export function codeOf(text: string | null): string | null | undefined {
  return text !== null && text.length > longestWithoutSpace && text.includes(' ') ? undefined : text;
}

/** A code of so many digits: null when there is no text, undefined when the text is none. */
export function digitsOf(text: string | null, length: number): string | null | undefined {
  if (text === null) return null;
  return text.length === length && !Number.isNaN(digits(text, 0, length)) ? text : undefined;
}

/** A number of things, of at most three digits: null when there is no text, undefined when the text is none. */
export function countOf(text: string | null): number | null | undefined {
  if (text === null) return null;
  const count = text.length > 3 ? Number.NaN : digits(text, 0, text.length);
  return Number.isNaN(count) ? undefined : count;
}

/**
 * A language by its ISO 639-1 code, in lower case however it is written, or VIRTA's `20` (foreign), `98` and `99`
 * (unknown): null when there is no text, undefined when the text is no such code.
 */
export function languageOf(text: string | null): string | null | undefined {
  if (text === null) return null;
  const code = text.toLowerCase();
  if (noLanguages.has(code)) return code;
  return twoLetters.test(code) && isLanguage(code) ? code : undefined;
}

/** A yes or no in any of the four spellings that occur; undefined for anything else. */
export function flagOf(text: string | null): boolean | undefined {
  return text === null ? undefined : flags.get(text);
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - dayInMs).toISOString().slice(0, 10);
}

const farFuture = '2100-01-01';
const dayInMs = 86_400_000;
const zoneSuffix = /^(?:Z|[+-]\d{2}:\d{2})$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const tooLarge = 1e9;
/** Two texts together are longer than most codes, which need no look at their characters. */
const longestWithoutSpace = 4;
const noLanguages: ReadonlySet<string> = new Set(['20', '98', '99']);
/** Two letters each: few, and to look one up takes long. */
const knownLanguages = new Map<string, boolean>();
const twoLetters = /^[a-z]{2}$/;
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const euros = /^\d+(?:[.,]\d{1,2})?$/;
const flags: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLanguage(code: string): boolean {
  const known = knownLanguages.get(code) ?? languageNames.of(code) !== undefined;
  knownLanguages.set(code, known);
  return known;
}

/** A run of digits as a number; NaN when one of them is none. A date is read for every record, so no regex here. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function isExisting(year: number, month: number, day: number): boolean {
  const length = monthLengths[month - 1];
  if (length === undefined || Number.isNaN(year) || year < 1900) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && !isLeap ? 28 : length);
}
