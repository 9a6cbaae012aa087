import { describe, expect, it } from 'vitest';
import { isDay, isOppijanumero, isPersonalIdentityCode } from '../../subgraphs/registry/identifiers.ts';
import { isAccepted } from '../../subgraphs/registry/scalars.ts';

const characters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** A code with its right check character, from ddMMyy, century sign and individual number. */
function code(date: string, sign: string, individual = '900'): string {
  return `${date}${sign}${individual}${characters[Number(`${date}${individual}`) % 31]}`;
}

describe('personal identity codes', () => {
  it.each([
    '131052-308T',
    '010594Y9032',
    '020594X903P',
    '030594W903B',
    '040594V9030',
    '050594U903M',
    '010516B903X',
    '020516C903K',
    '030516D9037',
    '010501E9032',
    '020503F9037',
    '020504A902E',
  ])('%s, as the population register publishes it, is accepted', (text) => {
    expect(isPersonalIdentityCode(text)).toBe(true);
  });

  it.each([...'+-UVWXYABCDEF'])('the century sign %s is accepted', (sign) => {
    expect(isPersonalIdentityCode(code('150304', sign))).toBe(true);
  });

  it.each([...'GHTZ/_ .*1'])('no other century sign is: %j', (sign) => {
    expect(isPersonalIdentityCode(code('150304', sign))).toBe(false);
  });

  it('only one check character of the 31 is right', () => {
    const right = Array.from(characters).filter((check) => isPersonalIdentityCode(`131052-308${check}`));
    expect(right).toEqual(['T']);
  });

  it.each([
    ['31 February', code('310204', 'A'), false],
    ['30 February of a leap year', code('300204', 'A'), false],
    ['31 April', code('310404', 'A'), false],
    ['day 0', code('000104', 'A'), false],
    ['month 13', code('011304', 'A'), false],
    ['29 February 2000, a leap year', code('290200', 'A'), true],
    ['29 February 1900, no leap year', code('290200', '-'), false],
    ['29 February 1800, no leap year', code('290200', '+'), false],
    ['29 February 2004', code('290204', 'A'), true],
    ['29 February 1904 by a sign of 2023', code('290204', 'U'), true],
    ['29 February 2003', code('290203', 'B'), false],
  ])('the date must exist in its century: %s', (_what, text, accepted) => {
    expect(isPersonalIdentityCode(text)).toBe(accepted);
  });

  it.each([
    ['000', false],
    ['001', false],
    ['002', true],
    ['899', true],
    ['900', true],
    ['999', true],
  ])('individual number %s: accepted %s', (individual, accepted) => {
    expect(isPersonalIdentityCode(code('150304', 'A', individual))).toBe(accepted);
  });

  it.each([
    ['lower-case check character', '131052-308t'],
    ['lower-case century sign', '020504a902E'],
    ['blank before', ' 131052-308T'],
    ['blank after', '131052-308T '],
    ['blank inside', '131052 -308T'],
    ['trailing newline', '131052-308T\n'],
    ['full-width digits', '１３１０５２-308T'],
    ['full-width check character', '131052-308Ｔ'],
    ['non-breaking hyphen U+2011', '131052\u2011308T'],
    ['minus sign U+2212', '131052\u2212308T'],
    ['no century sign', '131052308T'],
    ['a year in four digits', '13101952-308T'],
    ['no check character', '131052-308'],
    ['nothing', ''],
  ])('is refused as written: %s', (_what, text) => {
    expect(isPersonalIdentityCode(text)).toBe(false);
  });
});

describe('learner numbers', () => {
  it.each(['24', '98', '198', '298'])('node %s is accepted', (node) => {
    expect(isOppijanumero(`1.2.246.562.${node}.00000009000`)).toBe(true);
  });

  it.each([
    ['another node', '1.2.246.562.10.00000009000'],
    ['another root', '1.2.247.562.24.00000009000'],
    ['text before the root', '21.2.246.562.24.00000009000'],
    ['ten digits', '1.2.246.562.24.0000009000'],
    ['twelve digits', '1.2.246.562.24.000000090001'],
    ['two hundred digits', `1.2.246.562.24.${'1'.repeat(200)}`],
    ['a trailing newline', '1.2.246.562.24.00000009000\n'],
    ['a leading newline', '\n1.2.246.562.24.00000009000'],
    ['a path', '1.2.246.562.24.1/../../henkilo'],
    ['other characters for the dots', '1-2-246-562-24-00000009000'],
    ['full-width digits', '1.2.246.562.24.0000000900０'],
    ['Arabic digits', '1.2.246.562.24.٠٠٠٠٠٠٠٩٠٠٠'],
    ['nothing', ''],
  ])('is refused: %s', (_what, text) => {
    expect(isOppijanumero(text)).toBe(false);
  });
});

describe('days', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-11-24', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['2026-11-24T00:00:00Z', false],
    ['2026-11-24\n', false],
    ['24.11.2026', false],
    ['', false],
  ])('%j is a calendar day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});

describe('scalars of the graph', () => {
  it.each([null, 5, true, {}, [], ['2026-11-24']])('accept texts only, not %j', (value) => {
    expect(isAccepted('Date', value)).toBe(false);
    expect(isAccepted('Oppijanumero', value)).toBe(false);
    expect(isAccepted('PersonalIdentityCode', value)).toBe(false);
  });
});
