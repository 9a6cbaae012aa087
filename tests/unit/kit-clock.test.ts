import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../subgraphs/registry/clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("today's date", () => {
  it.each([
    ['2026-11-23T21:59:59.999Z', '2026-11-23', 'winter, before midnight in Helsinki'],
    ['2026-11-23T22:00:00.000Z', '2026-11-24', 'winter, midnight in Helsinki'],
    ['2026-11-24T00:00:00.000Z', '2026-11-24', 'winter, midnight in UTC'],
    ['2026-07-31T20:59:59.999Z', '2026-07-31', 'summer, before midnight in Helsinki'],
    ['2026-07-31T21:00:00.000Z', '2026-08-01', 'summer, midnight in Helsinki: the term begins'],
    ['2026-12-31T22:30:00.000Z', '2027-01-01', 'new year in Helsinki'],
    ['2026-03-29T00:59:59.000Z', '2026-03-29', 'the night of the change to summer time'],
    ['2026-10-25T21:30:00.000Z', '2026-10-25', 'the evening of the change to winter time'],
    [
      '2026-03-28T21:30:00.000Z',
      '2026-03-28',
      'half past eleven, the evening before the change to summer time',
    ],
    ['2026-03-29T21:30:00.000Z', '2026-03-30', 'half past midnight, the day after the change to summer time'],
    ['2026-10-24T21:30:00.000Z', '2026-10-25', 'half past midnight, the day of the change to winter time'],
    ['2026-07-30T21:30:00.000Z', '2026-07-31', 'half past midnight, the last day of the spring term'],
    ['2026-07-31T21:30:00.000Z', '2026-08-01', 'half past midnight, the first day of the autumn term'],
    ['2026-10-25T22:00:00.000Z', '2026-10-26', 'midnight after the change to winter time'],
  ])('at %s is %s (%s)', (instant, day) => {
    vi.setSystemTime(instant);
    expect(createClock(null).today()).toBe(day);
  });

  it('can be fixed, while the time goes on', () => {
    vi.setSystemTime('2026-11-24T10:00:00Z');
    const clock = createClock('2026-08-01');
    expect(clock.today()).toBe('2026-08-01');
    expect(clock.now().toISOString()).toBe('2026-11-24T10:00:00.000Z');
    vi.setSystemTime('2026-11-25T10:00:00Z');
    expect(clock.today()).toBe('2026-08-01');
    expect(clock.now().toISOString()).toBe('2026-11-25T10:00:00.000Z');
  });
});
