import { join } from 'node:path';
import { z } from 'zod';
import {
  consentToken,
  fetchAccessToken,
  fetchIdToken,
  giveConsents,
} from '../../mocks/issuer/issuer-client.ts';
import { dataSources, sandboxSecrets } from '../../mocks/issuer/parties.ts';
import type { Headers } from '../sandbox-access.ts';
import { startChild } from '../soak/child.ts';
import { outputFolder } from '../test-output.ts';
import { slowConsents } from './slow-consents.ts';

/** A gateway as users start it, limits and all, and the mocks, each in a process of its own. */
export interface AttackedGateway {
  readonly url: string;
  /** Learner numbers of all people. */
  readonly people: readonly string[];
  readonly logFile: string;
  /** Headers of an official of the permit authority. */
  readonly official: (name: string) => Headers;
  /** Headers of an official of another authority, which names them as it likes. */
  readonly otherOfficial: (name: string) => Headers;
  /** Headers of another client: a developer's system, without end users. */
  readonly developer: Headers;
  /** Headers of a person who has logged in, with consents to some registries. */
  readonly person: (persona: string, consents: number) => Promise<Headers>;
  readonly newToken: (client: string) => Promise<string>;
  /** Has a registry, or the consent service, take so long for each answer, milliseconds. */
  readonly slowDown: (whom: string, ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const mocksReady = z.object({
  environment: z.record(z.string(), z.string()),
  people: z.array(z.string()),
  issuer: z.string(),
});

/** Starts both. Throws when one cannot start. */
export async function startAttacked(generated: number): Promise<AttackedGateway> {
  const today = new Date().toISOString().slice(0, 10);
  const mocks = await startChild({
    script: new URL('../soak/mocks-process.ts', import.meta.url),
    ready: mocksReady,
    arguments: [today, String(generated)],
  });
  const { environment, people, issuer } = mocks.ready;
  const consents = await slowConsents(issuer);
  const folder = outputFolder('disclosures');
  const logFile = join(folder, 'disclosures.sqlite');
  const own = {
    SANDBOX_ISSUER_URL: consents.url,
    DISCLOSURE_LOG: `sqlite:${logFile}`,
    DISCLOSURE_KEYS: join(folder, 'keys'),
    PORT: '0',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
    TODAY: today,
  };
  const gateway = await startChild({
    script: new URL('../soak/gateway-process.ts', import.meta.url),
    ready: z.object({ url: z.string() }),
    nodeOptions: ['--expose-gc'],
    environment: { ...environment, ...own },
  });
  const newToken = (client: string): Promise<string> =>
    fetchAccessToken(issuer, { client, secret: sandboxSecrets[client] ?? '', purpose: undefined });
  const [migri, oph, developer] = await Promise.all(['migri', 'oph', 'developer'].map(newToken));
  return {
    url: gateway.ready.url,
    people,
    logFile,
    official: (name) => officialHeaders(name, { token: migri, purpose: 'MIGRI_FIRST_PERMIT' }),
    otherOfficial: (name) => officialHeaders(name, { token: oph, purpose: 'FEE_OBLIGATION_CHECK' }),
    developer: { authorization: `Bearer ${developer}` },
    person: (persona, consents) => personHeaders(issuer, persona, consents),
    newToken,
    slowDown: async (whom, ms) => {
      if (whom === 'consents') consents.delayMs = ms;
      else await mocks.ask({ registry: whom, setting: { fault: 'latency', ms } });
    },
    stop: async () => {
      await gateway.stop();
      await mocks.stop();
      consents.close();
    },
  };
}

function officialHeaders(
  name: string,
  { token, purpose }: { readonly token: string | undefined; readonly purpose: string },
): Headers {
  return {
    authorization: `Bearer ${token}`,
    'x-purpose': purpose,
    'x-case': 'UMA-2026-000123',
    'x-end-user': name,
  };
}

/** With several tokens for each consent: a gateway asks about ten at most. */
async function personHeaders(issuer: string, persona: string, consents: number): Promise<Headers> {
  const idToken = await fetchIdToken(issuer, persona);
  const sources = Object.values(dataSources);
  await giveConsents(issuer, idToken, sources);
  const tokens: string[] = [];
  for (let index = 0; index < consents; index += 1)
    tokens.push(await consentToken(issuer, idToken, sources[index % sources.length] ?? ''));
  const authorization = `Bearer ${idToken}`;
  return consents === 0 ? { authorization } : { authorization, 'x-consent-token': tokens.join(',') };
}
