import { parse, print, validate } from 'graphql';
import { expect, it } from 'vitest';
import { readSupergraph } from '../../gateway/federation/gateway.ts';
import { readSchemas } from '../../gateway/federation/planner.ts';
import { isValid } from '../../gateway/limits/validity.ts';
import { type Random, randomFrom } from '../../mocks/generator/random.ts';
import { officerQuery } from '../officer-query.ts';

const { api } = readSchemas(readSupergraph());
const seed = 1;
const documents = 1_500;

/** The document's lexical tokens, each with what goes before it. */
const tokens = print(parse(officerQuery)).match(/\s*(?:\.\.\.|[$@]?\w+|"[^"]*"|[^\s\w])/g) ?? [];
const odd = [
  ' id',
  ' own: state',
  ' ...Person',
  ' ...on Student { state }',
  ' @skip(if: $a)',
  ' @include(if: 1)',
];

it('says of every document what graphql-js says of it', () => {
  const random = randomFrom(seed);
  const verdicts = { valid: 0, invalid: 0 };
  for (let count = 0; count < documents; count += 1) {
    const document = parsed(edited(random));
    if (document === null) continue;
    const expected = validate(api, document, undefined, { maxErrors: 1 }).length === 0;
    expect(isValid(api, document), print(document)).toBe(expected);
    verdicts[expected ? 'valid' : 'invalid'] += 1;
  }
  // Most edits break something; some, such as a name that is asked for twice, do not.
  expect(verdicts.valid).toBeGreaterThan(50);
  expect(verdicts.invalid).toBeGreaterThan(300);
});

function edited(random: Random): string {
  const changed = [...tokens];
  const at = random.between(0, changed.length - 1);
  const other = random.pick(tokens);
  const edits = [
    () => changed.splice(at, 1),
    () => changed.splice(at, 0, changed[at] ?? ''),
    () => changed.splice(at, 1, other),
    () => changed.splice(at, 0, random.pick(odd)),
  ];
  for (let times = random.between(1, 2); times > 0; times -= 1) random.pick(edits)();
  return changed.join('');
}

function parsed(text: string) {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return null;
  }
}
