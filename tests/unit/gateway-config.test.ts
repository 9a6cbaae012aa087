import { generateKeyPairSync } from 'node:crypto';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigurationError, loadConfig } from '../../gateway/config.ts';
import { baseUrl, requiredText } from '../../subgraphs/registry/environment.ts';
import { type Environment, problemsOf, type Subgraph } from '../../subgraphs/registry/subgraph.ts';
import { clientsFileWith, writtenFile } from '../access/clients-file.ts';
import { otherIssuers } from '../access/other-issuers.ts';

/** A subgraph that needs variables of its own; its name must have a sandbox.env. */
function stub(name: string, environment: z.ZodObject): Subgraph {
  return {
    name,
    variables: Object.keys(environment.shape),
    required: {},
    configure: (given) => {
      const parsed = environment.safeParse(given);
      if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
      return {
        ok: true,
        build: () => buildSchema('type Query { x: Int }'),
        portions: null,
        connections: { [`${name.toUpperCase()}_CONNECTIONS`]: 3 },
      };
    },
  };
}

const subgraphs = [
  stub('virta', z.object({ STUB_URL: baseUrl, STUB_AUTH: requiredText })),
  stub('fees', z.object({ OTHER_URL: baseUrl })),
];
const stubVariables = {
  STUB_URL: 'https://a.example',
  STUB_AUTH: 'k',
  OTHER_URL: 'https://b.example',
  SANDBOX_HOSTS: 'a.example,b.example',
};

