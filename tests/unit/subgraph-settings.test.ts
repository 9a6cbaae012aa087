import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grantKeyFiles } from '../../gateway/federation/remote/grant-key.ts';
import { loadRemote } from '../../gateway/federation/remote/settings.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import { loadServerSettings, sandboxKeysFile } from '../../subgraphs/server-settings.ts';
import { writtenFile } from '../access/clients-file.ts';

const pair = generateKeyPairSync('ed25519');
const publicKeys = writtenFile('keys.json', { keys: [pair.publicKey.export({ format: 'jwk' })] });
const privateKey = pair.privateKey.export({ format: 'jwk' });
const privateKeys = writtenFile('private.json', { keys: [privateKey] });
const privateFile = writtenFile('key.json', privateKey);

const serverProblems = (environment: Environment): readonly string[] => {
  const settings = loadServerSettings(environment);
  return settings.ok ? [] : settings.problems;
};
const remoteProblems = (environment: Environment, mode: 'mock' | 'real'): readonly string[] => {
  const remote = loadRemote(environment, mode);
  return remote.ok ? [] : remote.problems;
};

describe('keys of a sandbox', () => {
  it('are looked for where the gateway puts them, with nothing set on either side', () => {
    const remote = loadRemote({}, 'mock');
    const folder = remote.ok && 'folder' in remote.value.key ? remote.value.key.folder : '';
    expect(join(folder, grantKeyFiles.public)).toBe(sandboxKeysFile);
    expect(serverProblems({})).toEqual([]);
  });

  it('lie beside those of the disclosure log', () => {
    const remote = loadRemote({ DISCLOSURE_KEYS: '/srv/opintolupa/keys' }, 'mock');
    expect(remote).toMatchObject({ ok: true, value: { key: { folder: '/srv/opintolupa/grants' } } });
  });
});

const real = { REGISTRIES: 'real', GATEWAY_KEYS_FILE: publicKeys };
const either = 'GATEWAY_KEYS_FILE, GATEWAY_KEYS_URL: one of them';
const noKeySet = 'GATEWAY_KEYS_FILE: must be a JWKS with Ed25519 public keys, and no private ones';
const tlsVariables =
  'SUBGRAPH_TLS_KEY_FILE, SUBGRAPH_TLS_CERT_FILE, SUBGRAPH_TLS_CLIENT_CA_FILE, SUBGRAPH_TLS_CLIENT_NAME';

describe('a subgraph’s server', () => {
  it.each([
    ['over real registries with keys', real],
    ['with keys at a URL', { REGISTRIES: 'real', GATEWAY_KEYS_URL: 'https://keys.example/jwks' }],
    ['on another loopback address', { HOST: '127.0.0.2' }],
    ['on IPv6', { HOST: '::1' }],
  ])('starts %s', (_what, environment) => {
    expect(serverProblems(environment)).toEqual([]);
  });

  it.each([
    ['without keys', { ...real, GATEWAY_KEYS_FILE: '' }, `${either} is required`],
    ['without its file', { ...real, GATEWAY_KEYS_FILE: '/nowhere/c4nary' }, noKeySet],
    ['with a private key', { ...real, GATEWAY_KEYS_FILE: privateKeys }, noKeySet],
    ['with keys in two places', { ...real, GATEWAY_KEYS_URL: 'https://keys.example/jwks' }, either],
    [
      'with keys that anybody may change',
      { REGISTRIES: 'real', GATEWAY_KEYS_URL: 'http://keys.example/jwks' },
      'GATEWAY_KEYS_URL: must be https with REGISTRIES=real',
    ],
    [
      'with one TLS setting',
      { ...real, SUBGRAPH_TLS_CLIENT_NAME: 'a.example' },
      `${tlsVariables}: all of them or none`,
    ],
    [
      'with a name that is none',
      { ...real, SUBGRAPH_TLS_CLIENT_NAME: 'c4nary c4nary' },
      "SUBGRAPH_TLS_CLIENT_NAME: must be a DNS name of the gateway's certificate",
    ],
    [
      'with no port',
      { SUBGRAPH_OPS_PORT: '65536' },
      'SUBGRAPH_OPS_PORT: must be a whole number from 0 to 65535',
    ],
    [
      'with no limit',
      { SUBGRAPH_BODY_LIMIT_MIB: '0' },
      'SUBGRAPH_BODY_LIMIT_MIB: must be a whole number from 1 to 512',
    ],
    [
      'with no places',
      { SUBGRAPH_MAX_CONCURRENT: '0' },
      'SUBGRAPH_MAX_CONCURRENT: must be a whole number from 1 to 10000',
    ],
  ])('does not start %s, and says why in a line without the value', (_what, environment, problem) => {
    expect(serverProblems(environment)).toEqual([problem]);
    expect(problem).not.toContain('c4nary');
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'subgraph.example', '128.0.0.1', '127.example', '::ffff:192.0.2.1'])(
    'does not listen at %s without TLS',
    (HOST) => {
      expect(serverProblems({ ...real, HOST })).toEqual([
        'HOST: must be a loopback address unless the SUBGRAPH_TLS_ variables are set',
      ]);
    },
  );
});

describe('a gateway that asks subgraphs at URLs', () => {
  const given = { GRANT_KEY_FILE: privateFile };

  it('needs a key over real registries, and takes one in a sandbox', () => {
    expect(remoteProblems({}, 'real')).toEqual([
      'GRANT_KEY_FILE: is required with SUBGRAPHS=remote: the path of an Ed25519 private key as a JWK',
    ]);
    expect([remoteProblems(given, 'real'), remoteProblems(given, 'mock')]).toEqual([[], []]);
  });

  it.each([
    [{ GRANT_KEY_FILE: publicKeys }, 'GRANT_KEY_FILE: must be the path of an Ed25519 private key as a JWK'],
    [
      { ...given, SUBGRAPH_CLIENT_CERT_FILE: publicKeys },
      'SUBGRAPH_CLIENT_CERT_FILE, SUBGRAPH_CLIENT_KEY_FILE: both of them or none',
    ],
    [{ ...given, SUBGRAPH_CA_FILE: '/nowhere' }, 'SUBGRAPH_CA_FILE: must be the path of a readable PEM file'],
    [
      { ...given, SUBGRAPH_CLIENT_CERT_FILE: publicKeys, SUBGRAPH_CLIENT_KEY_FILE: privateFile },
      "SUBGRAPH_CA_FILE, SUBGRAPH_CLIENT_CERT_FILE, SUBGRAPH_CLIENT_KEY_FILE: must be PEM, and the key the certificate's own",
    ],
  ])('does not start with %j', (environment, problem) => {
    expect(remoteProblems(environment, 'real')).toEqual([problem]);
  });
});
