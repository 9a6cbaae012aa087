import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sandboxIssuers } from '../../gateway/access/sandbox-issuers.ts';
import { loadConfig } from '../../gateway/config.ts';
import * as registries from '../../subgraphs/index.ts';
import { publishedEnvironment } from '../../subgraphs/registry/settings.ts';
import { kindOfVariable } from '../../subgraphs/registry/variable-kind.ts';
import { clientsFileWith, writtenFile } from '../access/clients-file.ts';
import { otherIssuers } from '../access/other-issuers.ts';

type Variables = Readonly<Record<string, string>>;

const subgraphs = Object.values(registries);
const variables = subgraphs.flatMap((one) => one.variables);
const ofKind = (kind: string): readonly string[] => variables.filter((one) => kindOfVariable(one) === kind);

/** The variables that a start is refused for; none when it is not. */
function refusedFor(environment: Variables): readonly string[] {
  try {
    loadConfig(environment, subgraphs);
    return [];
  } catch (error) {
    const [, ...lines] = (error instanceof Error ? error.message : '').split('\n');
    expect(lines.join()).not.toMatch(/c4nary/);
    return [...new Set(lines.map((line) => line.trim().split(':')[0] ?? ''))];
  }
}

const each = (names: readonly string[], value: string): Variables =>
  Object.fromEntries(names.map((name) => [name, value]));

const published: Variables = Object.fromEntries(
  subgraphs.flatMap(({ name }) =>
    Object.entries(publishedEnvironment(name)).map(([key, value = '']) => [key, value]),
  ),
);

const addresses = ofKind('ADDRESS');
const credentials = ofKind('CREDENTIAL');

