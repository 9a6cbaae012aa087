import { describe, expect, test } from 'vitest';
import { blankOf, emptyOf } from '../../subgraphs/registry/blank-object.ts';

const keysOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `key${index}`);

describe('an object that gets all of some keys', () => {
  test.each([1, 10, 11, 200])('has them in their order, and nothing else: %i keys', (count) => {
    const keys = keysOf(count);
    const made = blankOf(keys)();
    for (const key of keys) made[key] = key.toUpperCase();
    expect(Object.entries(made)).toEqual(keys.map((key) => [key, key.toUpperCase()]));
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  test.each([0, 3, 10, 11])('is an ordinary object, also the hundredth: %i keys', (count) => {
    const keys = keysOf(count);
    const blank = blankOf(keys);
    for (let made = 0; made < 100; made += 1) {
      const one = blank();
      for (const key of keys) one[key] = made;
      expect(one).toStrictEqual(Object.fromEntries(keys.map((key) => [key, made])));
      expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
    }
  });

  test('is made anew each time', () => {
    const blank = blankOf(keysOf(20));
    blank().key3 = 'of the first';
    expect(blank().key3).toBeNull();
  });

  test.each([['__proto__'], [...keysOf(20), '__proto__']])(
    'has a key of its own whatever its name: %s',
    (...keys) => {
      for (const made of [blankOf(keys)(), emptyOf(keys)()]) {
        for (const key of keys) made[key] = { polluted: true };
        expect(Object.keys(made)).toEqual(keys);
        expect(Reflect.get({}, 'polluted')).toBeUndefined();
        expect(JSON.stringify(made)).toContain('"__proto__":{"polluted":true}');
      }
    },
  );
});
