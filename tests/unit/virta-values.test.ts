import { describe, expect, it } from 'vitest';
import { dayOf, decimalOf, flagOf, lastDayOf, moneyOf, namesOf } from '../../subgraphs/virta/facts/values.ts';

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

  it.each([[null], [''], ['1e3'], ['-5'], ['100000'], ['1 000'], ['12,555'], ['5 €'], ['free'], [',5']])(
    '%j is no sum',
    (text) => {
      expect(moneyOf(text)).toBeNull();
    },
  );
});

describe('a decimal of VIRTA', () => {
  it.each([
    ['5', 5],
    ['5.0', 5],
    ['0.000000', 0],
    ['2.5', 2.5],
    ['007', 7],
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

it('a flag has four spellings and no fifth', () => {
  const spellings = ['1', 'true', '0', 'false', 'yes', '2', null];
  expect(spellings.map(flagOf)).toEqual([true, true, false, false, undefined, undefined, undefined]);
});

it('a name is the first of its language, and one without a language stands in for Finnish', () => {
  const names = [
    { kieli: 'sv', teksti: 'Ryska' },
    { kieli: 'sv', teksti: 'Finska' },
    { kieli: null, teksti: 'Kurssi' },
    { kieli: 'de', teksti: 'Kurs' },
  ];
  expect(namesOf(names)).toEqual({ fi: 'Kurssi', sv: 'Ryska', en: null });
});
