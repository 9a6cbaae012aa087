import { describe, expect, it } from 'vitest';
import { isValidOn, periodsOn, stateOn } from '../../subgraphs/registry/in-force.ts';

const day = '2026-03-01';

type Period = readonly [state: string, startsOn: string, endsOn?: string];

function right(periods: readonly Period[], span: { startsOn?: string | null; endsOn?: string | null } = {}) {
  const states = periods.map(([state, startsOn, endsOn = null]) => ({ state, startsOn, endsOn }));
  const { startsOn = '2024-08-01', endsOn = '2028-07-31' } = span;
  return { startsOn, endsOn, states };
}

/** The state in force or why there is none, and whether the right is valid; the same in whatever order. */
function toldOf(one: ReturnType<typeof right>, on = day) {
  const tell = (asked: ReturnType<typeof right>) => {
    const found = stateOn(asked, on);
    return [found.kind === 'IN_FORCE' ? found.period.state : found.kind, isValidOn(asked, on)];
  };
  const told = tell(one);
  expect(tell({ ...one, states: one.states.toReversed() })).toEqual(told);
  return told;
}

const active: Period = ['ACTIVE', '2024-08-01'];
const over = { endsOn: '2025-12-31' };

describe('the state of a right on a day', () => {
  it.each<readonly [string, readonly Period[], string, boolean | null]>([
    [
      'is the one that began last',
      [active, ['PASSIVATED', '2025-08-01'], ['ACTIVE', '2026-01-01']],
      'ACTIVE',
      true,
    ],
    ['is in force on its first day', [active, ['DISCONTINUED', day]], 'DISCONTINUED', false],
    ['is in force on its last day', [['OPTION', '2024-08-01', day]], 'OPTION', true],
    [
      'is told by an unknown code, and then nobody knows',
      [active, ['UNKNOWN', '2025-08-01']],
      'UNKNOWN',
      null,
    ],
    ['may be the same one twice', [active, active, ['ACTIVE', '2024-08-01', '2025-01-01']], 'ACTIVE', true],
  ])('%s', (_what, periods, ...told) => {
    expect(toldOf(right(periods))).toEqual(told);
  });

  it.each<readonly [string, readonly Period[], string, boolean | null]>([
    ['is none', [active, ['ACTIVE', '2026-01-01'], ['DISCONTINUED', '2026-01-01']], 'CONTRADICTED', null],
    [
      'is the other when one ended before the day',
      [
        ['ACTIVE', '2026-01-01', '2026-01-31'],
        ['DISCONTINUED', '2026-01-01'],
      ],
      'DISCONTINUED',
      false,
    ],
    [
      'is the other when the end state ended before the day',
      [
        ['ACTIVE', '2026-01-01'],
        ['DISCONTINUED', '2026-01-01', '2026-01-01'],
      ],
      'ACTIVE',
      true,
    ],
    [
      'is none while both last',
      [
        ['ACTIVE', '2026-01-01', day],
        ['DISCONTINUED', '2026-01-01'],
      ],
      'CONTRADICTED',
      null,
    ],
    [
      'is none when both have ended',
      [
        ['ACTIVE', '2026-01-01', '2026-01-02'],
        ['DISCONTINUED', '2026-01-01', '2026-01-01'],
      ],
      'CONTRADICTED',
      null,
    ],
    [
      'is the later one',
      [
        ['ACTIVE', '2025-01-01'],
        ['OPTION', '2025-01-01'],
        ['ENDED', '2026-01-01'],
      ],
      'ENDED',
      false,
    ],
  ])('of two that began on one day (a) %s', (_what, periods, ...told) => {
    expect(toldOf(right(periods))).toEqual(told);
  });

  it.each(['CONCLUDED', 'DISCONTINUED', 'ENDED', 'ENDED_ONE_RIGHT_RULE'])(
    '%s (b) holds after its own last day until another begins',
    (state) => {
      const ended: Period = [state, '2025-05-31', '2025-05-31'];
      expect(toldOf(right([active, ended]))).toEqual([state, false]);
      expect(toldOf(right([active, ended, ['ACTIVE', '2026-01-01']]))).toEqual(['ACTIVE', true]);
    },
  );

  it.each(['ACTIVE', 'OPTION', 'PASSIVATED'])('%s (c) past its own last day is none', (state) => {
    const ran: Period = [state, '2024-08-01', '2026-02-28'];
    expect(toldOf(right([ran]))).toEqual(['RAN_OUT', null]);
    expect(toldOf(right([ran], over))).toEqual(['OVER', false]);
    expect(toldOf(right([ran, ['ENDED', '2026-03-02']]))).toEqual(['RAN_OUT', null]);
  });

  it.each<readonly [string, readonly Period[], string, boolean | null]>([
    [
      'is none',
      [
        ['ACTIVE', '2024-08-01', '2026-12-31'],
        ['DISCONTINUED', '2025-12-01'],
      ],
      'CONTRADICTED',
      null,
    ],
    [
      'is none though the later one has ended',
      [
        ['ACTIVE', '2024-08-01', '2026-12-31'],
        ['DISCONTINUED', '2025-12-01', '2025-12-10'],
      ],
      'CONTRADICTED',
      null,
    ],
    [
      'is none when a right given up is said to be active',
      [
        ['ENDED', '2024-08-01', day],
        ['ACTIVE', '2025-08-01'],
      ],
      'CONTRADICTED',
      null,
    ],
    [
      'is the later one of the same sort',
      [
        ['OPTION', '2024-08-01', '2026-12-31'],
        ['ACTIVE', '2025-08-01'],
      ],
      'ACTIVE',
      true,
    ],
    [
      'is the later one when the earlier ended the day before',
      [
        ['ACTIVE', '2024-08-01', '2026-02-28'],
        ['ENDED', '2025-12-01'],
      ],
      'ENDED',
      false,
    ],
  ])('beside an earlier one that covers the day (d) %s', (_what, periods, ...told) => {
    expect(toldOf(right(periods))).toEqual(told);
  });

  it('is none before anything has begun (e), and then the right is not valid', () => {
    expect(toldOf(right([['ACTIVE', '2026-03-02']]))).toEqual(['NOT_BEGUN', false]);
    expect(toldOf(right([active], { startsOn: '2026-03-02' }))).toEqual(['NOT_BEGUN', false]);
    expect(toldOf(right([['ACTIVE', '2026-03-02']], { startsOn: null }))).toEqual(['NOT_BEGUN', false]);
  });

  it('is none when none is reported, which tells nothing before the right is over', () => {
    expect(toldOf(right([]))).toEqual(['NOT_REPORTED', null]);
    expect(toldOf(right([], over))).toEqual(['OVER', false]);
  });

  it.each<readonly [string, readonly Period[], string]>([
    ['was active last', [active], 'OVER'],
    ['was unknown last', [active, ['UNKNOWN', '2025-08-01']], 'OVER'],
    ['concluded the day after', [active, ['CONCLUDED', '2026-01-01']], 'CONCLUDED'],
    ['concluded before', [active, ['CONCLUDED', '2025-05-31', '2025-05-31']], 'CONCLUDED'],
    ['contradicts itself on one day', [active, ['ACTIVE', '2025-08-01'], ['ENDED', '2025-08-01']], 'OVER'],
    [
      'is said to be active still',
      [
        ['ACTIVE', '2024-08-01', '2026-12-31'],
        ['ENDED', '2025-12-01'],
      ],
      'OVER',
    ],
  ])('of a right that is over (f) and %s is never a valid one', (_what, periods, told) => {
    expect(toldOf(right(periods, over))).toEqual([told, false]);
  });

  it('changes at midnight at the border of the academic year', () => {
    const first = right([['ACTIVE', '2025-08-01']], { startsOn: '2025-08-01', endsOn: '2026-07-31' });
    const told = ['2025-07-31', '2025-08-01', '2026-07-31', '2026-08-01'].map((on) => toldOf(first, on)[1]);
    expect(told).toEqual([false, true, true, false]);
  });
});

