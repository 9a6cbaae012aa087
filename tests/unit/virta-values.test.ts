import { describe, expect, it } from 'vitest';
import { namesOf } from '../../subgraphs/virta/facts/names.ts';
import {
  countOf,
  dayOf,
  decimalOf,
  digitsOf,
  extentOf,
  flagOf,
  languageOf,
  lastDayOf,
  moneyOf,
} from '../../subgraphs/virta/facts/values.ts';

describe('a date of VIRTA', () => {
  it.each([
    ['2024-08-01', '2024-08-01'],
    ['2011-08-10+03:00', '2011-08-10'],
    ['2011-08-10Z', '2011-08-10'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    [null, null],
    ['2023-02-29', undefined],
    ['1900-02-29', undefined],
    ['2024-02-30', undefined],
    ['2024-13-01', undefined],
    ['2024-00-10', undefined],
    ['2024-01-00', undefined],
    ['0001-01-01', undefined],
    ['1899-12-31', undefined],
    ['2024-8-1', undefined],
    ['2024-08-01T00:00:00', undefined],
    ['20x4-08-01', undefined],
    ['2024/08/01', undefined],
    ['01.08.2024', undefined],
  ])('%j is %j', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    ['2112-12-21', null],
    ['2114-09-26', null],
    ['2121-12-21+02:00', null],
    ['2100-01-01', null],
    ['2099-12-31', '2099-12-31'],
    [null, null],
    ['2112-12-32', undefined],
  ])('as a last day %j is %j', (text, day) => {
    expect(lastDayOf(text)).toBe(day);
  });
});

describe('a sum of VIRTA', () => {
  it.each([
    ['6500', 650_000],
    ['99999', 9_999_900],
    ['0', 0],
    ['12,5', 1250],
    ['12.50', 1250],
    ['0,07', 7],
    ['19,99', 1999],
  ])('%j is %d cents', (text, cents) => {
    expect(moneyOf(text)).toEqual({ cents, currency: 'EUR' });
  });

  it.each(['', '1e3', '-5', '100000', '1 000', '5.000', '10000.00', '12,555', '5 €', 'free', ',5'])(
    '%j is there and no sum',
    (text) => {
      expect(moneyOf(text)).toBeUndefined();
    },
  );

  it('may be left out', () => {
    expect(moneyOf(null)).toBeNull();
  });
});

describe('a decimal of VIRTA', () => {
  it.each([
    ['5', 5],
    ['5.0', 5],
    ['0.000000', 0],
    ['2.5', 2.5],
    ['007', 7],
    ['0000000005.0', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['+2.50', 2.5],
    ['-2.5', -2.5],
    ['.', undefined],
    ['+', undefined],
    ['3,5', undefined],
    ['1.0E1', undefined],
    [null, null],
    ['1e5', undefined],
    ['5,0', undefined],
    ['12345678901234567890', undefined],
    ['NaN', undefined],
    ['', undefined],
  ])('%j is %j', (text, value) => {
    expect(decimalOf(text)).toBe(value);
  });
});

it('an extent is never below zero, and a count has up to three digits', () => {
  expect([extentOf('-0.5'), extentOf('0.0'), extentOf('x'), extentOf(null)]).toEqual([
    undefined,
    0,
    undefined,
    null,
  ]);
  expect([countOf('4'), countOf('-1'), countOf('2.5'), countOf('1000'), countOf(null)]).toEqual([
    4,
    undefined,
    undefined,
    undefined,
    null,
  ]);
});

it('a code has its digits, all of them', () => {
  expect([digitsOf('091', 3), digitsOf('91', 3), digitsOf('09a', 3), digitsOf(null, 3)]).toEqual([
    '091',
    undefined,
    undefined,
    null,
  ]);
});

it('a language is a code of ISO 639-1 in any case, or foreign or unknown', () => {
  const texts = ['en', 'EN', 'Fi', 'sh', '20', '98', '99', 'xx', 'eng', '97', 'e', 'en | fi', null];
  expect(texts.map(languageOf)).toEqual([
    ...['en', 'en', 'fi', 'sh', '20', '98', '99'],
    ...Array.from({ length: 5 }, () => undefined),
    null,
  ]);
});

it('a flag has four spellings and no fifth', () => {
  const spellings = ['1', 'true', '0', 'false', 'yes', '2', null];
  expect(spellings.map(flagOf)).toEqual([true, true, false, false, undefined, undefined, undefined]);
});

describe('a name', () => {
  const nameOf = (...names: readonly (readonly [kieli: string | null, teksti: string])[]) =>
    namesOf(names.map(([kieli, teksti]) => ({ kieli, teksti })));

  it('is the same one of several of a language in whatever order, and one without a language stands in for Finnish', () => {
    const names = [
      ['sv', 'Ryska'],
      ['SV', 'Finska'],
      [null, 'Kurssi'],
      ['de', 'Kurs'],
    ] as const;
    const found = { fi: 'Kurssi', sv: 'Finska', en: null };
    expect([nameOf(...names), nameOf(...names.toReversed())]).toEqual([found, found]);
  });

  it('in another language is given where there is no other, and nowhere else', () => {
    expect(nameOf(['20', 'Ohjelma'])).toEqual({ fi: 'Ohjelma', sv: null, en: null });
    expect(nameOf(['de', 'Programm'], ['EN', 'Programme'])).toEqual({ fi: null, sv: null, en: 'Programme' });
  });
});
