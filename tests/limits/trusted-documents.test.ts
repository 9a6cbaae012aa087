import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocumentResolver } from '../../gateway/limits/trusted-documents.ts';
import { documentHash, trustedContradiction, trustedEnvironment } from '../../gateway/limits/trusted-file.ts';

const document = 'query Identity($id: Oppijanumero!) { student(oppijanumero: $id) { identity { state } } }';
const othersDocument = '{ __typename }';
const [hash, othersHash] = [document, othersDocument].map(documentHash);
const unknownHash = documentHash('something else');
const entry = (clients: readonly string[], text: string) => ({ clients, document: text, name: 'Registered' });

function resolverIn(mode: 'off' | 'log' | 'enforce') {
  const metrics = new Registry();
  const documents = new Map([
    [documentHash(document), entry(['migri'], document)],
    [documentHash(othersDocument), entry(['oph'], othersDocument)],
  ]);
  const resolve = createDocumentResolver({ mode, documents, metrics });
  const counted = async () =>
    (await metrics.getSingleMetric('untrusted_documents_total')?.get())?.values ?? [];
  return { ask: (body: unknown) => resolve(body, 'migri'), counted };
}

const byExtension = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
const coded = (code: string) => ({ ok: false, problem: { code } });

describe.each(['log', 'enforce'] as const)('registered operations, %s', (mode) => {
  test.each([
    ['its hash in extensions', byExtension(hash)],
    ['its hash as documentId', { documentId: `sha256:${hash}` }],
    ['both, of one document', { ...byExtension(hash), documentId: `sha256:${hash}` }],
    ['its hash and itself', { ...byExtension(hash), query: document }],
    ['itself', { query: document }],
  ])('an operation is served by %s', async (_how, body) => {
    const { ask, counted } = resolverIn(mode);
    expect(ask(body)).toEqual({ ok: true, document, isRegistered: true });
    expect(await counted()).toEqual([]);
  });

  test('another client’s hash is answered as one that nobody has', () => {
    const { ask } = resolverIn(mode);
    expect(ask(byExtension(othersHash))).toMatchObject(coded('PERSISTED_QUERY_NOT_FOUND'));
    expect(JSON.stringify(ask(byExtension(othersHash)))).toBe(JSON.stringify(ask(byExtension(unknownHash))));
  });

  test.each([
    ['another document', { ...byExtension(hash), query: othersDocument }],
    ['the same document but for a blank', { ...byExtension(hash), query: `${document} ` }],
    ['another hash', { ...byExtension(hash), documentId: `sha256:${unknownHash}` }],
    ['an unknown version', byExtension(hash, 2)],
    ['upper case', byExtension(String(hash).toUpperCase())],
    ['a hash of another kind', { documentId: `md5:${hash}` }],
    ['a path for a hash', byExtension('../../etc/passwd')],
    ['an object for a hash', byExtension({ toString: 'x' })],
    ['a name of every object', { documentId: 'sha256:__proto__' }],
  ])('a hash with %s is refused, and not repeated', (_what, body) => {
    const answer = resolverIn(mode).ask(body);
    expect(answer).toMatchObject(coded('BAD_REQUEST'));
    expect(JSON.stringify(answer)).not.toContain(String(hash));
  });

  test('a body that names nothing is left to whoever reads it next', () => {
    expect(resolverIn(mode).ask({ variables: {} })).toEqual({
      ok: true,
      document: null,
      isRegistered: false,
    });
  });
});

describe('operations that are not registered', () => {
  const unregistered = { query: '{ a: __typename }' };

  test('pass and are counted by client while they are only logged', async () => {
    const { ask, counted } = resolverIn('log');
    expect(ask(unregistered)).toEqual({ ok: true, document: unregistered.query, isRegistered: false });
    const others = { ok: true, document: othersDocument, isRegistered: false };
    expect(ask({ query: othersDocument })).toEqual(others);
    expect(await counted()).toMatchObject([{ labels: { client: 'migri' }, value: 2 }]);
  });

  test('are not served when only registered ones are', () => {
    const { ask } = resolverIn('enforce');
    expect(ask(unregistered)).toMatchObject(coded('PERSISTED_QUERY_REQUIRED'));
    expect(ask({ query: othersDocument })).toEqual(ask(unregistered));
  });

  test('are all there is while none are known', () => {
    const { ask } = resolverIn('off');
    expect(ask(unregistered)).toEqual({ ok: true, document: unregistered.query, isRegistered: false });
    expect(ask({ query: document })).toEqual({ ok: true, document, isRegistered: false });
    expect(ask(byExtension(hash))).toMatchObject(coded('PERSISTED_QUERY_NOT_SUPPORTED'));
  });
});

describe('the file of registered operations', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trusted-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (content: string) => {
    const path = join(folder, 'documents.json');
    writeFileSync(path, content);
    return trustedEnvironment.safeParse({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: path });
  };

  test('is read with its hashes checked', () => {
    const { data } = read(JSON.stringify({ [String(hash)]: entry(['migri'], document) }));
    expect(data?.TRUSTED_DOCUMENTS_FILE).toEqual(new Map([[hash, entry(['migri'], document)]]));
  });

  test.each([
    [
      'a hash that is not its document’s',
      JSON.stringify({ [unknownHash]: entry(['migri'], document) }),
      '1 of its hashes',
    ],
    ['an entry for nobody', JSON.stringify({ [String(hash)]: entry([], document) }), 'must be the path'],
    ['a list', '[]', 'must be the path'],
    ['half of itself', '{', 'must be the path'],
  ])('stops the start when it has %s', (_what, content, message) => {
    const { success, error } = read(content);
    expect(success).toBe(false);
    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([
      [['TRUSTED_DOCUMENTS_FILE'], expect.stringContaining(message)],
    ]);
    expect(error?.message).not.toContain(folder);
  });

  test.each([
    [{}, null],
    [{ TRUSTED_DOCUMENTS: 'enforce' }, expect.stringContaining('TRUSTED_DOCUMENTS_FILE')],
  ])('is needed unless registered operations are off: %o', (environment, expected) => {
    expect(trustedContradiction(trustedEnvironment.parse(environment))).toEqual(expected);
  });
});
