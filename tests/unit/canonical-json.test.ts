import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FilledForm, Gap } from '../../gateway/disclosure/canonical-form.ts';
import {
  canonicalBytes,
  canonicalFilled,
  canonicalForm,
  canonicalJson,
  canonicalLines,
} from '../../gateway/disclosure/canonical-json.ts';
import { commit } from '../../gateway/disclosure/receipts/commitment.ts';

/** What the text must be, by JSON's own means. */
function expectedOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(expectedOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${expectedOf(member)}`).join(',')}}`;
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary-ascii', maxLength: 500 }),
  fc.constantFrom('', '__proto__', 'constructor', '"', '\\', '\u2028', '\ud800', 'Åbo', 'a'.repeat(200)),
);
const value = fc.jsonValue({ stringUnit: 'binary', depthSize: 'medium' });

describe('canonical JSON', () => {
  it('is JSON of the same value with keys sorted by code unit and nothing between', () => {
    fc.assert(
      fc.property(fc.oneof(value, text, fc.dictionary(text, value), fc.array(text)), (drawn) => {
        expect(canonicalJson(drawn)).toBe(expectedOf(drawn));
        expect(canonicalBytes(drawn)).toEqual(Buffer.from(expectedOf(drawn)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is bytes that stay when others are written', () => {
    const one = canonicalBytes({ a: 'one' });
    canonicalBytes({ a: 'two' });
    expect(one.toString()).toBe('{"a":"one"}');
  });

  it('is the same however the members are ordered', () => {
    fc.assert(
      fc.property(fc.dictionary(text, value), fc.integer(), (drawn, turn) => {
        const members = Object.entries(drawn);
        const first = members.length === 0 ? 0 : Math.abs(turn) % members.length;
        const turned = Object.fromEntries([...members.slice(first), ...members.slice(0, first)]);
        expect(canonicalJson(turned)).toBe(canonicalJson(drawn));
      }),
    );
  });

  it('leaves members out that are undefined, and finds the key __proto__', () => {
    expect(canonicalJson({ b: undefined, a: [1, { c: undefined }] })).toBe('{"a":[1,{}]}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"b":1},"a":null}'))).toBe(
      '{"__proto__":{"b":1},"a":null}',
    );
  });

  it('refuses what JSON cannot say', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => 1, { a: [Symbol('s')] }]) {
      expect(() => canonicalJson(odd)).toThrow(TypeError);
    }
    expect(canonicalJson([1])).toBe('[1]');
  });

  it('is the same whatever stood at the same place before', () => {
    const objects = fc.array(fc.dictionary(fc.constantFrom('a', 'b', '1', 'ä', '__proto__'), value));
    fc.assert(
      fc.property(fc.array(objects), (drawn) => {
        for (const one of drawn) expect(canonicalJson({ list: one })).toBe(expectedOf({ list: one }));
      }),
    );
  });

  it('holds for values larger than any before, and for tens of thousands of different keys', () => {
    const many = Array.from({ length: 30_000 }, (_, nr) => ({ [`key${nr}`]: nr, b: 'x'.repeat(nr % 7) }));
    expect(canonicalJson(many)).toBe(expectedOf(many));
    expect(canonicalJson({ key1: 1, b: 2 })).toBe('{"b":2,"key1":1}');
  });
});

describe('a form with gaps', () => {
  it('gives the canonical JSON of the value with what is filled in, wherever the gaps are', () => {
    const gaps = [0, 1, 2].map((place) => new Gap(place));
    fc.assert(
      fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), value, value, (keys, one, other) => {
        const [first = '', second = '', third = '', fourth = ''] = keys;
        const around = (values: readonly unknown[]) => ({
          b: one,
          ...Object.fromEntries([
            [first, values[0]],
            [second, [values[1], other]],
          ]),
          inner: Object.fromEntries([
            [third, values[2]],
            [fourth, one],
          ]),
        });
        const values = [other, [one, other], 'x'];
        const form = canonicalForm(around(gaps));
        expect(canonicalFilled(new FilledForm(form, values)).toString()).toBe(expectedOf(around(values)));
      }),
    );
  });

  it('may be filled with forms, one or a list', () => {
    const inner = canonicalForm({ z: 1, a: new Gap(0) });
    const outer = canonicalForm({ list: new Gap(1), one: new Gap(0) });
    const filled = [1, 'ö', null].map((each) => new FilledForm(inner, [each]));
    expect(canonicalFilled(new FilledForm(outer, [filled[0], filled])).toString()).toBe(
      '{"list":[{"a":1,"z":1},{"a":"ö","z":1},{"a":null,"z":1}],"one":{"a":1,"z":1}}',
    );
    expect(canonicalFilled(new FilledForm(outer, [[], []])).toString()).toBe('{"list":[],"one":[]}');
  });
});

describe('lines that are hashed', () => {
  it('are the text and the values, and an empty one where there is no value', () => {
    const values = [{ b: 1, a: 'ö' }, undefined, null];
    expect(canonicalLines({ texts: ['Å'], values, kind: 'test' }).toString()).toBe(
      'Å\n{"a":"ö","b":1}\n\nnull',
    );
  });

  it('of a commitment are what every checker can write', () => {
    fc.assert(
      fc.property(value, fc.stringMatching(/^[\w-]{43}$/), (drawn, salt) => {
        const lines = ['fact', salt, '1.2.246.562.24.00000000001', 'identity', expectedOf(drawn)];
        const expected = createHash('sha256').update(lines.join('\n')).digest('base64url');
        const subject = '1.2.246.562.24.00000000001';
        expect(commit({ subject, fact: 'identity', values: [drawn] }, salt)).toBe(expected);
      }),
    );
  });
});
