import { globSync, readFileSync } from 'node:fs';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, it } from 'vitest';
import { errorCodes, isErrorCode } from '../../gateway/errors.ts';

const codes = Object.keys(errorCodes).filter(isErrorCode);
const apolloCodes: readonly string[] = Object.values(ApolloServerErrorCode);
const sources = globSync(['gateway/**/*.ts', 'subgraphs/**/*.ts']).map((file) => ({
  file,
  text: readFileSync(file, 'utf8').replace(/export const errorCodes = \{.*?\} as const/s, ''),
}));

/** Codes written where an error of GraphQL is made or an HTTP request is refused. */
function codesIn(text: string): readonly string[] {
  const places = [
    /codedError\(\s*'(\w+)'/g,
    /refuse\(.*\{ code: '(\w+)'/g,
    /\{\s*code: '([A-Z_]+)',\s*message/g,
    /new GraphQLError\([^;]*?\bcode: '(\w+)'/gs,
    /extensions[:=] \{ code: '(\w+)'/g,
  ];
  return places.flatMap((place) => [...text.matchAll(place)].map(([, code = '']) => code));
}

describe('the table of error codes', () => {
  it('has every code that the sources give', () => {
    const given = sources.flatMap(({ text }) => codesIn(text));
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((code) => !isErrorCode(code))).toEqual([]);
  });

  it.each(codes)('%s is given by the sources or by Apollo Server: no dead entry', (code) => {
    const used = sources.some(({ text }) => text.includes(`'${code}'`));
    expect(used || apolloCodes.includes(code)).toBe(true);
  });

  it("has Apollo Server's own codes, so that a client's mistake is never shown as the gateway's fault", () => {
    // Only a persisted query can be not found, and none are served.
    const impossible = ['PERSISTED_QUERY_NOT_FOUND'];
    expect(apolloCodes.filter((code) => !isErrorCode(code) && !impossible.includes(code))).toEqual([]);
  });

  it.each(Object.entries(errorCodes))('%s has an HTTP status and a sentence', (_code, [status, meaning]) => {
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(600);
    expect(meaning).toMatch(/^[A-Z`].*\.$/);
  });
});
