import { syntheticCode } from '../../mocks/synthetic-code.ts';
import { type Behaviour, type Sent, sending } from './loopback.ts';

/** What must come out nowhere: an artificial identity code, and a learner number that nobody asked about. */
export const canaries = {
  code: syntheticCode({ birthDate: '1990-01-01', sign: '-', number: 987 }),
  number: '1.2.246.562.24.77777777777',
} as const;

const canary = `${canaries.code} ${canaries.number}`;
const responseType = 'application/graphql-response+json';
const data = { _entities: [{ studyRights: { state: 'KNOWN' } }] };
const error = { message: canary };
const ownReads = { reads: [] };

const documented = [
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  canary,
];

const replies: Readonly<Record<string, Sent>> = {
  'a page of a failing server': { status: 500, type: 'text/html', body: `<pre>${canary}</pre>` },
  'the words of a status': { status: 503, statusText: canary, body: { errors: [error] } },
  'a redirect': { status: 302, headers: { location: `https://example.org/${canaries.code}` }, body: '' },
  'a media type': { type: `text/html; title="${canary}"`, body: canary },
  'a character set': { type: `application/json; charset=${canaries.code}`, body: { data } },
  'an encoding': { headers: { 'content-encoding': canaries.code }, body: canary },
  'any other header': { headers: { 'x-student': canary, server: canary, 'set-cookie': canary }, body: '{' },
  'text that is no JSON': { body: canary },
  'JSON that breaks off': { body: `{"data":{"${canary}":"${canary}` },
  'a JSON text': { body: JSON.stringify(canary) },
  'data that are a text': { body: { data: canary } },
  'errors that are a text': { body: { errors: canary } },
  'extensions that are a text': { body: { data, extensions: canary } },
  'the path of an error that is none': { body: { errors: [{ message: 'x', path: { [canary]: canary } }] } },
  'what stands beside nothing': { body: { [canary]: canary } },
  'the message of an error': { body: { data: null, errors: [error] } },
  'the message of an error of another status': { status: 400, type: responseType, body: { errors: [error] } },
  'the path of an error': { body: { data, errors: [{ message: 'x', path: ['_entities', 0, canary] }] } },
  'the places of an error': { body: { data, errors: [{ message: 'x', locations: [{ line: canary }] }] } },
  'other members of an error': {
    body: { data, errors: [{ message: 'x', [canary]: canary, stack: canary }] },
  },
  'the extensions of an error': {
    body: { data, errors: [{ message: 'x', extensions: { [canary]: canary, stacktrace: [canary] } }] },
  },
  ...Object.fromEntries(
    documented.map((code, index) => {
      const extensions = { code, argument: canary, accepted: canary, subgraph: canary };
      return [`an error with a code, ${index}`, { body: { data, errors: [{ ...error, extensions }] } }];
    }),
  ),
  'an error of ours without a code': { body: { data, errors: [error], extensions: ownReads } },
  'an error of ours with another code': {
    body: { data, errors: [{ ...error, extensions: { code: canary } }], extensions: ownReads },
  },
  'reads that are no reads': { body: { data, extensions: { reads: [{ subject: canary, [canary]: 1 }] } } },
  'reads that are a text': { body: { data, extensions: { reads: canary } } },
  'calls that are no calls': { body: { data, extensions: { ...ownReads, calls: [{ path: canary }] } } },
  'extensions that nobody knows': { body: { data, extensions: { [canary]: canary } } },
  'members that nobody knows': { body: { data, [canary]: canary } },
  'data that nobody asked for': {
    body: {
      data: {
        _entities: [{ studyRights: { state: 'KNOWN', [canary]: canary }, [canary]: canary }],
        [canary]: 1,
      },
    },
  },
  'a value that is none of its enum': { body: { data: { _entities: [{ studyRights: { state: canary } }] } } },
  'a text where an object is': { body: { data: { _entities: [{ studyRights: canary }] } } },
  'a text where an entity is': { body: { data: { _entities: [canary] } } },
  'a text where entities are': { body: { data: { _entities: canary } } },
  'another type of entity': { body: { data: { _entities: [{ __typename: canary, studyRights: null }] } } },
};

const bytes: Readonly<Record<string, Behaviour>> = {
  'bytes that are no HTTP': (response) => response.socket?.end(`${canary}\r\n\r\n`),
  'an answer that is cut off': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(JSON.stringify({ data, [canary]: canary }), () => response.socket?.destroy());
  },
};

/** What a subgraph may answer, with the canaries in it, by where they stand. */
export const hostileReplies: readonly (readonly [where: string, Behaviour])[] = [
  ...Object.entries(replies).map(([where, sent]) => [where, sending(sent)] as const),
  ...Object.entries(bytes),
];