/** The lines of the refusal; empty when the configuration is accepted. */
function refusal(environment: Environment): readonly string[] {
  try {
    loadConfig(environment, subgraphs);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    const message = error instanceof Error ? error.message : '';
    return message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('the configuration', () => {
  it('needs nothing but what the subgraphs need: the sandbox on port 4000', () => {
    const config = loadConfig(stubVariables, subgraphs);
    expect(config).toMatchObject({
      port: 4000,
      bodyLimitBytes: 512 * 1024,
      queryDeadlineMs: 5_000,
      bulkDeadlineMs: 60_000,
      concurrentQueries: { most: 256, fewest: 9 },
      logLevel: 'info',
      shared: { REGISTRIES: 'mock', HOST: '127.0.0.1' },
    });
    expect(config.placements.map(({ name, at }) => [name, at])).toEqual([
      ['virta', 'process'],
      ['fees', 'process'],
    ]);
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(loadConfig({ ...stubVariables, PORT: '', LOG_LEVEL: '' }, subgraphs).port).toBe(4000);
    expect(refusal({ ...stubVariables, STUB_AUTH: '' })).toEqual(['STUB_AUTH: is required: a text']);
  });

  it.each([
    ['PORT', '65536', 'whole number from 0 to 65535'],
    ['PORT', 'c4nary', 'whole number from 0 to 65535'],
    ['SUBGRAPHS', 'c4nary', '"embedded" or "remote"'],
    ['REGISTRIES', 'c4nary', '"mock" or "real"'],
    ['BODY_LIMIT_KIB', '0', 'whole number from 16 to 4096'],
    ['QUERY_DEADLINE_MS', '0', 'whole number from 100 to 600000'],
    ['LOG_LEVEL', 'c4nary', '"info"'],
    ['SANDBOX_PAGES', 'c4nary', '"on" or "off"'],
    ['TODAY', '2026-02-30', 'yyyy-MM-dd'],
    ['CALLER_ID', 'c4nary c4nary', '<organisation OID>.<system>'],
    ['INSTITUTIONS_FILE', '/nowhere/c4nary', 'path of a JSON list of {code, oid, name}'],
    ['SHARED_STATE', 'http://c4nary', 'redis:// or rediss:// URL'],
    ['SHARED_STATE', 'rediss://', 'redis:// or rediss:// URL'],
    ['DEPLOYMENT', 'c4nary c4nary', '1–40 small letters, digits, hyphens'],
    ['REPLICAS', '0', 'whole number from 1 to 1000'],
    ['STUB_URL', 'https://user:c4nary@a.example', 'http(s) URL without credentials'],
  ])('with a bad %s (%s) is refused, naming it and what it accepts', (name, value, accepted) => {
    const lines = refusal({ ...stubVariables, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: `));
    expect(lines[0]).toContain(accepted);
  });

  it('never repeats a value', () => {
    const all = ['PORT', 'SUBGRAPHS', 'REGISTRIES', 'BODY_LIMIT_KIB', 'LOG_LEVEL', 'TODAY', 'STUB_URL'];
    for (const name of all) {
      expect(refusal({ ...stubVariables, [name]: 'c4nary' }).join()).not.toContain('c4nary');
    }
  });

  it("is refused for all its problems at once, the gateway's own and the subgraphs'", () => {
    const names = refusal({ PORT: 'x', LOG_LEVEL: 'x', STUB_URL: 'x' }).map((line) => line.split(':')[0]);
    expect(names.sort()).toEqual(['LOG_LEVEL', 'OTHER_URL', 'PORT', 'STUB_AUTH', 'STUB_URL']);
  });
});

describe('replicas', () => {
  const urls = Object.fromEntries(
    ['VIRTA', 'FEES'].map((name) => [`SUBGRAPH_${name}_URL`, 'http://127.0.0.1:4201']),
  );

  it('are one that shares with nobody unless told', () => {
    const alone = { url: null, deployment: 'opintolupa', mode: 'mock', replicas: 1 };
    expect(loadConfig(stubVariables, subgraphs).sharedState).toEqual(alone);
  });

  it('are no more than a registry takes connections, unless these are counted together or elsewhere', () => {
    const enough = 'must be at least REPLICAS, unless SHARED_STATE has them counted together';
    expect(refusal({ ...stubVariables, REPLICAS: '3' })).toEqual([]);
    expect(refusal({ ...stubVariables, REPLICAS: '4' })).toEqual([
      `VIRTA_CONNECTIONS: ${enough}`,
      `FEES_CONNECTIONS: ${enough}`,
    ]);
    expect(refusal({ ...stubVariables, REPLICAS: '4', SHARED_STATE: 'redis://a.example' })).toEqual([]);
    expect(refusal({ ...urls, REPLICAS: '4', SUBGRAPHS: 'remote' })).toEqual([]);
  });
});

describe('real registries', () => {
  it('need every address and credential, and take nothing from the sandbox', () => {
    expect(refusal({ REGISTRIES: 'real' })).toEqual([
      'STUB_URL: is required: an http(s) URL',
      'STUB_AUTH: is required: a text',
      'OTHER_URL: is required: an http(s) URL',
      'TOKEN_ISSUERS_FILE: is required: the path of a JSON file',
    ]);
  });

  const environment = {
    ...stubVariables,
    REGISTRIES: 'real',
    TOKEN_ISSUERS_FILE: writtenFile('issuers.json', otherIssuers('https://issuer.example')),
    CLIENTS_FILE: clientsFileWith([]),
  };

  it('are asked on the real day only', () => {
    expect(refusal({ ...environment, TODAY: '2026-08-01' })).toEqual(['TODAY: only with REGISTRIES=mock']);
    expect(refusal({ ...environment, TODAY: '' })).toEqual([]);
  });

  it('are counted in a store over TLS only, or one on this machine', () => {
    const refused = 'SHARED_STATE: must be rediss:// with REGISTRIES=real, unless on this machine';
    expect(refusal({ ...environment, SHARED_STATE: 'redis://127.0.0.1.a.example' })).toEqual([refused]);
    for (const url of ['rediss://a.example', 'redis://127.0.0.1:6379', 'redis://localhost/1'])
      expect(refusal({ ...environment, SHARED_STATE: url })).toEqual([]);
  });

  it('never have the pages of the sandbox beside them', () => {
    expect(refusal({ ...environment, SANDBOX_PAGES: 'on' })).toEqual([
      'SANDBOX_PAGES: "on" only with REGISTRIES=mock',
    ]);
    expect(loadConfig({ ...environment, SANDBOX_PAGES: 'off' }, subgraphs).sandboxPages).toBe(false);
    expect(loadConfig(environment, subgraphs).sandboxPages).toBe(false);
    expect(loadConfig(stubVariables, subgraphs).sandboxPages).toBe(true);
    expect(loadConfig({ ...stubVariables, SANDBOX_PAGES: 'off' }, subgraphs).sandboxPages).toBe(false);
  });
});

describe('the controls of the sandbox', () => {
  const controlsOf = (environment: Environment) => loadConfig(environment, subgraphs).sandboxControls;

  it('reach the issuer and the mocks where the gateway and the subgraphs are told that they are', () => {
    expect(controlsOf(stubVariables)).toEqual({
      issuerUrl: 'http://127.0.0.1:4106',
      mocks: [
        { name: 'virta', origin: 'http://127.0.0.1:4103' },
        { name: 'fees', origin: 'http://127.0.0.1:4104' },
      ],
    });
    const moved = {
      SANDBOX_HOSTS: 'a.example,b.example,issuer,mocks',
      SANDBOX_ISSUER_URL: 'http://issuer:1',
      VIRTA_URL: 'http://mocks:2/luku',
      FEES_URL: 'no URL',
    };
    expect(controlsOf({ ...stubVariables, ...moved })).toEqual({
      issuerUrl: 'http://issuer:1',
      mocks: [{ name: 'virta', origin: 'http://mocks:2' }],
    });
  });

  it('are not there without the pages, over real registries, or where others issue the tokens', () => {
    const TOKEN_ISSUERS_FILE = writtenFile('issuers.json', otherIssuers('https://issuer.example'));
    const foreign = {
      TOKEN_ISSUERS_FILE,
      CLIENTS_FILE: clientsFileWith([]),
      SANDBOX_HOSTS: 'a.example,b.example,issuer.example',
    };
    expect(controlsOf({ ...stubVariables, SANDBOX_PAGES: 'off' })).toBeNull();
    expect(controlsOf({ ...stubVariables, ...foreign })).toBeNull();
    expect(controlsOf({ ...stubVariables, ...foreign, REGISTRIES: 'real' })).toBeNull();
  });
});

describe('subgraphs that run as their own servers', () => {
  const urls = {
    SUBGRAPH_VIRTA_URL: 'http://virta:4205/graphql',
    SUBGRAPH_FEES_URL: 'http://fees:4201/graphql',
  };

  it('need an address each, and none of their settings here', () => {
    const { placements } = loadConfig(
      { SUBGRAPHS: 'remote', SANDBOX_HOSTS: 'virta,fees', ...urls },
      subgraphs,
    );
    expect(placements).toEqual([
      { name: 'virta', at: 'url', url: urls.SUBGRAPH_VIRTA_URL },
      { name: 'fees', at: 'url', url: urls.SUBGRAPH_FEES_URL },
    ]);
  });

  it('are refused without an address, or with a bad one that is not repeated', () => {
    expect(refusal({ SUBGRAPHS: 'remote', SUBGRAPH_FEES_URL: 'c4nary' })).toEqual([
      'SUBGRAPH_VIRTA_URL: is required: an http(s) URL',
      'SUBGRAPH_FEES_URL: must be an http(s) URL without credentials, query or fragment',
    ]);
  });

  it('are asked over https alone with REGISTRIES=real, on loopback too', () => {
    const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    const environment = {
      REGISTRIES: 'real',
      SUBGRAPHS: 'remote',
      TOKEN_ISSUERS_FILE: writtenFile('issuers.json', otherIssuers('https://issuer.example')),
      CLIENTS_FILE: clientsFileWith([]),
      GRANT_KEY_FILE: writtenFile('key.json', key),
    };
    const plain = {
      SUBGRAPH_VIRTA_URL: 'http://virta/graphql',
      SUBGRAPH_FEES_URL: 'http://127.0.0.1:4201/graphql',
    };
    const lines = refusal({ ...environment, ...plain });
    const because = 'must be https with REGISTRIES=real, also on this machine';
    expect(lines.map((line) => line.slice(0, line.indexOf(because)))).toEqual([
      'SUBGRAPH_VIRTA_URL: ',
      'SUBGRAPH_FEES_URL: ',
    ]);
    const secure = { SUBGRAPH_VIRTA_URL: 'https://virta/graphql', SUBGRAPH_FEES_URL: 'https://fees/graphql' };
    expect(loadConfig({ ...environment, ...secure }, subgraphs).remote).toMatchObject({ mode: 'real' });
  });

  it('are asked with a key, which a gateway that asks none does not need', () => {
    expect(
      loadConfig({ SUBGRAPHS: 'remote', SANDBOX_HOSTS: 'virta,fees', ...urls }, subgraphs).remote,
    ).toMatchObject({ mode: 'mock' });
    expect(loadConfig(stubVariables, subgraphs).remote).toBeNull();
  });
});
