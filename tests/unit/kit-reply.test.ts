import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { andThen, answered, failed } from '../../subgraphs/registry/answer.ts';
import type { HttpReply } from '../../subgraphs/registry/http.ts';
import { failureOf, HttpRefusal } from '../../subgraphs/registry/network-failure.ts';
import { failureOfStatus, jsonOf, readRecords, retryAtOf } from '../../subgraphs/registry/reply.ts';

const now = new Date('2026-11-24T10:00:00.000Z');

function reply(status: number, headers: HttpReply['headers'] = {}, text = ''): HttpReply {
  return { status, headers, text };
}

describe('Retry-After', () => {
  it.each([
    ['seconds', '120', '2026-11-24T10:02:00.000Z'],
    ['no wait', '0', '2026-11-24T10:00:00.000Z'],
    ['an HTTP date', 'Tue, 24 Nov 2026 10:30:00 GMT', '2026-11-24T10:30:00.000Z'],
    ['a word', 'soon', null],
    ['a word with a number, which a lenient parser takes for a date', 'foo 12', null],
    ['a number no clock can hold', '99999999999999', null],
    ['a negative number', '-5', null],
    ['a fraction', '1.5', null],
    ['a date that does not exist', 'Tue, 99 Nov 2026 10:30:00 GMT', null],
    ['nothing', '', null],
  ])('as %s (%j) means %s', (_what, header, expected) => {
    expect(retryAtOf(reply(503, { 'retry-after': header }), now)).toBe(expected);
  });

  it('sent twice, or not at all, names no time', () => {
    expect(retryAtOf(reply(503, { 'retry-after': ['1', '2'] }), now)).toBeNull();
    expect(retryAtOf(reply(503), now)).toBeNull();
  });
});

describe('a status other than success', () => {
  it.each([
    [401, 'AUTHENTICATION_FAILED'],
    [403, 'AUTHENTICATION_FAILED'],
    [429, 'RATE_LIMITED'],
    [500, 'SOURCE_ERROR'],
    [503, 'SOURCE_ERROR'],
    [400, 'REJECTED_BY_SOURCE'],
    [404, 'REJECTED_BY_SOURCE'],
    [422, 'REJECTED_BY_SOURCE'],
    [302, 'INVALID_ANSWER'],
    [204, 'INVALID_ANSWER'],
    [200, 'INVALID_ANSWER'],
  ])('%d is %s', (status, code) => {
    expect(failureOfStatus(reply(status), now)).toEqual({
      answered: false,
      failure: { code, retryAt: null },
    });
  });

  it.each([429, 503])('%d passes on when to ask again', (status) => {
    const answer = failureOfStatus(reply(status, { 'retry-after': '60' }), now);
    expect(answer).toMatchObject({ failure: { retryAt: '2026-11-24T10:01:00.000Z' } });
  });

  it("carries nothing of the registry's text", () => {
    const answer = failureOfStatus(reply(400, {}, 'rejected value 131052-308T'), now);
    expect(JSON.stringify(answer)).not.toContain('131052');
  });
});

describe('JSON of a reply', () => {
  const at = now.toISOString();

  it.each([
    'application/json',
    'application/json;charset=UTF-8',
    'application/json ; charset=utf-8',
    'APPLICATION/JSON',
    'application/problem+json',
    'application/vnd.opintopolku-v2+json',
  ])('is read when declared as %s', (type) => {
    expect(jsonOf(reply(200, { 'content-type': type }, '[1]'), at)).toEqual(answered([1], at));
  });

  it.each([
    undefined,
    '',
    'text/html;charset=utf-8',
    'text/plain',
    'text/json',
    'application/jsonp',
    'application/json-seq',
    'application/jsonlines',
    'x-application/json',
  ])('is not read when declared as %s', (type) => {
    expect(jsonOf(reply(200, { 'content-type': type }, '[1]'), at)).toEqual(failed('INVALID_ANSWER'));
  });

  it.each(['', '[', '[1', '[1]x', '<html></html>', "{'a':1}", 'NaN'])('is invalid: %j', (text) => {
    const json = jsonOf(reply(200, { 'content-type': 'application/json' }, text), at);
    expect(json).toEqual(failed('INVALID_ANSWER'));
  });

  it('with keys that name prototypes changes no prototype', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    jsonOf(reply(200, { 'content-type': 'application/json' }, text), at);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('records of a list', () => {
  const schema = z.object({ oid: z.string() });

  it('are read one by one: a bad one costs only itself and is counted', () => {
    const values = [{ oid: 'a' }, { oid: 5 }, null, { oid: 'b', more: true }, []];
    expect(readRecords(schema, values)).toEqual({
      records: [{ oid: 'a' }, { oid: 'b' }],
      unreadable: 3,
      field: 'oid',
    });
  });

  it('are told apart by the field that could not be read, never by its value', () => {
    const nested = z.object({
      fee: z.object({ sum: z.number() }),
      terms: z.array(z.object({ on: z.string() })),
    });
    const good = { fee: { sum: 1 }, terms: [{ on: 'x' }] };
    const fieldIn = (value: unknown) => readRecords(nested, [good, value]).field;
    expect(fieldIn({ ...good, fee: { sum: '140300A901H' } })).toBe('fee.sum');
    expect(fieldIn({ ...good, terms: [{ on: 'x' }, { on: 7 }] })).toBe('terms.on');
    expect(fieldIn('140300A901H')).toBeNull();
    expect(fieldIn(good)).toBeNull();
  });

  it('may be none, which is not an error', () => {
    expect(readRecords(schema, [])).toEqual({ records: [], unreadable: 0, field: null });
  });
});

describe('reading on from an answer', () => {
  it('keeps the time of reading, and a failure stays the failure it was', () => {
    expect(andThen(answered(2, 'then'), (value, at) => answered(value * 2, at))).toEqual(answered(4, 'then'));
    expect(andThen(failed('TIMEOUT'), () => answered(1, 'then'))).toEqual(failed('TIMEOUT'));
    expect(andThen(answered(2, 'then'), () => failed('INVALID_ANSWER'))).toEqual(failed('INVALID_ANSWER'));
  });
});

describe('what went wrong on the wire', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each([
    ['ENOTFOUND', 'UNREACHABLE'],
    ['ECONNREFUSED', 'UNREACHABLE'],
    ['ECONNRESET', 'UNREACHABLE'],
    ['UND_ERR_CONNECT_TIMEOUT', 'UNREACHABLE'],
    ['UND_ERR_HEADERS_TIMEOUT', 'TIMEOUT'],
    ['UND_ERR_BODY_TIMEOUT', 'TIMEOUT'],
    ['CERT_HAS_EXPIRED', 'AUTHENTICATION_FAILED'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'AUTHENTICATION_FAILED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'AUTHENTICATION_FAILED'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'AUTHENTICATION_FAILED'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'AUTHENTICATION_FAILED'],
    ['HPE_INVALID_CONSTANT', 'INVALID_ANSWER'],
  ])('%s is %s', (code, expected) => {
    expect(failureOf(coded(code))).toBe(expected);
    expect(failureOf(new Error('wrapped', { cause: coded(code) }))).toBe(expected);
  });

  it('is an invalid answer when nobody knows what it is', () => {
    for (const odd of ['text', null, undefined, new Error('?'), new HttpRefusal('TOO_LARGE')]) {
      expect(failureOf(odd)).toBe('INVALID_ANSWER');
    }
  });
});
