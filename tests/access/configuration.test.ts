import { describe, expect, it } from 'vitest';
import { loadAccess } from '../../gateway/access/settings.ts';
import { clientEntry, clientsFileWith, writtenFile } from './clients-file.ts';
import { otherIssuers } from './other-issuers.ts';

/** The problems with an environment; none when it can be used. */
function problems(environment: Readonly<Record<string, string>>, registries: 'mock' | 'real' = 'mock') {
  const loaded = loadAccess(environment, registries);
  return loaded.ok ? [] : loaded.problems;
}

const onlyProblem = (client: Readonly<Record<string, unknown>>): readonly string[] =>
  problems({
    CLIENTS_FILE: clientsFileWith([{ id: 'second', credentials: { certificates: ['CN=x'] }, ...client }]),
  });

const https = otherIssuers('https://issuer.example');

describe('the clients’ file', () => {
  it('with good clients is accepted', () => {
    expect(onlyProblem({})).toEqual([]);
  });

  it.each([
    ['kind', { kind: 'ROBOT' }, 'clients.second.kind: must be "AUTHORITY", "PERSON_SERVICE" or "DEVELOPER"'],
    ['purpose', { purposes: ['CURIOSITY'] }, 'clients.second.purposes.0: must be a registered purpose'],
    ['end', { expiresAt: 'never' }, 'clients.second.expiresAt: must be a time such as 2027-12-31T00:00:00Z'],
    ['key', { admin: true }, 'clients.second: Unrecognized key: "admin"'],
    [
      'X-Road identifier',
      { xRoad: 'migri' },
      'clients.second.xRoad: must be such as FI/GOV/0000000-0/system',
    ],
    [
      'purpose of another kind',
      { purposes: ['MIGRI_EXTENSION', 'SANDBOX'] },
      'second: a client of kind AUTHORITY may have only MIGRI_FIRST_PERMIT, MIGRI_EXTENSION, MIGRI_POST_CHECK, FEE_OBLIGATION_CHECK',
    ],
    [
      'credential of another kind',
      { kind: 'PERSON_SERVICE', purposes: ['VF_SELF_SERVICE'] },
      'second: credentials: a PERSON_SERVICE needs audiences and nothing else',
    ],
    [
      'credential',
      { credentials: {} },
      'second: credentials: AUTHORITY needs tokens or certificates and no audiences',
    ],
    [
      'issuer',
      { credentials: { tokens: [{ issuer: 'other', claim: 'sub', value: 'x' }] } },
      'second: credentials: tokens need the id of an ACCESS issuer, audiences the id of a PERSON issuer',
    ],
    [
      'subject',
      { credentials: { certificates: ['/C=FI/CN=x'] } },
      'second: credentials.certificates: must be subjects as RFC 4514 writes them, such as CN=system,O=Owner,C=FI',
    ],
    [
      'network',
      { addresses: ['192.0.2.0/99'] },
      'second: addresses: must be networks such as 192.0.2.0/24 or 2001:db8::/32',
    ],
    [
      'X-Road without certificate',
      { xRoad: 'FI/GOV/1/x', credentials: { tokens: [{ issuer: 'sandbox', claim: 'sub', value: 'x' }] } },
      'second: xRoad: only for an AUTHORITY with the certificate of its security server',
    ],
    [
      'number of people of all end users',
      {
        limits: {
          requestsPerMinute: 1,
          peoplePerMinute: 9,
          peoplePerList: 1,
          bodyKib: 1,
          cost: 1,
          clientPeoplePerMinute: 8,
        },
      },
      'second: limits.clientPeoplePerMinute: only for an AUTHORITY, and at least peoplePerMinute',
    ],
    [
      'number of people of a person service',
      {
        kind: 'PERSON_SERVICE',
        purposes: ['VF_SELF_SERVICE'],
        credentials: { audiences: [{ issuer: 'sandbox-login', audience: 'x' }] },
        limits: {
          requestsPerMinute: 1,
          peoplePerMinute: 9,
          peoplePerList: 1,
          bodyKib: 1,
          cost: 1,
          clientPeoplePerMinute: 9,
        },
      },
      'second: limits.clientPeoplePerMinute: only for an AUTHORITY, and at least peoplePerMinute',
    ],
    [
      'token subject of the first',
      { credentials: clientEntry().credentials },
      'second: its id, a credential or its X-Road identifier stands in the file twice',
    ],
  ])('with a wrong %s is refused, naming the client', (_name, client, problem) => {
    expect(onlyProblem(client)).toEqual([`CLIENTS_FILE: ${problem}`]);
  });

  it('with one subject spelt in two ways is refused', () => {
    const certificates = ['CN=x,O=a', 'cn=x , o = "a"'];
    expect(onlyProblem({ credentials: { certificates } })).toEqual([
      'CLIENTS_FILE: second: its id, a credential or its X-Road identifier stands in the file twice',
    ]);
  });

  it('may have a developer in the sandbox only', () => {
    const tokens = [{ issuer: 'sandbox', claim: 'sub', value: 'x' }];
    const developer = { id: 'dev', kind: 'DEVELOPER', purposes: ['SANDBOX'], credentials: { tokens } };
    const environment = {
      CLIENTS_FILE: clientsFileWith([developer]),
      TOKEN_ISSUERS_FILE: writtenFile('issuers.json', https),
      SANDBOX_HOSTS: 'issuer.example',
    };
    expect(problems(environment)).toEqual([]);
    expect(problems(environment, 'real')).toEqual([
      'CLIENTS_FILE: dev: a DEVELOPER is accepted only with REGISTRIES=mock',
    ]);
  });
});

