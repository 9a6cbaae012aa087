/** How a sign is parted from the one before it: not at all, by something that nobody sees, or by something seen. */
export type Parting = 'NONE' | 'UNSEEN' | 'SEEN';

/** A letter or digit of a text, whatever its script, width or case, as a plain capital letter or digit. */
export interface Sign {
  /** `A`–`Z` or `0`–`9`; any letter that looks like none of these is `#`. */
  readonly plain: string;
  readonly parting: Parting;
  /** Where it stands in the text, from its first UTF-16 unit up to the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** Letters of other scripts that are written like Latin ones. */
const alike = new Map(
  ['АAВBЕEКKМMНHОOРPСCТTУYХXЈJЅSІI', 'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX'].flatMap((pairs) =>
    [...(pairs.match(/../gu) ?? [])].map(([other = '', latin = '']): [string, string] => [other, latin]),
  ),
);

/** A row of escaped bytes, or one character; escaped bytes may be escaped again. */
const units = /(?:%(?:25)*[0-9A-F]{2})+|./gisu;

/** The letters and digits of a text, in order; all else only parts them. */
export function signsOf(text: string): readonly Sign[] {
  const signs: Sign[] = [];
  let parting: Parting = 'NONE';
  for (const { plain, character, from, to } of charactersOf(text)) {
    if (plain !== null) signs.push({ plain, parting, from, to });
    parting = partedBy(plain === null ? character : null, parting);
  }
  return signs;
}

interface Character extends Omit<Sign, 'plain' | 'parting'> {
  readonly character: string;
  /** Null when it is neither letter nor digit. */
  readonly plain: string | null;
}

function* charactersOf(text: string): Generator<Character, void> {
  for (const { 0: unit, index: from } of text.matchAll(units)) {
    const place = { from, to: from + unit.length };
    for (const character of unescaped(unit).normalize('NFKD'))
      yield { ...place, character, plain: plainOf(character) };
  }
}

/** How the next sign is parted after a character that parts; null after a sign. */
function partedBy(character: string | null, before: Parting): Parting {
  if (character === null) return 'NONE';
  return before === 'SEEN' || isSeen(character) ? 'SEEN' : 'UNSEEN';
}

function unescaped(unit: string): string {
  if (unit.length < 3) return unit;
  try {
    return decodeURIComponent(unit.replaceAll(/%(?:25)+(?=[0-9A-F]{2})/gi, '%'));
  } catch {
    return ' ';
  }
}

/** The plain letter or digit of a character; null when it is neither. */
function plainOf(character: string): string | null {
  if (/\p{Nd}/u.test(character)) return String(digitOf(character.codePointAt(0) ?? 0));
  if (!/\p{L}/u.test(character)) return null;
  const capital = character.toUpperCase();
  return /^[A-Z]$/.test(capital) ? capital : (alike.get(capital) ?? '#');
}

/** The digits of a script are ten in a row, from its zero. */
function digitOf(codePoint: number): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return value;
}

function isSeen(character: string): boolean {
  return /[\t-\r\p{Z}\p{P}\p{S}]/u.test(character);
}
