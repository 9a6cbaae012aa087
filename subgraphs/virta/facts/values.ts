import type { LocalizedText } from '../../registry/reasons.ts';
import type { Nimi } from '../contract.ts';

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

/** A decimal without exponent, such as `5.0`: null when there is no text, undefined when the text is none. */
export function decimalOf(text: string | null): number | null | undefined {
  if (text === null) return null;
  return decimal.test(text) ? Number(text) : undefined;
}

/** A sum in a text of at most five characters, whole euros or with cents (`12,5`); null for anything else. */
export function moneyOf(text: string | null): Money | null {
  if (text === null || text.length > 5 || !euros.test(text)) return null;
  return { cents: Math.round(Number(text.replace(',', '.')) * 100), currency: 'EUR' };
}

/** A yes or no in any of the four spellings that occur; undefined for anything else. */
export function flagOf(text: string | null): boolean | undefined {
  return text === null ? undefined : flags.get(text);
}

/** A name by language, the first of each. A name without a language stands in for a missing Finnish one. */
export function namesOf(names: readonly Nimi[]): LocalizedText {
  let fi: string | null = null;
  let sv: string | null = null;
  let en: string | null = null;
  let bare: string | null = null;
  for (const { kieli, teksti } of names) {
    if (kieli === 'fi') fi ??= teksti;
    else if (kieli === 'sv') sv ??= teksti;
    else if (kieli === 'en') en ??= teksti;
    else if (kieli === null) bare ??= teksti;
  }
  return { fi: fi ?? bare, sv, en };
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - dayInMs).toISOString().slice(0, 10);
}

/** Orders by first day, unknown ones last. */
export function byStart(a: Started, b: Started): number {
  return compareDays(a.startsOn ?? '9', b.startsOn ?? '9') || compareDays(a.id ?? '', b.id ?? '');
}

interface Started {
  readonly startsOn: string | null;
  /** Settles ties, so that answers are stable. */
  readonly id?: string;
}

/** Orders days, earliest first. */
export function compareDays(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const farFuture = '2100-01-01';
const dayInMs = 86_400_000;
const zoneSuffix = /^(?:Z|[+-]\d{2}:\d{2})$/;
const decimal = /^[+-]?\d{1,9}(?:\.\d+)?$/;
const euros = /^\d+(?:[.,]\d{1,2})?$/;
const flags: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

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
