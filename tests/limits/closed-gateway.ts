import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { loadDisclosureKeys } from '../../gateway/disclosure/keys.ts';
import type { RunningMock } from '../../mocks/registry-server.ts';
import { unpublished } from '../../mocks/unpublished.ts';
import { clientEntry, writtenFile } from '../access/clients-file.ts';
import { type Ask, environmentOfMocks, startGateway, startMocks } from '../system.ts';

const subject = 'CN=synthetic-authority,O=Synthetic Authority,C=FI';
const official = {
  'x-client-subject': subject,
  'x-purpose': 'MIGRI_FIRST_PERMIT',
  'x-case': 'UMA-2026-000123',
  'x-end-user': 'official-17',
};

const credentials: Readonly<Record<string, string>> = {
  USERNAME: unpublished.user,
  CLIENT_ID: unpublished.user,
  PASSWORD: unpublished.secret,
  CLIENT_SECRET: unpublished.secret,
  KEY: unpublished.secret,
};

/** The mocks' addresses, and credentials that are not the sandbox's. */
function realEnvironmentOfMocks(mocks: readonly RunningMock[]): Record<string, string> {
  const published = Object.entries(environmentOfMocks(mocks));
  return Object.fromEntries(
    published.map(([name, value]) => [name, credentials[name.replace(/^[A-Z]+_/, '')] ?? value]),
  );
}

/**
 * A gateway as it runs over real registries, whose schema is not served: an authority comes through a proxy that tells
 * its certificate, for the sandbox's own issuer and developers are accepted in the sandbox alone.
 */
export async function startClosedGateway(
  mocks: readonly RunningMock[],
): Promise<{ readonly ask: Ask; readonly close: () => Promise<void> }> {
  const issuers = writtenFile('issuers.json', { issuers: [], consent: null });
  const limits = { requestsPerMinute: 10_000, peoplePerMinute: 10_000, peoplePerList: 100 };
  const authority = clientEntry({
    credentials: { certificates: [subject] },
    limits: { ...limits, bodyKib: 512, cost: 1_000 },
  });
  const keys = join(dirname(issuers), 'keys');
  await loadDisclosureKeys(keys, { create: true });
  const { ask, close } = await startGateway({
    ...realEnvironmentOfMocks(mocks),
    REGISTRIES: 'real',
    INTERNAL_HOSTS: '127.0.0.1',
    SANDBOX_ISSUER_URL: '',
    TOKEN_ISSUERS_FILE: issuers,
    CLIENTS_FILE: writtenFile('clients.json', { clients: [authority] }),
    TRUSTED_PROXIES: '127.0.0.1/32',
    CLIENT_CERT_HEADER: 'x-client-subject',
    DISCLOSURE_KEYS: keys,
  });
  return {
    ask: (query, variables = {}, more = {}) => ask(query, variables, { ...official, ...more }),
    close,
  };
}

/** A closed gateway over mock registries of its own, around the tests of a file or of a part of one. */
export function closedGatewayAround(): { readonly ask: Ask } {
  let mocks: readonly RunningMock[] = [];
  let gateway: Awaited<ReturnType<typeof startClosedGateway>> | null = null;
  beforeAll(async () => {
    ({ mocks } = await startMocks({ today: '2026-11-24' }));
    gateway = await startClosedGateway(mocks);
  });
  afterAll(async () => {
    await gateway?.close();
    await Promise.all(mocks.map((mock) => mock.close()));
  });
  return {
    ask: (...asked) => {
      if (gateway === null) throw new Error('no gateway was started');
      return gateway.ask(...asked);
    },
  };
}
