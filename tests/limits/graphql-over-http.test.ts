import { type AuditResult, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { developerHeaders } from '../sandbox-access.ts';
import { type System, startSystem } from '../system.ts';

/** Queries by GET would put what they ask into URLs, which are logged on the way: the gateway takes none. */
const refusedByDesign = ['5A70', 'D6D5', '6A70'];

describe('GraphQL over HTTP', () => {
  let system: System;
  let results: readonly AuditResult[];
  let credentials: Readonly<Record<string, string>>;
  beforeAll(async () => {
    credentials = await developerHeaders();
    system = await startSystem({ today: '2026-11-24' });
    const asAuditor = (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...init.headers, ...credentials } });
    const audits = serverAudits({ url: `${system.url}/graphql`, fetchFn: asAuditor });
    results = await Promise.all(audits.map(({ fn }) => fn()));
  });
  afterAll(() => system.close());

  test('all 61 audits of servers pass, but that queries by GET, which may be served, are refused', () => {
    const told = results.map((result) =>
      result.status === 'ok'
        ? result
        : { id: result.id, name: result.name, status: result.status, reason: result.reason },
    );
    expect(told).toHaveLength(61);
    const others = told.filter(({ status }) => status !== 'ok');
    expect(others.map(({ id, status }) => ({ id, status }))).toEqual(
      refusedByDesign.map((id) => ({ id, status: 'notice' })),
    );
  });

  const malformedDocument = JSON.stringify({ query: '{' });
  const askedAs = (accept: string) =>
    fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...credentials },
      body: malformedDocument,
    });

  test.each([
    ['application/json', 200, 'application/json'],
    ['application/json; charset=utf-8', 200, 'application/json'],
    ['*/*', 400, 'application/json'],
    ['application/graphql-response+json', 400, 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 400, 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.1, application/json;q=0.9', 200, 'application/json'],
    ['application/graphql-response+json, application/json', 400, 'application/graphql-response+json'],
    ['text/html, */*;q=0.1', 400, 'application/json'],
  ])('an answer to %s has status %i where the document is wrong', async (accept, status, type) => {
    const response = await askedAs(accept);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      `${type}; charset=utf-8`,
    ]);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
  });

  test.each(['multipart/mixed', 'text/html', 'image/png', 'application/json;q=0', 'text/event-stream'])(
    'nothing is asked for whoever takes only %s',
    async (accept) => {
      const response = await askedAs(accept);
      expect(response.status).toBe(406);
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    },
  );
});
