import { afterEach, describe, expect, it } from 'vitest';
import type { StudentReads } from '../../gateway/federation/remote/student-reads.ts';
import type { FactRead } from '../../subgraphs/registry/fact-read.ts';
import { type AskedSource, sourceAt } from './asked-source.ts';
import { type Loopback, type Sent, sending, startLoopback } from './loopback.ts';

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function answering(sent: Sent): Promise<AskedSource & { readonly server: Loopback }> {
  const server = await startLoopback(sending(sent));
  const source = sourceAt(server.url);
  opened.push(source, server);
  return { ...source, server };
}

const data = { thing: { id: '1' } };
const responseType = 'application/graphql-response+json';
const unavailable = {
  message: 'The part “part” of the gateway could not answer this.',
  extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'part' },
};
const read: FactRead = {
  subject: '1.2.246.562.24.00000009000',
  fact: 'studyRights',
  registry: 'VIRTA',
  state: 'KNOWN',
  reason: null,
  reachedSource: 'YES',
  nonDisclosure: false,
};

it('asks for a GraphQL response, uncompressed', async () => {
  const { ask, server } = await answering({ body: { data } });
  const { requestId } = await ask({ query: '{ thing { id } }', variables: { a: 1 } });
  expect(server.requests).toMatchObject([
    {
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
        'x-request-id': requestId,
      },
    },
  ]);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
    query: '{ thing { id } }',
    variables: { a: 1 },
  });
});

describe('a reply is taken', () => {
  const taken: readonly (readonly [what: string, Sent])[] = [
    ['of JSON', { body: { data } }],
    ['of its own type', { type: responseType, body: { data } }],
    ['of its own type, in UTF-8', { type: `${responseType}; charset=utf-8`, body: { data } }],
    ['of a type in capitals', { type: 'Application/JSON;charset="UTF-8"', body: { data } }],
    ['with a parameter that says nothing', { type: 'application/json; profile=x', body: { data } }],
    ['with another successful status', { status: 203, body: { data } }],
    ['with a status of failure, of its own type', { status: 500, type: responseType, body: { data } }],
    ['with errors that are null', { body: { data, errors: null } }],
    ['with extensions that are null', { body: { data, extensions: null } }],
    ['with extensions that mean nothing here', { body: { data, extensions: { tracing: { version: 1 } } } }],
    ['with members that nobody knows', { body: { data, hasNext: false, incremental: [] } }],
  ];

  it.each(taken)('%s', async (_what, sent) => {
    const { ask, warnings } = await answering(sent);
    const { reply, error } = await ask();
    expect([reply, error, warnings]).toEqual([{ data, errors: [] }, null, []]);
  });
});

describe('errors of a subgraph that is not one of ours', () => {
  const told: readonly (readonly [what: string, error: object, expected: object])[] = [
    ['have no words', { message: 'SELECT * FROM student failed' }, unavailable],
    ['have no code', { message: 'x', extensions: { code: 'FORBIDDEN', argument: 'y' } }, unavailable],
    ['may have places in the document', { message: 'x', locations: [{ line: 1, column: 9 }] }, unavailable],
    ['may have a path that is null', { message: 'x', path: null }, unavailable],
    ['may have extensions that are null', { message: 'x', extensions: null }, unavailable],
    ['may have members that nobody knows', { message: 'x', name: 'y', stack: 'z' }, unavailable],
    [
      'keep a path of what was asked',
      { message: 'x', path: ['thing', 2, 'id'] },
      { ...unavailable, path: ['thing', 2, 'id'] },
    ],
    ['lose a path of what was not', { message: 'x', path: ['thing', 'secret'] }, unavailable],
    ['lose a path of a number that is no place', { message: 'x', path: ['thing', -1] }, unavailable],
  ];

  it.each(told)('%s', async (_what, error, expected) => {
    const { ask, warnings } = await answering({ body: { data: null, errors: [error] } });
    const { reply } = await ask();
    expect(reply).toEqual({ data: null, errors: [expected] });
    expect(warnings).toMatchObject([{ fields: { kind: 'ERRORS', status: 200, subgraph: 'part' } }]);
  });

  it('come without data, and with a status of their own', async () => {
    const errors = [{ message: 'no such field' }];
    const { ask, warnings } = await answering({ status: 400, type: responseType, body: { errors } });
    expect((await ask()).reply).toEqual({ data: null, errors: [unavailable] });
    expect(warnings).toMatchObject([{ fields: { kind: 'ERRORS', status: 400 } }]);
  });

  it('come beside data', async () => {
    const errors = [{ message: 'x', path: ['thing', 'id'] }];
    const { ask } = await answering({ body: { data, errors } });
    expect((await ask()).reply).toEqual({ data, errors: [{ ...unavailable, path: ['thing', 'id'] }] });
  });
});

describe('what was read', () => {
  const studentReads: StudentReads = (_question, found) => [
    { ...read, state: found === null ? 'NONE' : 'SOME' },
  ];
  const statesOf = async (sent: Sent): Promise<readonly string[]> => {
    const { server } = await answering(sent);
    const source = sourceAt(server.url, { studentReads });
    opened.push(source);
    return (await source.ask()).reads.map(({ state }) => state);
  };

  it.each([
    ['by what came, of a subgraph that does not say', { body: { data } }, ['SOME']],
    ['by the question alone where no data came', { body: { errors: [{ message: 'x' }] } }, ['NONE']],
    ['by the question alone where the call failed', { status: 500, body: {} }, ['NONE']],
    [
      'by the question alone where what it says is malformed',
      { body: { data, extensions: { reads: 1 } } },
      ['NONE'],
    ],
    ['by what it says', { body: { data, extensions: { reads: [read] } } }, ['KNOWN']],
    [
      'by what it says, where the rest is malformed',
      { body: { data: 1, extensions: { reads: [read] } } },
      ['KNOWN'],
    ],
    ['by what it says: nothing', { body: { data, extensions: { reads: [] } } }, []],
  ] satisfies [string, Sent, string[]][])('is recorded %s', async (_what, sent, states) => {
    expect(await statesOf(sent)).toEqual(states);
  });
});

describe('a subgraph of ours', () => {
  it('tells what it read, and what is documented of its errors', async () => {
    const documented = {
      message: 'A list of 3.',
      path: ['thing'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'a' },
    };
    const fault = { message: 'x is not a function', path: ['thing'], extensions: { code: 'OTHER' } };
    const body = { data, errors: [documented, fault], extensions: { reads: [read], calls: 'none' } };
    const { ask, warnings } = await answering({ body });
    const { reply, reads } = await ask();
    const hidden = { message: 'The part “part” of the gateway met a fault.', path: ['thing'] };
    expect(reply).toEqual({ data, errors: [documented, hidden] });
    expect(reads).toEqual([read]);
    expect(warnings).toMatchObject([{ fields: { kind: 'ERRORS' } }]);
  });

  it('is heard of what it read also where its reply is none', async () => {
    const { ask } = await answering({ body: { data: 'x', extensions: { reads: [read] } } });
    const { reply, reads } = await ask();
    expect([reply, reads]).toEqual([null, [read]]);
  });

  it('is not heard in part', async () => {
    const reads = [read, { ...read, state: 7 }];
    const { ask } = await answering({ body: { data, extensions: { reads } } });
    const asked = await ask();
    expect([asked.reply, asked.reads]).toEqual([null, []]);
  });
});
