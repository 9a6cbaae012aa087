import { describe, expect, it } from 'vitest';
import { type Admissions, inputOf } from '../../subgraphs/fees/admissions-input.ts';

const lookup = { personOids: ['me'], resolution: 'RESOLVED', nonDisclosure: false } as const;
const items = [{ id: 'p', applicationOid: '11.1', applicationOption: { oid: '20.1' } }];
const retryAt = '2026-06-01T10:00:00.000Z';

describe('without study places', () => {
  it.each<[string, Admissions | null, string, string]>([
    [
      'none',
      { state: 'KNOWN_NONE', reason: { code: 'NO_ACCEPTED_ADMISSION' } },
      'NOT_APPLICABLE',
      'NO_APPLICATION_OPTION',
    ],
    [
      'not linked',
      { state: 'NOT_LINKED', reason: { code: 'NOT_IN_REGISTRY' } },
      'NOT_LINKED',
      'NOT_IN_REGISTRY',
    ],
    [
      'left out',
      { state: 'NOT_COVERED', reason: { code: 'EXCLUDED_BY_SOURCE' } },
      'NOT_COVERED',
      'EXCLUDED_BY_SOURCE',
    ],
    [
      'unresolved',
      { state: 'AMBIGUOUS', reason: { code: 'IDENTITY_UNRESOLVED' } },
      'AMBIGUOUS',
      'IDENTITY_UNRESOLVED',
    ],
    ['not permitted', { state: 'NOT_PERMITTED', reason: null }, 'NOT_PERMITTED', 'INPUT_UNAVAILABLE'],
    [
      'failed',
      { state: 'SOURCE_UNAVAILABLE', reason: { code: 'TIMEOUT' } },
      'SOURCE_UNAVAILABLE',
      'INPUT_UNAVAILABLE',
    ],
    ['lost', { state: 'KNOWN', items: null }, 'SOURCE_UNAVAILABLE', 'INPUT_UNAVAILABLE'],
    ['never arrived', null, 'SOURCE_UNAVAILABLE', 'INPUT_UNAVAILABLE'],
  ])('the register is not asked and the fact says why: %s', (...[, admissions, state, code]) => {
    expect(input(admissions)).toMatchObject({
      open: false,
      fact: { state, reason: { code }, source: { servedFrom: 'NOTHING', observedAt: null } },
    });
  });

  it('who can act and when to ask again are carried from the admissions', () => {
    const reason = { code: 'RATE_LIMITED', whoCanFix: 'OPH', retryAt } as const;
    expect(input({ state: 'SOURCE_UNAVAILABLE', reason })).toMatchObject({
      fact: { reason: { code: 'INPUT_UNAVAILABLE', whoCanFix: 'OPH', retryAt } },
    });
  });
});

describe('with study places', () => {
  it.each(['KNOWN', 'AMBIGUOUS', 'STALE'] as const)('the register is asked: %s', (state) => {
    expect(input({ state, reason: null, items })).toEqual({
      open: true,
      question: { lookup, places: items, placesMissing: false },
    });
  });

  it('of which one could not be read, that is remembered', () => {
    expect(input({ state: 'KNOWN', complete: false, items })).toMatchObject({
      question: { placesMissing: true },
    });
  });

  it('nobody is asked about whom nobody identified', () => {
    const student = {
      lookup: { ...lookup, resolution: 'NOT_IDENTIFIED' },
      admissions: { state: 'KNOWN', items },
    } as const;
    expect(inputOf({ registry: 'R', none: 'NO_APPLICATION_OPTION' }, student)).toMatchObject({
      open: false,
      fact: { state: 'NOT_LINKED' },
    });
  });
});

function input(admissions: Admissions | null) {
  return inputOf({ registry: 'R', none: 'NO_APPLICATION_OPTION' }, { lookup, admissions });
}