/** A gateway over real registries, with all that it needs. */
const real: Variables = {
  REGISTRIES: 'real',
  ...each(addresses, 'https://registry.example/cas'),
  ...each(credentials, 'own'),
  TOKEN_ISSUERS_FILE: writtenFile('issuers.json', otherIssuers('https://issuer.example')),
  CLIENTS_FILE: clientsFileWith([]),
};
const remoteOver = (scheme: 'http' | 'https'): Variables => ({
  SUBGRAPHS: 'remote',
  ...each(
    subgraphs.map(({ name }) => `SUBGRAPH_${name.toUpperCase()}_URL`),
    `${scheme}://127.0.0.1:4201/graphql`,
  ),
});
const remote = remoteOver('http');
const grantKey = writtenFile('key.json', generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
const link = {
  issuer: 'sandbox-login',
  subject: 's',
  learnerNumber: '1.2.246.562.24.00000009000',
  assurance: 'HIGH',
  linkedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  revokedAt: null,
};
const linksBy = (method: string): string => writtenFile('links.json', { links: [{ ...link, method }] });

describe('every setting of a registry', () => {
  it('is an address, a credential or known to be neither', () => {
    const ordinary = ofKind('ORDINARY').map((name) => name.replace(/^[A-Z]+_/, ''));
    expect([...new Set(ordinary)].sort()).toEqual([
      'AUTH',
      'BATCH',
      'BATCH_WINDOW_MS',
      'CACHE_SECONDS',
      'CONNECTIONS',
      'CONNECT_TIMEOUT_MS',
      'MAX_ANSWER_MIB',
      'QUEUE',
      'STALE_SECONDS',
      'TIMEOUT_MS',
    ]);
    expect(addresses).toHaveLength(11);
    expect(credentials).toHaveLength(13);
  });

  it('that proves who asks has its value in the sandbox', () => {
    expect(credentials.filter((name) => published[name] === undefined)).toEqual([]);
  });
});

describe('in the sandbox', () => {
  it('nothing need be set, and what it has itself may be', () => {
    expect(refusedFor({})).toEqual([]);
    expect(refusedFor(published)).toEqual([]);
    expect(refusedFor({ ...remote, ...published })).toEqual([]);
  });

  it.each(addresses)('%s leads to this machine or to a named host', (name) => {
    expect(refusedFor({ [name]: 'https://c4nary.example/cas' })).toEqual([name]);
    expect(refusedFor({ ...remote, [name]: 'https://c4nary.example/cas' })).toEqual([name]);
    expect(
      refusedFor({ [name]: 'http://mocks.example:1/cas', SANDBOX_HOSTS: 'other, Mocks.example' }),
    ).toEqual([]);
    expect(refusedFor({ [name]: 'http://[::1]:1/cas' })).toEqual([]);
  });

  it.each([
    'http://127.0.0.1.c4nary.example',
    'http://localhost.c4nary.example',
    'http://0.0.0.0:1',
    'http://[::ffff:c0a8:1]',
    'http://c4nary@localhost:1',
  ])('%s is not this machine', (url) => {
    expect(refusedFor({ VIRTA_URL: url })).toEqual(['VIRTA_URL']);
  });

  it.each(credentials)('%s is the published one', (name) => {
    expect(refusedFor({ [name]: 'c4nary' })).toEqual([name]);
    expect(refusedFor({ ...remote, [name]: 'c4nary' })).toEqual([name]);
  });

  const issuers = (url: string): Variables => ({
    TOKEN_ISSUERS_FILE: writtenFile('issuers.json', otherIssuers(url)),
    CLIENTS_FILE: clientsFileWith([]),
  });

  it.each<[string, Variables, readonly string[]]>([
    ['a subgraph elsewhere', { ...remote, SUBGRAPH_FEES_URL: 'http://c4nary:1' }, ['SUBGRAPH_FEES_URL']],
    ['a subgraph at a named host', { ...remote, SUBGRAPH_FEES_URL: 'http://f:1', SANDBOX_HOSTS: 'f' }, []],
    ['the issuer elsewhere', { SANDBOX_ISSUER_URL: 'http://c4nary:1' }, ['SANDBOX_ISSUER_URL']],
    ['the issuer at a named host', { SANDBOX_ISSUER_URL: 'http://i:1', SANDBOX_HOSTS: 'i' }, []],
    ['issuers elsewhere', issuers('https://c4nary.example'), ['TOKEN_ISSUERS_FILE']],
    ['issuers at a named host', { ...issuers('https://i.example'), SANDBOX_HOSTS: 'i.example' }, []],
    ['issuers on this machine', issuers('http://localhost:8080'), []],
    ['links of real log-ins', { PERSON_LINKS_FILE: linksBy('CAS_OPPIJA') }, ['PERSON_LINKS_FILE']],
    ['links of its own', { PERSON_LINKS_FILE: linksBy('SANDBOX') }, []],
    ['clients of real issuers', { CLIENTS_FILE: clientsFileWith([realClient()]) }, ['CLIENTS_FILE']],
    ['hosts with ports', { SANDBOX_HOSTS: 'c4nary:80' }, ['SANDBOX_HOSTS']],
  ])('%s: %j is refused for %j', (_what, given, refused) => {
    expect(refusedFor(given)).toEqual(refused);
  });

  it('all that is wrong is told at once', () => {
    const wrong = { VIRTA_KEY: 'x', FEES_URL: 'http://x', SANDBOX_ISSUER_URL: 'http://x' };
    expect([...refusedFor(wrong)].sort()).toEqual(Object.keys(wrong).sort());
  });
});

function realClient() {
  const tokens = [{ issuer: 'production', claim: 'client_id', value: 'x' }];
  return { id: 'real', credentials: { tokens } };
}

describe('over real registries', () => {
  const open = { HOST: '0.0.0.0', TRUSTED_PROXIES: '192.0.2.0/24', PUBLIC_HOSTS: 'gateway.example' };
  const database = (rest: string): Variables => ({ DISCLOSURE_LOG: `postgresql://${rest}` });

  it('what is real is accepted', () => {
    expect(refusedFor(real)).toEqual([]);
    expect(refusedFor({ ...real, ...remoteOver('https'), GRANT_KEY_FILE: grantKey })).toEqual([]);
    // Users and systems may have one name in both worlds.
    expect(refusedFor({ ...real, VIRTA_SYSTEM: 'OPINTOLUPA', FEES_USERNAME: 'opintolupa' })).toEqual([]);
  });

  it.each(addresses)('%s is https, or its host is named', (name) => {
    const plain = { ...real, [name]: 'http://c4nary.example/cas' };
    expect(refusedFor(plain)).toEqual([name]);
    expect(refusedFor({ ...plain, INTERNAL_HOSTS: 'other.example' })).toEqual([name]);
    expect(refusedFor({ ...plain, INTERNAL_HOSTS: 'c4nary.example' })).toEqual([]);
  });

  const secrets = credentials.filter((name) => /_(KEY|PASSWORD|CLIENT_SECRET)$/.test(name));
  it.each(secrets)('%s is not the published one', (name) => {
    expect(refusedFor({ ...real, [name]: published[name] ?? '' })).toEqual([name]);
  });

  it.each<[string, Variables, readonly string[]]>([
    [
      'a subgraph over http, on this machine too',
      { ...remote, GRANT_KEY_FILE: grantKey },
      Object.keys(remote).filter((name) => name !== 'SUBGRAPHS'),
    ],
    ['an open host', { HOST: '0.0.0.0' }, ['HOST', 'PUBLIC_HOSTS']],
    ['an open host behind a proxy', open, []],
    ['an open host that nobody knows by name', { ...open, PUBLIC_HOSTS: '' }, ['PUBLIC_HOSTS']],
    ['the sandbox’s issuer', { SANDBOX_ISSUER_URL: 'http://127.0.0.1:1' }, ['SANDBOX_ISSUER_URL']],
    [
      'the sandbox’s issuers in a file',
      { TOKEN_ISSUERS_FILE: writtenFile('issuers.json', sandboxIssuers('https://c4nary.example')) },
      ['TOKEN_ISSUERS_FILE'],
    ],
    ['the sandbox’s links', { PERSON_LINKS_FILE: linksBy('SANDBOX') }, ['PERSON_LINKS_FILE']],
    ['a database without TLS', database('db.c4nary/log'), ['DISCLOSURE_LOG']],
    ['a database with any TLS', database('db.c4nary/log?sslmode=require'), ['DISCLOSURE_LOG']],
    ['a database that is verified', database('db.c4nary/log?sslmode=verify-full'), []],
    [
      'a database that is verified no more',
      database('db/log?sslmode=verify-full&sslmode=disable'),
      ['DISCLOSURE_LOG'],
    ],
    ['a database here', database('127.0.0.1/log'), []],
    ['a database here, in other words', database('localhost/log?host=db.c4nary'), ['DISCLOSURE_LOG']],
    ['a database of the environment', { ...database('/log'), PGHOST: 'db.c4nary' }, ['DISCLOSURE_LOG']],
    ['a database by a socket', database('/log?host=/var/run/postgresql'), []],
    ['a database by a socket, in other words', database('%2Fvar%2Frun%2Fpostgresql/log'), []],
  ])('%s: %j is refused for %j', (_what, given, refused) => {
    expect(refusedFor({ ...real, ...given })).toEqual(refused);
  });
});
