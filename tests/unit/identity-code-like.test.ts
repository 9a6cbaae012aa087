import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCaseReference, isPseudonym } from '../../gateway/access/references.ts';
import { safeText, statedText } from '../../gateway/disclosure/record-texts.ts';
import { holdsIdentityCode, withoutIdentityCodes } from '../../gateway/identity-codes/identity-code-like.ts';
import { isPersonalIdentityCode } from '../../subgraphs/registry/identifiers.ts';

const runs = { numRuns: 2_000 };
const letters = 'ABCDEFHJKLMNPRSTUVWXY';

/** A code in its parts; `check` is seldom the right one. */
const code = fc.record({
  day: fc.integer({ min: 1, max: 31 }).map(twoDigits),
  month: fc.integer({ min: 1, max: 12 }).map(twoDigits),
  year: fc.integer({ min: 0, max: 99 }).map(twoDigits),
  number: fc.integer({ min: 2, max: 999 }).map((number) => String(number).padStart(3, '0')),
  check: fc.constantFrom(...`0123456789${letters}`),
});
type Parts = typeof code extends fc.Arbitrary<infer P> ? P : never;

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

const dashes = [
  '-',
  '+',
  '\u2010',
  '\u2011',
  '\u2012',
  '–',
  '—',
  '\u2212',
  '\uFF0D',
  '\uFE63',
  '\uFF0B',
  '_',
];
const others = [' ', '.', '/', ':', ',', '*', '~', '\u00A0', '\u2009', '\u202F', '\u3000', '\t', '\n', ' - '];
const centuries = [...'ABCDEFUVWXY', ...'abcdefuvwxy', '\uFF21', '\uFF41', '\u0410', '\u0391'];
const unseen = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u0000', '\u200E', '\u0301'];

/** Ways to write a character that look like it, or come to it. */
const spellings: readonly ((character: string) => string)[] = [
  (character) => character,
  (character) => character.toLowerCase(),
  (character) =>
    /[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character,
  (character) => (/\d/.test(character) ? String.fromCodePoint(0x0660 + Number(character)) : character),
  (character) => (/\d/.test(character) ? String.fromCodePoint(0x0966 + Number(character)) : character),
  (character) => (/\d/.test(character) ? String.fromCodePoint(0x1d7d8 + Number(character)) : character),
  (character) => `${character}\u200B`,
  (character) => encodeURIComponent(character).replace(/^[^%]$/, (plain) => escaped(plain)),
  (character) => escaped(character.slice(0, 1)).replace('%', '%25') + character.slice(1),
];

function escaped(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** What stands beside a code; no digit touches it. */
const beside = fc.constantFrom('', ' ', 'x', 'case ', 'UMA-2026/', '(', '"', 'hetu:');

function written(parts: Parts, sign: string, dots = ''): string {
  const { day, month, year, number, check } = parts;
  return `${day}${dots}${month}${dots}${year}${sign}${number}${check}`;
}

describe('a personal identity code is seen', () => {
  it.each([
    '010100 A900X',
    '01.01.00-A900X',
    '010100_A900X',
    '010100A 900X',
    '010100a900x',
    '０１０１００Ａ９００Ｘ',
    '٠١٠١٠٠A٩٠٠X',
    '०१०१००A९००X',
    '010100\u00A0A900X',
    '0101\u200B00A900X',
    '010100\u00ADA900X',
    '010100\u2011900X',
    '010100\u2212900X',
    '010100%2D900X',
    '%30%31%30%31%30%30A900X',
    '010100%252D900X',
    '0 1 0 1 0 0 A 9 0 0 X',
    '010100\u0410900X',
    '99131052-308T',
    '131052-308T131052-308T',
  ])('in %j, however it is spelt', (text) => {
    expect(holdsIdentityCode(text)).toBe(true);
    expect(withoutIdentityCodes(text)).toContain('…');
    expect(safeText.safeParse(text).success).toBe(false);
    expect(statedText.safeParse(text).success).toBe(false);
    expect([isCaseReference(text), isPseudonym(text)]).toEqual([false, false]);
  });

  it('with any sign of a century, any check character, in any spelling, among other words', () => {
    const signs = fc.constantFrom(...dashes, ...others, ...centuries);
    const spelt = fc.array(fc.constantFrom(...spellings), { minLength: 40, maxLength: 40 });
    const drawn = fc.tuple(code, signs, spelt, beside, beside);
    fc.assert(
      fc.property(drawn, ([parts, sign, spell, before, after]) => {
        const text = [...written(parts, sign)].map((one, place) => spell[place]?.(one) ?? one).join('');
        expect(holdsIdentityCode(`${before}${text}${after}`)).toBe(true);
      }),
      runs,
    );
  });

  it('with anything that nobody sees between its characters', () => {
    const between = fc.array(fc.constantFrom('', '', ...unseen), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(code, fc.constantFrom(...dashes, ...centuries), between, (parts, sign, put) => {
        const text = [...written(parts, sign)].map((one, place) => `${one}${put[place] ?? ''}`).join('');
        expect(holdsIdentityCode(text)).toBe(true);
      }),
      runs,
    );
  });

  it('with its day, month and year parted, and with any blank before or after the sign', () => {
    const dots = fc.constantFrom('.', ' ', '-', '/');
    const sign = fc.constantFrom('-', ' ', '.', ' A', 'A', '-A', '_a', '- ', ' – ');
    fc.assert(
      fc.property(code, dots, sign, (parts, parting, century) => {
        expect(holdsIdentityCode(`case ${written(parts, century, parting)}`)).toBe(true);
      }),
      runs,
    );
  });

  it('without any sign when its last character is a letter, or its right digit', () => {
    fc.assert(
      fc.property(code, (parts) => {
        const right = isPersonalIdentityCode(written(parts, '-'));
        if (right || /[A-Z]/.test(parts.check)) expect(holdsIdentityCode(written(parts, ''))).toBe(true);
      }),
      runs,
    );
    expect(holdsIdentityCode(['010190', '9014'].join(''))).toBe(isPersonalIdentityCode('010190-9014'));
  });

  it('and is taken out of a message whole, and nothing else is', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(...dashes, ...centuries), beside, (parts, sign, before) => {
        expect(withoutIdentityCodes(`${before}${written(parts, sign)} is it`)).toBe(`${before}… is it`);
      }),
      runs,
    );
  });
});

