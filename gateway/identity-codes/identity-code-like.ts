import { isPersonalIdentityCode } from '../../subgraphs/registry/identifiers.ts';
import { type Sign, signsOf } from './read-signs.ts';

/**
 * What is no identity code, whatever stands in it: ids in hexadecimal digits, learner numbers, days and moments, the
 * `traceparent` of a request.
 */
const harmless = [
  /[\da-f]{32,64}/,
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/,
  /[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}/,
  /1\.2\.246\.562\.\d{2,3}\.\d{11}/,
  /(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/,
];
const harmlessShapes = new RegExp(
  `(?<![\\p{L}\\p{Nd}])(?:${harmless.map(({ source }) => source).join('|')})(?![\\p{L}\\p{Nd}])`,
  'giu',
);

/** A text of plain signs with fewer digits than any code, which most texts are. */
const hasTooFewDigits = /^[^\d%\u0080-\u{10FFFF}]*(?:\d[^\d%\u0080-\u{10FFFF}]*){0,8}$/u;

/**
 * Whether something in a text looks like a personal identity code: a day, a month, a year, a sign of a century or none,
 * three digits and a check character, right or mistyped; in any script, width and case, with anything between.
 */
export function holdsIdentityCode(text: string): boolean {
  return codesIn(text).length > 0;
}

/** Takes anything like a personal identity code out of a text: a second net behind not putting it there. */
export function withoutIdentityCodes(text: string): string {
  let kept = '';
  let next = 0;
  for (const { from, to } of codesIn(text)) {
    kept += `${text.slice(next, from)}…`;
    next = to;
  }
  return kept + text.slice(next);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where codes stand in a text, in order, none within another. */
function codesIn(text: string): readonly Span[] {
  if (hasTooFewDigits.test(text)) return [];
  const signs = signsOf(text.replaceAll(harmlessShapes, (shape) => '|'.repeat(shape.length)));
  const spans: Span[] = [];
  for (let start = 0; start < signs.length; start += 1) {
    const end = endOfCode(signs, start);
    if (end === null) continue;
    const [first, last] = [signs[start], signs[end - 1]];
    if (first !== undefined && last !== undefined) spans.push({ from: first.from, to: last.to });
    start = end - 1;
  }
  return spans;
}

const date = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d$/;
const numberWithCheck = /^\d{3}[\dA-Y]$/;

/** After which sign a code that begins at one ends; null when none does. */
function endOfCode(signs: readonly Sign[], start: number): number | null {
  const day = signs.slice(start, start + 6);
  if (!date.test(plainOf(day))) return null;
  const hasLetter = /^[A-FU-Y]$/.test(signs[start + 6]?.plain ?? '');
  const middle = start + (hasLetter ? 7 : 6);
  const number = signs.slice(middle, middle + 4);
  if (!numberWithCheck.test(plainOf(number))) return null;
  const end = middle + 4;
  const found = { day, number, hasLetter, isFree: isFreeOn(signs, start, end) };
  return looksLikeCode(found) ? end : null;
}

interface Candidate {
  readonly day: readonly Sign[];
  /** Three digits and the check character. */
  readonly number: readonly Sign[];
  /** Whether a letter says the century. */
  readonly hasLetter: boolean;
  /** Whether no further digits stand right at its left and right. */
  readonly isFree: { readonly left: boolean; readonly right: boolean };
}

/** The less of a code's form there is, the more of the rest must be right, so that other numbers are none. */
function looksLikeCode({ day, number, hasLetter, isFree }: Candidate): boolean {
  const isWhole = isWritten(day, []) || (isFree.left && areAlike(day[2], day[4]));
  if (hasLetter) return isWritten(day, []) || isFree.left;
  const isParted = number[0]?.parting !== 'NONE';
  const [, , , check] = number;
  if (/[A-Z]/.test(check?.plain ?? '')) return isParted ? isWhole : isFree.left && areAlike(day[2], day[4]);
  const isTidy = isWritten(day, [2, 4]) && areAlike(day[2], day[4]) && isWritten(number, []);
  if (!isTidy || !isFree.left || !isFree.right) return false;
  return isParted || isRight(plainOf(day), plainOf(number));
}

/** Whether signs are parted visibly nowhere but before these of them. */
function isWritten(signs: readonly Sign[], parted: readonly number[]): boolean {
  return signs.every(({ parting }, place) => place === 0 || parting !== 'SEEN' || parted.includes(place));
}

/** Whether both or neither are parted visibly from what is before them. */
function areAlike(one: Sign | undefined, other: Sign | undefined): boolean {
  return (one?.parting === 'SEEN') === (other?.parting === 'SEEN');
}

function isFreeOn(signs: readonly Sign[], start: number, end: number): Candidate['isFree'] {
  const [before, first, after] = [signs[start - 1], signs[start], signs[end]];
  return {
    left: before === undefined || first?.parting === 'SEEN' || !/\d/.test(before.plain),
    right: after === undefined || after.parting === 'SEEN' || !/\d/.test(after.plain),
  };
}

/** Ten digits may be anything: they are a code when their last is the check digit of one. */
function isRight(day: string, number: string): boolean {
  return ['-', 'A'].some((century) => isPersonalIdentityCode(`${day}${century}${number}`));
}

function plainOf(signs: readonly Sign[]): string {
  return signs.map(({ plain }) => plain).join('');
}