describe('the issuers’ file', () => {
  const [first, second] = https.issuers;
  const { consent } = https;
  const withFirst = (changed: object) => ({ ...https, issuers: [{ ...first, ...changed }, second] });
  const oneSource = { ...consent?.dataSources, ONR: consent?.dataSources.VIRTA };

  it.each([
    [
      'plain http',
      withFirst({ jwksUrl: 'http://x/jwks' }),
      'sandbox: must be reached over https, except with REGISTRIES=mock',
    ],
    [
      'HS256',
      withFirst({ algorithms: ['HS256'] }),
      'issuers.sandbox.algorithms.0: must be "RS256", "PS256", "ES256" or "EdDSA"',
    ],
    ['an unknown key', withFirst({ jku: true }), 'issuers.sandbox: Unrecognized key: "jku"'],
    [
      'one issuer twice',
      withFirst({ issuer: second?.issuer }),
      'sandbox-login: the same issuer, id or data source twice',
    ],
    [
      'one data source twice',
      { ...https, consent: { ...consent, dataSources: oneSource } },
      'consent: the same issuer, id or data source twice',
    ],
  ])('with %s is refused', (_name, content, problem) => {
    const environment = {
      TOKEN_ISSUERS_FILE: writtenFile('issuers.json', content),
      CLIENTS_FILE: clientsFileWith([]),
    };
    expect(problems(environment, 'real')).toEqual([`TOKEN_ISSUERS_FILE: ${problem}`]);
  });
});

describe('person links', () => {
  const link = {
    issuer: 'sandbox-login',
    subject: 's',
    learnerNumber: '1.2.246.562.24.00000009000',
    method: 'SANDBOX',
    assurance: 'HIGH',
    linkedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2027-01-01T00:00:00Z',
    revokedAt: null,
  };
  const loadedWith = (links: readonly Record<string, unknown>[]) =>
    loadAccess({ PERSON_LINKS_FILE: writtenFile('links.json', { links }) }, 'mock');
  const numberAt = (changed: Record<string, unknown>, time: string): string | null => {
    const loaded = loadedWith([{ ...link, ...changed }]);
    if (!loaded.ok) throw new Error(loaded.problems.join());
    return loaded.value.links.learnerNumberOf('sandbox-login', 's', new Date(time));
  };

  it('hold from their beginning to their end, unless revoked', () => {
    expect(numberAt({}, '2026-06-01T00:00:00Z')).toBe(link.learnerNumber);
    expect(numberAt({}, '2025-12-31T23:59:59Z')).toBeNull();
    expect(numberAt({}, '2027-01-01T00:00:00Z')).toBeNull();
    expect(numberAt({ revokedAt: '2026-05-31T00:00:00Z' }, '2026-06-01T00:00:00Z')).toBeNull();
    expect(numberAt({ subject: 'other' }, '2026-06-01T00:00:00Z')).toBeNull();
  });

  it('of one log-in to two people, by names, or of an unknown issuer are refused', () => {
    const said = (links: readonly Record<string, unknown>[]) => {
      const loaded = loadedWith(links);
      return loaded.ok ? [] : loaded.problems;
    };
    expect(said([link, { ...link, learnerNumber: '1.2.246.562.24.00000009001' }])).toEqual([
      'PERSON_LINKS_FILE: links.1: the same log-in is linked twice',
    ]);
    expect(said([{ ...link, method: 'NAME_AND_BIRTH_DATE' }])).toHaveLength(1);
    expect(said([{ ...link, issuer: 'sandbox' }])).toEqual([
      'PERSON_LINKS_FILE: links.0.issuer: must be the id of a PERSON issuer',
    ]);
  });
});

describe('access control', () => {
  it('of real registries does not start without its files', () => {
    expect(problems({}, 'real')).toEqual(['TOKEN_ISSUERS_FILE: is required: the path of a JSON file']);
    const issuers = writtenFile('issuers.json', https);
    expect(problems({ TOKEN_ISSUERS_FILE: issuers }, 'real')).toEqual([
      'CLIENTS_FILE: is required: the path of a JSON file',
    ]);
    expect(problems({ SANDBOX_ISSUER_URL: 'http://127.0.0.1:1' }, 'real')).toEqual([
      'SANDBOX_ISSUER_URL: only with REGISTRIES=mock and without TOKEN_ISSUERS_FILE',
    ]);
  });

  it('names what is wrong and never the value', () => {
    const secret = 'hunter2';
    expect(problems({ TRUSTED_PROXIES: secret, CLIENT_CERT_HEADER: `${secret}:`, TLS_PORT: secret })).toEqual(
      [
        'TRUSTED_PROXIES: must be networks such as 192.0.2.0/24,2001:db8::/32',
        'CLIENT_CERT_HEADER: must be the name of a header',
        'TLS_PORT: must be a whole number from 0 to 65535',
      ],
    );
    expect(problems({ CLIENTS_FILE: `/${secret}` })).toEqual([
      'CLIENTS_FILE: must be the path of a readable JSON file',
    ]);
    expect(problems({ CLIENTS_FILE: writtenFile('x.json', '{') })).toEqual([
      'CLIENTS_FILE: must be the path of a readable JSON file',
    ]);
  });
});
