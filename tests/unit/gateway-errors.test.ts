import type { GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { codedError, type ErrorCode, errorCodes, isErrorCode, presentError } from '../../gateway/errors.ts';
import { withoutIdentityCodes } from '../../gateway/identity-codes/identity-code-like.ts';

const reference = 'a-reference';

function present(error: GraphQLFormattedError): GraphQLFormattedError {
  return presentError(error, reference);
}

function coded(code: ErrorCode, message = 'A message.', more = {}): GraphQLFormattedError {
  return codedError(code, message, more).toJSON();
}

describe('an error that nobody foresaw', () => {
  it.each([
    ['no code', undefined],
    ["the gateway's own", { code: 'INTERNAL_SERVER_ERROR' }],
    ["another service's", { code: 'DOWNSTREAM_SERVICE_ERROR' }],
    ['a word of every object', { code: 'constructor' }],
    ['a number', { code: 400 }],
  ])('(%s) becomes one text, a reference into the log and its place', (_what, extensions) => {
    const error = {
      message: 'connect ECONNREFUSED 10.0.0.7:4201',
      path: ['student', 'identity'],
      locations: [{ line: 1, column: 2 }],
      ...(extensions && { extensions: { ...extensions, stacktrace: ['at x.ts:1'], serviceName: 'virta' } }),
    };
    expect(present(error)).toEqual({
      message: 'The gateway failed to answer this part.',
      path: ['student', 'identity'],
      locations: [{ line: 1, column: 2 }],
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    });
  });
});

describe('an error with a documented code', () => {
  const codes = Object.keys(errorCodes).filter(isErrorCode);
  const passing = codes.filter((code) => !['INTERNAL_SERVER_ERROR', 'GRAPHQL_PARSE_FAILED'].includes(code));

  it.each(passing)('%s passes with its message', (code) => {
    expect(present(coded(code))).toEqual({ message: 'A message.', extensions: { code } });
  });

  it('names argument, what is accepted and the part that failed, and nothing else', () => {
    const shown = { argument: 'on', accepted: 'a day', subgraph: 'virta' };
    const hidden = {
      stacktrace: ['at secret.ts:1'],
      serviceName: 'virta',
      url: 'http://10.0.0.7',
      exception: {},
      http: {},
    };
    const { extensions } = present(coded('BAD_USER_INPUT', 'on: expected a day.', { ...shown, ...hidden }));
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', ...shown });
  });

  it('names them as texts only', () => {
    const more = { argument: { toString: 'x' }, accepted: ['x'], subgraph: 5 };
    expect(present(coded('BAD_USER_INPUT', 'x', more)).extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('has a message of bearable length', () => {
    const { message } = present(coded('GRAPHQL_VALIDATION_FAILED', 'x'.repeat(10_000)));
    expect(message.length).toBeLessThanOrEqual(501);
  });

  it('shows no part of an identity code that the end of a long message cuts through', () => {
    for (let before = 485; before <= 500; before += 1) {
      const { message } = present(coded('GRAPHQL_VALIDATION_FAILED', `${'x'.repeat(before)}131052-308T`));
      expect(message).not.toMatch(/\d/);
    }
  });
});

describe('a document that is not GraphQL', () => {
  it('is answered with the place of the fault, never with the text that stands there', () => {
    const error = {
      message: 'Syntax Error: Expected Name, found String "131052-308T".',
      locations: [{ line: 3, column: 7 }],
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    };
    const presented = present(error);
    expect(presented.message).toBe('The document is not valid GraphQL at line 3, column 7.');
    expect(JSON.stringify(presented)).not.toContain('131052');
  });

  it('may have no place', () => {
    expect(present(coded('GRAPHQL_PARSE_FAILED', 'Syntax Error: x')).message).toBe(
      'The document is not valid GraphQL.',
    );
  });
});

describe('text like a personal identity code', () => {
  it.each([
    ['as it is written', '131052-308T'],
    ['a century sign of 2023', '010594Y9032'],
    ['the 2000s', '020504A902E'],
    ['the 1800s', '131052+308T'],
    ['in lower case', '020504a902e'],
    ['without a sign', '131052308T'],
    ['with a non-breaking hyphen', '131052\u2011308T'],
    ['with a dash', '131052–308T'],
    ['with a minus sign', '131052\u2212308T'],
    ['with a full-width sign', '131052－308T'],
    ['with full-width plus', '131052＋308T'],
    ['with a blank', '131052 308T'],
    ['with blanks around the sign', '131052 - 308T'],
    ['with a soft hyphen', '131052\u00AD308T'],
    ['in full-width characters', '１３１０５２－３０８Ｔ'],
    ['with a digit for the check character', '010594Y9032'],
    ['in the middle of a word', 'x131052-308Tx'],
    ['twice', '131052-308T131052-308T'],
  ])('is taken out of a message: %s', (_what, text) => {
    const { message } = present(coded('GRAPHQL_VALIDATION_FAILED', `Unknown argument "${text}".`));
    expect(message).toMatch(/^Unknown argument ".*….*"\.$/);
    expect(message.replace(/^Unknown argument/, '')).not.toMatch(/[\p{Nd}]/u);
    expect(withoutIdentityCodes(text)).not.toContain('308');
  });

  it.each(['2026-11-24', 'at line 12, column 345', '10.0.0.7:4201', '60000 ms', '12345'])(
    'is not found in other text: %s',
    (text) => {
      expect(withoutIdentityCodes(text)).toBe(text);
    },
  );
});