describe('the periods in force on a day', () => {
  it.each<readonly [string, readonly (readonly [string, string | null])[], readonly string[]]>([
    ['are none before the first', [['2026-03-02', null]], []],
    ['are none behind the last', [['2024-08-01', '2026-02-28']], []],
    [
      'are none in a gap, though one without an end came earlier',
      [
        ['2024-08-01', null],
        ['2025-08-01', '2025-12-31'],
      ],
      [],
    ],
    [
      'are the latest of those without an end',
      [
        ['2024-08-01', null],
        ['2025-08-01', null],
      ],
      ['2025-08-01'],
    ],
    [
      'are the latest of those that cover it',
      [
        ['2024-08-01', '2027-07-31'],
        ['2025-08-01', day],
      ],
      ['2025-08-01'],
    ],
    [
      'are an earlier one that covers it, when the later one is over',
      [
        ['2024-08-01', day],
        ['2025-08-01', '2025-12-31'],
      ],
      ['2024-08-01'],
    ],
    [
      'are two that began on one day',
      [
        ['2025-08-01', null],
        ['2025-08-01', day],
      ],
      ['2025-08-01', '2025-08-01'],
    ],
  ])('%s', (_what, spans, starts) => {
    const periods = spans.map(([startsOn, endsOn]) => ({ startsOn, endsOn }));
    const told = [periods, periods.toReversed()].map((all) =>
      periodsOn(all, day).map(({ startsOn }) => startsOn),
    );
    expect(told).toEqual([starts, starts]);
  });
});
