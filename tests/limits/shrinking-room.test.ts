import { expect, test } from 'vitest';
import { shrinkingRoom } from '../../gateway/limits/shrinking-room.ts';

/** A process that has time left or none, as a test says. */
function process() {
  const state = { isSaturated: false, at: 0 };
  return { state, watching: { isSaturated: () => state.isSaturated, now: () => state.at } };
}

test('as long as the gateway has time, queries that wait for a registry keep nobody out', () => {
  const room = shrinkingRoom({ most: 50, fewest: 6 }, process().watching);
  expect(room(49)).toBe(50);
});

test('a short peak keeps out few, an overload nearly all', () => {
  const { state, watching } = process();
  const room = shrinkingRoom({ most: 100, fewest: 6 }, watching);
  expect(room(40)).toBe(100);
  state.isSaturated = true;
  state.at = 1;
  expect(room(30)).toBeGreaterThan(35);
  state.at = 2_000;
  expect(room(30)).toBe(6);
});

test('however long an overload lasts, some are let in, and all again when it is over for a while', () => {
  const { state, room } = afterLongOverload();
  state.at += 2_000;
  expect(room(6)).toBe(100);
});

test('a moment with time to spare in an overload lets in a few more, not all that come', () => {
  const { state, room } = afterLongOverload();
  state.at += 50;
  expect(room(6)).toBeLessThan(10);
});

/** An overload that has lasted a minute, in which all places are taken, and a moment with time to spare. */
function afterLongOverload() {
  const { state, watching } = process();
  state.isSaturated = true;
  const room = shrinkingRoom({ most: 100, fewest: 6 }, watching);
  room(1);
  state.at = 60_000;
  expect(room(40)).toBe(6);
  state.isSaturated = false;
  return { state, room };
}