/** What authorities and machines write all day. */
const harmless: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a case reference': fc
    .record({
      prefix: fc.constantFrom('UMA', 'OPH', 'H', 'DNRO', 'VN', 'case', ''),
      parting: fc.constantFrom('-', '/', ' ', '.'),
      year: fc.integer({ min: 1990, max: 2099 }),
      serial: fc.integer({ min: 1, max: 99_999_999 }),
      padding: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ prefix, parting, year, serial, padding }) => {
      const number = String(serial).padStart(padding, '0');
      return [prefix, year, number].filter((part) => part !== '').join(parting);
    }),
  'a learner number': fc
    .record({
      arc: fc.constantFrom('24', '98', '198', '298'),
      serial: fc.integer({ min: 0, max: 99_999_999_999 }),
    })
    .map(({ arc, serial }) => `1.2.246.562.${arc}.${String(serial).padStart(11, '0')}`),
  'a UUID': fc.uuid(),
  'a moment': fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .chain((moment) =>
      fc.constantFrom(
        moment.toISOString(),
        moment.toISOString().slice(0, 10),
        moment.toISOString().slice(0, 19).replace('T', ' '),
        moment.toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        moment.toUTCString(),
        String(Math.max(moment.getTime(), 1_000_000_000_000)),
      ),
    ),
  'a trace id': fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  'a hash': fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  'a traceparent': fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 48, maxLength: 48 })
    .map((hex) => `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`),
};

describe('no personal identity code is seen', () => {
  it.each(Object.keys(harmless))('in %s, by itself or among words', (name) => {
    fc.assert(
      fc.property(harmless[name] ?? fc.constant(''), fc.constantFrom('', 'for '), (text, before) => {
        expect(holdsIdentityCode(`${before}${text}`)).toBe(false);
        expect(withoutIdentityCodes(`${before}${text}, seen`)).toBe(`${before}${text}, seen`);
      }),
      runs,
    );
  });

  it.each([
    'UMA-2026-000123',
    '1.2.246.562.24.00000009013',
    'UMA 1234567890',
    '133052-3080',
    '20261124-1030',
    '10.0.0.7:4201',
    'Query.studentByPersonalIdentityCode',
    '310999999999999999999',
  ])('in %s', (text) => {
    expect(holdsIdentityCode(text)).toBe(false);
  });
});

it('what is no alphabet of references is no case, and no end user', () => {
  const names = [
    'Matti Meikäläinen',
    'Matti Virtanen',
    'Meikäläinen-1',
    'Ærø 1',
    'Анна 1',
    'a\u2028b 1',
    '<b>1',
  ];
  expect(names.filter(isCaseReference)).toEqual([]);
  expect([...names, 'matti@example.org', 'a b1'].filter(isPseudonym)).toEqual([]);
  expect(['UMA-2026-000123', 'UMA 2026/1', 'case', 'VN/1:2_3.4'].filter(isCaseReference)).toHaveLength(4);
});
