import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGrantKey, type GrantKey, grantKeyFiles } from '../../gateway/federation/remote/grant-key.ts';
import { createGrantSigner, type GrantedRequest } from '../../gateway/federation/remote/grant-signer.ts';
import { buildPeople } from '../../mocks/people.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { virtaMock } from '../../mocks/virta.ts';
import { virta } from '../../subgraphs/index.ts';
import type { RegistryMode } from '../../subgraphs/registry/grant-claims.ts';
import {
  createGrantVerifier,
  type GrantFault,
  type GrantVerifier,
  type GrantVerifierParts,
} from '../../subgraphs/registry/grant-token.ts';
import type { Environment } from '../../subgraphs/registry/subgraph.ts';
import { loadServerSettings } from '../../subgraphs/server-settings.ts';
import { buildServer } from '../../subgraphs/start.ts';
import { sandboxGrant } from '../grants.ts';
import { personaOid } from '../officer-query.ts';
import { environmentOfMocks } from '../system.ts';
import { loggingInto, outputFolder } from '../test-output.ts';

/** A moment at which all clocks of a test stand until it lets time pass. */
export const startedAt = new Date('2026-11-24T09:00:00Z');

/** A question that makes VIRTA's part ask its registry once. */
export const question = JSON.stringify({
  query: `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Student { studyRights { state } } }
  }`,
  variables: {
    representations: [
      {
        __typename: 'Student',
        oppijanumero: personaOid(9000),
        lookup: { personOids: [personaOid(9000)], resolution: 'RESOLVED', nonDisclosure: false },
      },
    ],
  },
});

/** VIRTA's part as a server of its own, over a mock that counts. */
export interface GrantedPart {
  readonly url: string;
  readonly key: GrantKey;
  readonly mock: RunningMock;
  /** What it has logged. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[];
  /** Why requests were refused, in order. */
  readonly faults: readonly GrantFault[];
  /** A token as the gateway makes it, of the question above unless told. */
  readonly sign: (given?: Partial<GrantedRequest>) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** How such a part is started. */
export interface PartOptions {
  readonly mode?: RegistryMode;
  readonly environment?: Environment;
  /** A door that is open: no verifier at all. */
  readonly isOpen?: boolean;
}

/** Lets everything pass. */
const openVerifier: GrantVerifier = {
  check: async () => {
    const times = { iat: 0, exp: 30 };
    const names = { aud: 'anybody', jti: 'a'.repeat(16), request: 'open', body: 'b'.repeat(43) };
    return { ok: true, claims: { ...names, ...times, day: null, calls: false, grant: sandboxGrant } };
  },
  redeem: () => null,
};

/** The same verifier, of whose refusals somebody hears. */
function heard(verifier: GrantVerifier, hear: (fault: GrantFault) => void): GrantVerifier {
  return {
    check: async (header) => {
      const found = await verifier.check(header);
      if (!found.ok) hear(found.fault);
      return found;
    },
    redeem: (claims, body) => {
      const fault = verifier.redeem(claims, body);
      if (fault !== null) hear(fault);
      return fault;
    },
  };
}

/** Starts the mock and the part. */
export async function startGrantedPart(options: PartOptions = {}): Promise<GrantedPart> {
  const { mode = 'mock', isOpen = false } = options;
  const people = buildPeople({ today: '2026-11-24', generated: 0, seed: 1 });
  const mock = await startMock(virtaMock, { people, now: Date.now }, 0);
  const folder = mkdtempSync(join(tmpdir(), 'opintolupa-grants-'));
  const key = ensureGrantKey(folder);
  if (!key.ok) throw new Error(key.problems.join());
  const GATEWAY_KEYS_FILE = join(folder, grantKeyFiles.public);
  const environment = { ...environmentOfMocks([mock]), GATEWAY_KEYS_FILE, ...options.environment };
  const settings = loadServerSettings(environment);
  const configured = virta.configure(environment);
  if (!settings.ok || !configured.ok) throw new Error('The part cannot be configured');
  const faults: GrantFault[] = [];
  const clock = { now: () => startedAt, today: () => '2026-11-24' };
  const verifierOf = (parts: GrantVerifierParts) =>
    isOpen
      ? openVerifier
      : heard(createGrantVerifier({ ...parts, mode, clock, now: () => 0 }), (fault) => faults.push(fault));
  const logFolder = outputFolder('subgraphs');
  const server = loggingInto(logFolder, () =>
    buildServer({ name: 'virta', configured }, settings.value, verifierOf),
  );
  const url = await server.listen(0);
  const signer = await createGrantSigner({ key: key.value, mode, clock });
  const usual = { subgraph: 'virta', requestId: 'r-1', body: question, day: null, calls: false };
  return {
    url,
    key: key.value,
    mock,
    faults,
    log: () => {
      const lines = readFileSync(join(logFolder, 'log.jsonl'), 'utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line));
    },
    sign: (given) => signer({ ...usual, grant: sandboxGrant, ...given }),
    close: async () => {
      await server.close();
      await mock.close();
    },
  };
}

/** What came of one request. */
export interface Told {
  readonly status: number;
  readonly code: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
  readonly body: any;
}

/** Sends a body to a part. */
export async function post(
  { url }: Pick<GrantedPart, 'url'>,
  body: string,
  headers: readonly (readonly [string, string])[] = [],
): Promise<Told> {
  const all = new Headers([['content-type', 'application/json']]);
  for (const [name, value] of headers) all.append(name, value);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: all, body });
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const answer: any = await response.json();
  return { status: response.status, code: answer.errors?.[0]?.extensions?.code ?? null, body: answer };
}
