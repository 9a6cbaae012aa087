import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfBody } from '../../gateway/http/json-body.ts';

function read(text: string): string {
  const body = textOfBody(Buffer.from(text));
  return 'text' in body ? 'read' : body.problem;
}

describe('a JSON body', () => {
  it.each([
    '{"query":"a","query":"b"}',
    '{"query":"a","\\u0071uery":"b"}',
    '{"query":"a","qu\\u0065ry" : "b"}',
    '{"\\"":1,"\\u0022":2}',
    '{"a":{"x":1},"b":2,"a":3}',
    '{"variables":{"id":"1","id":"2"}}',
    '{"variables":{"list":[{"a":1},{"b":1,"b":2}]}}',
    '[{"a":[],"a":[]}]',
    '{"a" \n:1\t,\r\n"a":2}',
    '{"":1,"":2}',
    '{"\u00e4":1,"\\u00e4":2}',
    '{"\u{1F600}":1,"\\ud83d\\ude00":2}',
    '{"a":"}","a":1}',
    '{"a":["\\"{",{"a":1}],"a":1}',
  ])('with a name twice is not read: %s', (text) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(read(text)).toBe('NAME_TWICE');
  });

  it.each([
    '{"query":"{ query query }","variables":{"query":"query"}}',
    '[{"a":1},{"a":1}]',
    '{"a":["a","a","b","b"],"b":["a","a"]}',
    '{"a":{"a":{"a":"a"}},"b":{"a":1}}',
    '{"a":"\\",\\"a\\":","b":1}',
    '{"a":"\\\\","b":"a"}',
    '["a","a"]',
    '"a"',
    '{}',
  ])('is read when each name is once in its object: %s', (text) => {
    expect(read(text)).toBe('read');
  });

  it('of any value is read, and never with one of its members again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, which) => {
        const text = JSON.stringify(value);
        expect(read(text)).toBe('read');
        const names = Object.keys(value);
        const again = names[which % names.length] ?? '';
        const escaped = again.split('').map((unit) => {
          return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
        });
        expect(read(`${text.slice(0, -1)},${JSON.stringify(again)}:0}`)).toBe('NAME_TWICE');
        expect(read(`${text.slice(0, -1)},"${escaped.join('')}":0}`)).toBe('NAME_TWICE');
      }),
    );
  });

  it.each(['{', '{"a', '{"a\\', '{"a":1,', ',,,"a","a"', '}}}{"a":1', '{"\\u12":1,"\\u12":2'])(
    'that is none ends the look at it: %j',
    (text) => {
      expect(() => JSON.parse(text)).toThrow();
      expect(read(text)).toMatch(/^(?:read|NAME_TWICE)$/);
    },
  );

  it('is not read when it nests too deep, or is not UTF-8', () => {
    expect(read('['.repeat(50) + ']'.repeat(50))).toBe('read');
    expect(read('['.repeat(51) + ']'.repeat(51))).toBe('TOO_DEEP');
    expect(textOfBody(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ problem: 'NOT_UTF8' });
  });
});
