import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { tableVersion } from '../../subgraphs/registry/data-rows.ts';
import { officerQuery, personaOid } from '../officer-query.ts';
import { type Reply, type System, startMocks, startSystem } from '../system.ts';
import { bombs } from './bombs.ts';
import { startClosedGateway } from './closed-gateway.ts';

const today = '2026-11-24';
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_unused, index) => make(index)).join(' ');
const student = `student(oppijanumero: "${personaOid(9000)}")`;
const expectRefused = ({ status, body }: Reply, code: unknown) => {
  expect([status, body]).toMatchObject([400, { errors: [{ extensions: { code } }] }]);
  expect(body.errors).toHaveLength(1);
  expect(body).not.toHaveProperty('data');
};

describe('attacks by document', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ today });
  });
  afterAll(() => system.close());
  beforeEach(() => system.clearCalls());
  afterEach(() => {
    expect(Object.values(system.dataCalls())).toEqual([0, 0, 0, 0, 0]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    [
      '29: no GraphQL, with an identity code in it',
      `{ student(oppijanumero: 140300A901H) {`,
      'GRAPHQL_PARSE_FAILED',
    ],
    [
      '30: 101 aliases of __typename',
      `{ ${student} { ${times(101, (i) => `a${i}: __typename`)} } }`,
      'MAX_ALIASES_LIMIT',
    ],
    [
      '30: 16 aliases of a fact',
      `{ ${student} { ${times(16, (i) => `a${i}: identity { state }`)} } }`,
      'MAX_ALIASES_LIMIT',
    ],
    [
      '30: six students',
      `{ ${times(6, (i) => `a${i}: ${student} { oppijanumero }`)} }`,
      'MAX_ROOT_FIELDS_LIMIT',
    ],
    ['32: 500 repeats of a field', `{ ${student} { ${'oppijanumero '.repeat(500)} } }`, 'MAX_FIELDS_LIMIT'],
    [
      '32: 10,000 repeats of a field',
      `{ ${student} { ${'oppijanumero '.repeat(10_000)} } }`,
      'MAX_TOKENS_LIMIT',
    ],
    ['33: eleven levels', `{ a { ${'b { '.repeat(9)} c ${'} '.repeat(9)} } }`, 'MAX_DEPTH_LIMIT'],
    ['33: 5,000 levels', '{ a '.repeat(5_000), 'MAX_TOKENS_LIMIT'],
    [
      '36: a fragment in itself',
      `{ ${student} { ...a } } fragment a on Student { ...a }`,
      'MAX_FIELDS_LIMIT',
    ],
    [
      '36: 100 unused fragments',
      `{ __typename } ${times(100, (i) => `fragment f${i} on Student { oppijanumero }`)}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['38: ten directives', `{ ${student} { oppijanumero ${'@aa '.repeat(10)} } }`, 'MAX_DIRECTIVES_LIMIT'],
    [
      '38: 300 × @skip',
      `{ ${student} { oppijanumero ${'@skip(if: false) '.repeat(140)} } }`,
      'MAX_DIRECTIVES_LIMIT',
    ],
    ['42: a mutation', 'mutation { a }', 'OPERATION_NOT_SUPPORTED'],
    ['42: a subscription', 'subscription { a }', 'OPERATION_NOT_SUPPORTED'],
    ['42: @defer', `{ ${student} { ... @defer { oppijanumero } } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['42: @stream', '{ students(oppijanumerot: ["a"]) @stream { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      '43: an identity code in the document',
      '{ studentByPersonalIdentityCode(personalIdentityCode: "140300A901H") { code } }',
      'BAD_USER_INPUT',
    ],
    [
      '53: an enum of another case',
      `{ ${student} { tuitionFeeRequirement(phase: first_permit) { value } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['several mistakes, one error', `{ ${student} { a b c d @e } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_what, text, code) => {
    const reply = await system.ask(text);
    expectRefused(reply, code);
    expect(JSON.stringify(reply.body)).not.toContain('140300');
    expect(JSON.stringify(reply.body)).not.toContain('call stack');
  });

  test.each(bombs)('34: %s', async (_what, text) => {
    expectRefused(await system.ask(text), expect.stringMatching(/^MAX_/));
  });

  test('39: a megabyte of commas is refused by its size', async () => {
    expect((await system.ask(`{ __typename ${','.repeat(1_000_000)} }`)).status).toBe(413);
  });

  test.each(['a', 'operationName'])(
    'an operation name that no document has is not repeated: %s',
    async (name) => {
      const body = JSON.stringify({
        query: 'query A { __typename } query B { __typename }',
        operationName: name,
      });
      expectRefused(await system.post(body), 'OPERATION_RESOLUTION_FAILURE');
    },
  );

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
    '46, 47: %s as an alias or a variable is a plain name, or refused; nothing is polluted',
    async (name) => {
      const replies = [
        await system.ask(`{ ${name}: __typename }`),
        await system.ask(`query ($${name}: Boolean = true) { a: __typename @include(if: $${name}) }`),
        await system.post(
          `{"query":"query ($${name}: Boolean!) { a: __typename @include(if: $${name}) }","variables":{"${name}":true}}`,
        ),
      ];
      for (const { status, body } of replies) {
        expect([200, 400]).toContain(status);
        expect(status === 200 ? Object.values(body.data) : body.errors).toHaveLength(1);
      }
      expect(JSON.stringify(replies[0]?.body)).toContain('"Query"');
    },
  );

  test.each([
    ['1e400', '1e400'],
    ['a number', '9007199254740993'],
    ['minus nought', '-0'],
    ['NaN in a text', '"NaN"'],
    ['a lone surrogate', '"\\ud800"'],
    ['NUL', '"\\u0000"'],
    ['a text of 100 KiB', `"${'x'.repeat(100_000)}"`],
    ['an object', '{"toString":"x"}'],
  ])('51: %s for a learner number is refused by the argument’s name', async (_what, value) => {
    const query = 'query ($id: Oppijanumero!) { student(oppijanumero: $id) { oppijanumero } }';
    const reply = await system.post(`{"query":"${query}","variables":{"id":${value}}}`);
    expectRefused(reply, 'BAD_USER_INPUT');
    expect(JSON.stringify(reply.body).length).toBeLessThan(400);
  });

  test('26: a sandbox serves its schema, and helps with names', async () => {
    const { body } = await system.ask('{ __type(name: "Student") { name } }');
    expect(body).toEqual({
      data: { __type: { name: 'Student' } },
      extensions: { policy: { version: tableVersion, purpose: 'SANDBOX', denied: [] } },
    });
    const wrong = await system.ask('{ studnt { id } }');
    expect(wrong.body.errors[0].message).toContain('Did you mean "student"');
  });
});

describe('attacks by document, where the schema is not served', () => {
  let mocks: readonly RunningMock[];
  let gateway: Awaited<ReturnType<typeof startClosedGateway>>;
  beforeAll(async () => {
    ({ mocks } = await startMocks({ today }));
    gateway = await startClosedGateway(mocks);
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(mocks.map((mock) => mock.close()));
  });

  test('an officer’s full query is answered', async () => {
    const { status, body } = await gateway.ask(officerQuery, { oppijanumero: personaOid(9000) });
    expect([status, body.errors, body.data.student.oppijanumero]).toEqual([200, undefined, personaOid(9000)]);
  });

  test.each([
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Student") { name fields { name type { name fields { name } } } } }',
    'query A { __typename } query B { a: __schema { types { name } } }',
    `{ ${student} { oppijanumero } ...s } fragment s on Query { __schema { types { name } } }`,
  ])('26: the schema is not told: %s', async (query) => {
    const reply = await gateway.ask(query);
    expectRefused(reply, 'INTROSPECTION_DISABLED');
    expect(JSON.stringify(reply.body)).not.toMatch(/Student|Query"/);
  });

  // Each group is guesses at one place of a document: what is right must not be told from how it is wrong.
  test.each([
    ['a field', ['studnt', 'studens', 'zzzzzz', 'student_', 'Student'].map((name) => `{ ${name} { id } }`)],
    ['a fact', ['identiti', 'identitY', 'lookup', 'zzzzzz'].map((name) => `{ ${student} { ${name} } }`)],
    ['an argument', ['oppijanumer', 'id', 'zz'].map((name) => `{ student(${name}: "x") { oppijanumero } }`)],
    ['an argument left out', ['{ student { oppijanumero } }']],
    ['a type', ['Studen', 'Fact', 'Money', 'Zzz'].map((name) => `{ ...f } fragment f on ${name} { a }`)],
    [
      'a type of a variable',
      ['Oppijanumer', 'Studen', 'Zzz'].map((name) => `query ($a: ${name}) { __typename }`),
    ],
    ['a selection left out', [`{ ${student} }`, `{ ${student} { oppijanumero { a } } }`]],
    ['a directive', ['includ', 'key', 'requires', 'zz'].map((name) => `{ __typename @${name} }`)],
    [
      'a value',
      ['FIRST_PERMI', 'ZZZ'].map((v) => `{ ${student} { tuitionFeeRequirement(phase: ${v}) { value } } }`),
    ],
  ])('27, 28: guesses at %s are all answered alike, without any name', async (_what, guesses) => {
    const replies = await Promise.all(guesses.map((guess) => gateway.ask(guess)));
    for (const reply of replies) {
      expectRefused(reply, 'GRAPHQL_VALIDATION_FAILED');
      expect(reply.body.errors[0].message).toBe('The document does not fit the schema.');
    }
    const told = replies.map(({ body }) => JSON.stringify({ ...body.errors[0], locations: null }));
    expect(new Set(told).size).toBe(1);
  });

  test('a wrong operation name is not repeated', async () => {
    const reply = await gateway.ask('query A { __typename } query B { __typename }');
    expectRefused(reply, 'OPERATION_RESOLUTION_FAILURE');
  });
});
