import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personaOid } from '../officer-query.ts';
import { modes, type System, startSystem } from '../system.ts';

const byNumber = 'query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero } }';
const byCode =
  'query ($code: PersonalIdentityCode!) { studentByPersonalIdentityCode(personalIdentityCode: $code) { code } }';
const bulk = 'query ($ids: [ID!]!) { students(oppijanumerot: $ids) { code } }';

describe.each(modes)('bad input, %s', (mode) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ mode, today: '2026-11-24' });
  });
  afterAll(() => system.close());
  beforeEach(() => system.clearCalls());

  const expectRefusal = (reply: { status: number; body: unknown }, status: number, extensions: object) => {
    expect(reply).toMatchObject({ status, body: { errors: [{ extensions }] } });
    expect(reply.body).toHaveProperty('errors.length', 1);
    expect(Object.values(system.dataCalls())).toEqual([0, 0, 0, 0, 0]);
  };

  test.each([
    ['a word', 'P00'],
    ['another arc', '1.2.246.562.10.00000009000'],
    ['ten digits', '1.2.246.562.24.0000000900'],
    ['twelve digits', '1.2.246.562.24.000000090000'],
    ['a trailing newline', `${personaOid(9000)}\n`],
    ['a path', '1.2.246.562.24.1/../x'],
    ['nothing', ''],
  ])('refuses a learner number that is %s, naming argument and accepted form', async (_what, id) => {
    const reply = await system.ask(byNumber, { id });
    expectRefusal(reply, 400, { code: 'BAD_USER_INPUT', argument: 'oppijanumero' });
    expect(reply.body.errors[0].extensions.accepted).toContain('1.2.246.562.24.');
  });

  test('accepts a learner number whose check digit is wrong', async () => {
    const { body } = await system.ask(byNumber, { id: '1.2.246.562.24.12345678901' });
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({ student: { oppijanumero: '1.2.246.562.24.12345678901' } });
  });

  test.each([
    ['a wrong check character', '140300A901J'],
    ['the thirty-first of February', '310200A901H'],
    ['lower case', '140300a901h'],
    ['a blank in it', '140300 A901H'],
    ['an unknown century sign', '140300G901H'],
  ])('refuses a personal identity code with %s and never repeats it', async (_what, code) => {
    const reply = await system.ask(byCode, { code });
    expectRefusal(reply, 400, { code: 'BAD_USER_INPUT', argument: 'personalIdentityCode' });
    expect(JSON.stringify(reply.body)).not.toContain(code);
  });

  test('refuses a personal identity code written into the document', async () => {
    const reply = await system.ask(byCode.replace('$code)', '"140300A901H")').replace(/\(\$code.*?\) /, ''));
    expectRefusal(reply, 400, { code: 'BAD_USER_INPUT', argument: 'personalIdentityCode' });
    expect(JSON.stringify(reply.body)).not.toContain('140300A901H');
  });

  test.each([
    ['an empty list', []],
    ['more than 5,000 numbers', Array.from({ length: 5001 }, () => personaOid(9000))],
  ])('refuses %s, naming the argument', async (_what, ids) => {
    expectRefusal(await system.ask(bulk, { ids }), 400, {
      code: 'BAD_USER_INPUT',
      argument: 'oppijanumerot',
    });
  });

  test.each([
    ['a number for a list', bulk, { ids: { a: 1 } }, '$ids'],
    ['null for a learner number', byNumber, { id: null }, '$id'],
    ['an object for a code', byCode, { code: { a: '140300A901H' } }, 'personalIdentityCode'],
    ['no variable at all', byNumber, {}, '$id'],
  ])('refuses %s', async (...[, query, variables, argument]) => {
    const reply = await system.ask(query, variables);
    expectRefusal(reply, 400, { code: 'BAD_USER_INPUT', argument });
    expect(JSON.stringify(reply.body)).not.toContain('140300A901H');
  });

  test('refuses an unknown field, naming it', async () => {
    const reply = await system.ask('{ students(oppijanumerot: ["x"]) { shoeSize } }');
    expectRefusal(reply, 400, { code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(reply.body.errors[0].message).toContain('shoeSize');
  });

  test('refuses a document that is not GraphQL without quoting it', async () => {
    const reply = await system.ask('{ student(oppijanumero: 140300A901H) { ');
    expectRefusal(reply, 400, { code: 'GRAPHQL_PARSE_FAILED' });
    expect(JSON.stringify(reply.body)).not.toContain('140300');
  });

  test.each([
    ['text/plain', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['another charset', 'application/json; charset=utf-16'],
    ['a look-alike', 'application/json\ta'],
  ])('refuses %s as content type', async (_what, type) => {
    const reply = await system.post(JSON.stringify({ query: '{ __typename }' }), { 'content-type': type });
    expectRefusal(reply, 415, { code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test('refuses a compressed body', async () => {
    expectRefusal(await system.post('x', { 'content-encoding': 'gzip' }), 415, {
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  test('refuses a body over the limit', async () => {
    const reply = await system.post(
      JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(600_000) }),
    );
    expectRefusal(reply, 413, { code: 'PAYLOAD_TOO_LARGE' });
  });

  test.each([
    ['not JSON', '{'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['null', 'null'],
    ['empty', ''],
    ['without a query', '{}'],
  ])('refuses a body that is %s', async (_what, body) => {
    expectRefusal(await system.post(body), 400, { code: 'BAD_REQUEST' });
  });

  test('refuses GET', async () => {
    const response = await fetch(`${system.url}/graphql?query={__typename}`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });
});
