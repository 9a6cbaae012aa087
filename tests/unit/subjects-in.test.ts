import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../gateway/disclosure/canonical-json.ts';
import { subjectsIn } from '../../gateway/disclosure/store/subjects-in.ts';

/** What must be found, by reading the whole text. */
function expectedOf(text: string): readonly string[] {
  const { subject, subjects }: { subject?: unknown; subjects?: unknown } = Object(JSON.parse(text));
  const list = subjects === undefined ? [] : subjects;
  const isText = (value: unknown) => typeof value === 'string';
  if (!Array.isArray(list) || !list.every(isText) || !(subject === undefined || isText(subject))) return [];
  return isText(subject) ? [subject] : [...new Set(list)];
}

const found = (text: string) => [...subjectsIn(Buffer.from(text))];

describe('subjects in a record', () => {
  it.each([
    '{"at":"x","subject":"one","told":[]}',
    '{"at":"x","subjects":["one","two","one"]}',
    '{"subject":"one","subjects":["two"]}',
    '{"subjects":["two"],"subject":"one"}',
    '{"subject":"one","subject":"two"}',
    '{"subject":"one","\\u0073ubject":"two"}',
    '{"subject":"one","told":[{"subject":"two"}]}',
    '{"a":{"subject":"two"},"b":1}',
    '{"a":{"subject":"two"},"subject":"one"}',
    '[{"subject":"one"}]',
    '{"a":"\\"subject\\":\\"two","b":1}',
    '{"a":",\\"subject\\":\\"","subject":"one"}',
    '{"subject":"o\\"ne"}',
    '{"subject":"\\\\"}',
    '{"subject":"Å\u2028"}',
    '{"subject":""}',
    '{ "subject": "one" }',
    '{"subject":"one" ,"a":1}\n',
    '{"subject":"one","subjects":"two"}',
    '{"subject":1}',
    '{"subject":null,"subjects":["one"]}',
    '{"subjects":["one",2]}',
    '{"told":"subject"}',
    '"subject"',
    'null',
    '{}',
  ])('are those of its outermost members alone: %s', (text) => {
    expect(found(text)).toEqual(expectedOf(text));
  });

  it('are those that the whole text names, whatever else it holds', () => {
    const name = fc.constantFrom('subject', 'subjects', 'a', 'told', 'x"subject', 'subject":"', '\\', 'Å');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.array(name, { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 5 }), fc.boolean(), (drawn, isCanonical) => {
        const text = isCanonical ? canonicalBytes(drawn).toString() : JSON.stringify(drawn);
        expect(found(text)).toEqual(expectedOf(text));
      }),
      { numRuns: 5_000 },
    );
  });
});
